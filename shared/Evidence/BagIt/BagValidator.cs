using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Bookseal.Evidence.BagIt;

/// <summary>
/// Checks a bag for completeness and validity (RFC 8493 section 3): declaration, manifests (sha256, sha512), tag
/// manifests, Payload-Oxum. Holey bags (fetch.txt) are refused: evidence has to be all there. Files are hashed in a
/// stream.
/// </summary>
public sealed class BagValidator(IBagFiles bag)
{
    private readonly List<BagFault> _faults = [];
    private readonly Dictionary<string, Digest> _digests = new(StringComparer.Ordinal);

    public static Task<BagReport> ValidateAsync(IBagFiles bag, CancellationToken cancel) =>
        new BagValidator(bag).RunAsync(cancel);

    private async Task<BagReport> RunAsync(CancellationToken cancel)
    {
        if (!(await bag.ListAsync(cancel)).TryGet(out var listed, out var fault))
        {
            Add(fault.Code, "", fault.Message);
            return new(_digests, _faults);
        }

        var files = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var file in listed)
            if (!files.TryAdd(file.Path, file.Length))
                Add("BAG_PATH_AMBIGUOUS", file.Path, "stands twice in the bag");
        if (files.Count > Limits.BagFiles)
        {
            Add("BAG_TOO_MANY_FILES", "", $"the bag has {files.Count} files; up to {Limits.BagFiles} are read");
            return new(_digests, _faults);
        }

        CheckNames(files.Keys);
        await CheckDeclarationAsync(files, cancel);
        var manifests = await ReadManifestsAsync(files, cancel);
        CheckCompleteness(files.Keys, manifests);
        await CheckInfoAsync(files, cancel);
        if (_faults.Count == 0)
            await CheckDigestsAsync(files, manifests, cancel);
        return new(_digests, _faults);
    }

    private void CheckNames(IEnumerable<string> paths)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in paths)
        {
            if (!BagPath.IsSafe(path))
                Add("BAG_PATH_UNSAFE", path, "the path leaves the bag or is not portable");
            if (!seen.TryAdd(path, path))
                Add("BAG_PATH_AMBIGUOUS", path, $"differs from '{seen[path]}' only in case");
            if (BagPath.IsPayloadOtherwise(path))
                Add("BAG_PATH_AMBIGUOUS", path, $"is {BagPath.Payload} to some programs and a tag file to others");
            if (path == "fetch.txt")
                Add("BAG_FETCH_REFUSED", path, "a bag of evidence must hold its payload; fetch.txt is not followed");
        }
    }

    private async Task CheckDeclarationAsync(Dictionary<string, long> files, CancellationToken cancel)
    {
        if (!files.ContainsKey(BagWriter.Declaration))
        {
            Add("BAG_DECLARATION_INVALID", BagWriter.Declaration, "the file is missing: this is not a bag");
            return;
        }

        var lines = (await ReadTextAsync(BagWriter.Declaration, files, cancel))
            .TrimEnd('\n', '\r')
            .Split('\n')
            .Select(line => line.TrimEnd('\r'))
            .ToArray();
        if (lines is not ["BagIt-Version: 1.0" or "BagIt-Version: 0.97", "Tag-File-Character-Encoding: UTF-8"])
            Add("BAG_DECLARATION_INVALID", BagWriter.Declaration, "not BagIt 1.0 (or 0.97) in UTF-8");
    }

    private async Task<List<Manifest>> ReadManifestsAsync(Dictionary<string, long> files, CancellationToken cancel)
    {
        var manifests = new List<Manifest>();
        foreach (var path in files.Keys.Where(path => Manifest.IsManifest(path)).Order(StringComparer.Ordinal))
        {
            if (Manifest.Of(path) is not { } manifest)
            {
                Add("BAG_ALGORITHM_UNSUPPORTED", path, "only sha256 and sha512 manifests are checked here");
                continue;
            }

            if (
                BagManifest
                    .Parse(await ReadTextAsync(path, files, cancel), manifest.HexLength)
                    .TryGet(out var entries, out var fault)
            )
                manifests.Add(manifest with { Entries = entries });
            else
                Add(fault.Code, path, fault.Message);
        }

        if (!manifests.Exists(manifest => !manifest.IsTag))
            Add("BAG_MANIFEST_INVALID", "", "there is no payload manifest");
        return manifests;
    }

    private void CheckCompleteness(IEnumerable<string> paths, List<Manifest> manifests)
    {
        var present = paths.ToHashSet(StringComparer.Ordinal);
        foreach (var manifest in manifests)
        {
            foreach (var path in manifest.Entries.Keys.Where(path => !present.Contains(path)))
                Add("BAG_FILE_MISSING", path, $"listed in {manifest.Path}, not in the bag");
            foreach (var path in manifest.Entries.Keys.Where(path => BagPath.IsPayload(path) == manifest.IsTag))
                Add("BAG_MANIFEST_INVALID", path, $"does not belong into {manifest.Path}");
            if (manifest.IsTag)
                continue;
            foreach (var path in present.Where(path => BagPath.IsPayload(path) && !manifest.Entries.ContainsKey(path)))
                Add("BAG_FILE_UNLISTED", path, $"in the bag, not listed in {manifest.Path}");
        }
    }

    private async Task CheckInfoAsync(Dictionary<string, long> files, CancellationToken cancel)
    {
        if (!files.ContainsKey(BagWriter.Info))
            return;
        const string label = "Payload-Oxum: ";
        var text = await ReadTextAsync(BagWriter.Info, files, cancel);
        var stated = text.Split('\n')
            .FirstOrDefault(line => line.StartsWith(label, StringComparison.OrdinalIgnoreCase))
            ?[label.Length..].Trim();
        var actual = BagWriter.PayloadOxum(files.Where(file => BagPath.IsPayload(file.Key)).Select(file => file.Value));
        if (stated is not null && stated != actual)
            Add("BAG_OXUM_MISMATCH", BagWriter.Info, $"Payload-Oxum says {stated}, the payload is {actual}");
    }

    private async Task CheckDigestsAsync(
        Dictionary<string, long> files,
        List<Manifest> manifests,
        CancellationToken cancel
    )
    {
        foreach (var path in files.Keys.Order(StringComparer.Ordinal))
        {
            var (sha256, sha512) = await HashAsync(path, manifests.Exists(manifest => !manifest.IsSha256), cancel);
            _digests[path] = Digest.FromBytes(Convert.FromHexString(sha256));
            foreach (var manifest in manifests.Where(manifest => manifest.Entries.ContainsKey(path)))
                if (manifest.Entries[path] != (manifest.IsSha256 ? sha256 : sha512))
                    Add(
                        "BAG_DIGEST_MISMATCH",
                        path,
                        $"the content does not have the checksum that {manifest.Path} gives"
                    );
        }
    }

    private async Task<(string Sha256, string Sha512)> HashAsync(string path, bool both, CancellationToken cancel)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        await using var stream = await bag.OpenAsync(path, cancel);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0; )
            {
                sha256.AppendData(buffer, 0, read);
                if (both)
                    sha512.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (Convert.ToHexStringLower(sha256.GetCurrentHash()), Convert.ToHexStringLower(sha512.GetCurrentHash()));
    }

    private async Task<string> ReadTextAsync(string path, Dictionary<string, long> files, CancellationToken cancel)
    {
        if (files[path] > Limits.TagFileBytes)
        {
            Add("BAG_TAG_FILE_TOO_LARGE", path, $"over {Limits.TagFileBytes} bytes");
            return "";
        }

        await using var stream = await bag.OpenAsync(path, cancel);
        var bytes = await BoundedRead.AllAsync(stream, Limits.TagFileBytes, cancel);
        if (bytes is not null && Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        Add("BAG_TAG_FILE_INVALID", path, bytes is null ? "longer than the listing says" : "not UTF-8");
        return "";
    }

    private void Add(string code, string path, string message)
    {
        if (_faults.Count < Limits.BagFaults)
            _faults.Add(new(code, path, message));
    }
}

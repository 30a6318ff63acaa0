using System.IO.Compression;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Evidence.Zip;

/// <summary>
/// A bag in a zip, as it is written here or as any other program packed it: stored or deflated, at the top or below one
/// folder. The archive is read through once when it is opened, so that what is wrong with it is said before anything is
/// said about the bag.
/// </summary>
public sealed class ZipBag : IBagFiles
{
    private readonly Func<Stream> _open;
    private readonly IReadOnlyList<ZipEntry> _entries;
    private readonly Dictionary<string, ZipEntry> _files = new(StringComparer.Ordinal);
    private readonly int _prefix;

    private ZipBag(Func<Stream> open, IReadOnlyList<ZipEntry> entries)
    {
        (_open, _entries, _prefix) = (open, entries, FolderOf(entries).Length);
        foreach (var entry in entries.Where(entry => !entry.IsFolder))
            _files.TryAdd(entry.Name[_prefix..], entry);
    }

    /// <summary>
    /// Reads and tests an archive. <c>ZIP_MALFORMED</c>, <c>ZIP_UNSUPPORTED</c>, <c>ZIP_TOO_LARGE</c> or
    /// <c>ZIP_DAMAGED</c>: nothing is known of the bag then.
    /// </summary>
    /// <param name="open">Gives a new stream over the same bytes, which can seek, each time.</param>
    public static async Task<Result<ZipBag>> ReadAsync(Func<Stream> open, CancellationToken cancel)
    {
        await using var zip = open();
        if (!(await ZipDirectory.ReadAsync(zip, cancel)).TryGet(out var entries, out var fault))
            return fault;
        var (unpacked, most) = (
            entries.Aggregate((Int128)0, (sum, entry) => sum + entry.Length),
            Int128.Max(Limits.ZipRatioFreeBytes, (Int128)Limits.ZipRatio * zip.Length)
        );
        if (unpacked > most)
            return ZipFault.TooLarge(
                $"unpacked the zip would have {unpacked} bytes; for its length {most} are accepted: "
                    + "unpack it yourself, and verify the folder"
            );
        var buffer = new byte[128 * 1024];
        foreach (var entry in entries)
            if (await TestAsync(open, entry, buffer, cancel) is { } damage)
                return damage;
        return new ZipBag(open, entries);
    }

    public ValueTask<Result<IReadOnlyList<BagFile>>> ListAsync(CancellationToken cancel) => new(List());

    public ValueTask<Stream> OpenAsync(string path, CancellationToken cancel) =>
        new(new LimitedStream(Content(_open, _files[path]), _files[path].Length));

    private Result<IReadOnlyList<BagFile>> List()
    {
        var files = new List<BagFile>();
        foreach (var entry in _entries)
        {
            var shown = new Json.JsonString(entry.Name);
            if (!entry.IsPlain)
                return new Fault("BAG_NOT_PLAIN_FILE", $"{shown} is a link, a device, or no file of its name");
            if (!BagPath.IsSafe(entry.IsFolder ? entry.Name[..^1] : entry.Name))
                return new Fault("BAG_PATH_UNSAFE", $"{shown} leaves the bag or is not portable");
            if (!entry.IsFolder)
                files.Add(new(entry.Name[_prefix..], entry.Length));
        }

        return FindClash() is { } clash
            ? new Fault("BAG_PATH_AMBIGUOUS", $"{new Json.JsonString(clash)} is both a file and a folder")
            : files;
    }

    /// <summary>A file that some entry has as a folder on its way, whatever the case.</summary>
    private string? FindClash()
    {
        var files = _entries
            .Where(entry => !entry.IsFolder)
            .Select(entry => entry.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var name in _entries.Select(entry => entry.Name))
            for (var slash = name.IndexOf('/'); slash >= 0; slash = name.IndexOf('/', slash + 1))
                if (files.TryGetValue(name.AsSpan(0, slash), out var clash))
                    return clash;
        return null;
    }

    /// <summary>
    /// The one folder at the top, with its slash, that everything is in; empty when the bag itself is at the top.
    /// </summary>
    private static string FolderOf(IReadOnlyList<ZipEntry> entries)
    {
        if (entries.Count == 0)
            return "";
        var first = entries[0].Name;
        var folder = first[..(first.IndexOf('/', StringComparison.Ordinal) + 1)];
        return entries.All(entry => entry.Name.StartsWith(folder, StringComparison.Ordinal)) ? folder : "";
    }

    private static async Task<Fault?> TestAsync(
        Func<Stream> open,
        ZipEntry entry,
        byte[] buffer,
        CancellationToken cancel
    )
    {
        var (crc, length) = (new Crc32(), 0L);
        try
        {
            await using var content = Content(open, entry);
            for (
                int read;
                length <= entry.Length && (read = await content.ReadAsync(buffer, cancel)) > 0;
                length += read
            )
                crc.Append(buffer.AsSpan(0, read));
        }
        catch (InvalidDataException)
        {
            return ZipFault.Damaged(entry.Name, "cannot be inflated");
        }

        if (length != entry.Length)
            return ZipFault.Damaged(entry.Name, $"does not have the {entry.Length} bytes that the zip says");
        return crc.Value == entry.Crc ? null : ZipFault.Damaged(entry.Name, "does not have the CRC that the zip says");
    }

    private static Stream Content(Func<Stream> open, ZipEntry entry)
    {
        var zip = open();
        zip.Seek(entry.ContentOffset, SeekOrigin.Begin);
        var packed = new LimitedStream(zip, entry.CompressedLength);
        return entry.Method == ZipFormat.Stored ? packed : new DeflateStream(packed, CompressionMode.Decompress);
    }
}

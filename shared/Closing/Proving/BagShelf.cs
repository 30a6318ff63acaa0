using System.Text;
using Bookseal.Books.Runs;
using Bookseal.Evidence.BagIt;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Proving;

/// <summary>
/// The files of sealed bags, for whoever fetches them one by one. A file is found among the names that the manifests
/// have, never by a path that somebody sent.
/// </summary>
public sealed class BagShelf(Workspace workspace)
{
    public const string FileNotFound = "PROOF_FILE_NOT_FOUND";

    /// <summary>Every file with its length, in ordinal order. <c>PROOF_DAMAGED</c> where one is lost.</summary>
    public async Task<Result<IReadOnlyList<ShelvedFile>>> ListAsync(SealedBag bag, CancellationToken cancel)
    {
        if (!(await ReadDigestsAsync(bag, cancel)).TryGet(out var digests, out var fault))
            return fault;
        if (!(await workspace.Proofs.Bag(bag.Location).ListAsync(cancel)).TryGet(out var stored, out fault))
            return fault;
        var lengths = stored.ToDictionary(file => file.Path, file => file.Length, StringComparer.Ordinal);
        if (digests.Keys.FirstOrDefault(path => !lengths.ContainsKey(path)) is { } lost)
            return Damaged(bag, $"{lost} is missing");
        return digests.Select(file => new ShelvedFile(file.Key, file.Value, lengths[file.Key])).ToArray();
    }

    /// <summary>
    /// A file, which can be read from anywhere. <c>PROOF_FILE_NOT_FOUND</c>, or <c>PROOF_DAMAGED</c> where it is lost.
    /// </summary>
    public async Task<Result<OpenedFile>> OpenAsync(SealedBag bag, string path, CancellationToken cancel)
    {
        if (!(await ReadDigestsAsync(bag, cancel)).TryGet(out var digests, out var fault))
            return fault;
        if (!digests.TryGetValue(path, out var digest))
            return new Fault(FileNotFound, "the proof has no file of this name; its list says which there are");
        return await workspace.Proofs.OpenSeekableAsync(bag.Location, path, cancel) is { } content
            ? new OpenedFile(path, digest, content)
            : Damaged(bag, $"{path} is missing");
    }

    /// <summary>What the manifests say; of the one of tag files, which none names, its own hash.</summary>
    private async Task<Result<SortedDictionary<string, Digest>>> ReadDigestsAsync(
        SealedBag bag,
        CancellationToken cancel
    )
    {
        var digests = new SortedDictionary<string, Digest>(StringComparer.Ordinal);
        foreach (var name in (string[])[BagWriter.Manifest, BagWriter.TagManifest])
        {
            if (await workspace.Proofs.ReadAsync(bag.Location, name, cancel) is not { } bytes)
                return Damaged(bag, $"{name} is missing");
            if (name == BagWriter.Manifest && Digest.Of(bytes) != bag.Manifest)
                return Damaged(bag, $"{name} is another one than was sealed");
            if (!BagManifest.Parse(Encoding.UTF8.GetString(bytes), 2 * Digest.Size).TryGet(out var named, out var bad))
                return Damaged(bag, bad.Message);
            foreach (var (path, hex) in named)
                digests[path] = Digest.Parse(hex).Value;
            if (name == BagWriter.TagManifest)
                digests[name] = Digest.Of(bytes);
        }

        return digests;
    }

    private static Fault Damaged(SealedBag bag, string why) =>
        new(Refusal.ProofDamaged, $"{bag.Location.Folder} is not whole: {why}; restore it from a backup");
}

/// <summary>A bag as the chain says that it was sealed.</summary>
public sealed record SealedBag(BagLocation Location, Digest Manifest);

public sealed record ShelvedFile(string Path, Digest Sha256, long Length)
{
    public JsonObject ToJson() => JsonObject.Of(("length", Length), ("path", Path), ("sha256", Sha256));
}

/// <param name="Content">It seeks; whoever gets it disposes of it.</param>
public sealed record OpenedFile(string Path, Digest Sha256, Stream Content);

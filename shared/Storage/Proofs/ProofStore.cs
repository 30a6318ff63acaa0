using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Storage.Proofs;

/// <summary>
/// Proof packages, <c>proofs/{tenant}/{period}/{proof_id}/...</c>, those of intervals
/// <c>proofs/{tenant}/intervals/{proof_id}/...</c>: objects that are created once and never written again.
/// </summary>
public sealed class ProofStore(IObjectStore objects)
{
    /// <summary>
    /// Stores a file of a proof; one that is there already must be the same. Resuming a seal passes here again.
    /// </summary>
    /// <returns><c>PROOF_DAMAGED</c> where another one is there; null where it stands.</returns>
    public async Task<Fault?> WriteAsync(BagLocation proof, string file, byte[] content, CancellationToken cancel)
    {
        var stored = await WriteOnceAsync(proof, file, content, cancel);
        return stored.AsSpan().SequenceEqual(content) ? null : Damaged(proof, file);
    }

    /// <summary>
    /// Stores a file unless there is one of that name, and returns the one that is there: what is signed is read back,
    /// never signed again.
    /// </summary>
    public async Task<byte[]> WriteOnceAsync(BagLocation proof, string file, byte[] content, CancellationToken cancel)
    {
        var created = await objects.CreateAsync(proof.PathOf(file), new MemoryStream(content), cancel);
        if (created.IsOk)
            return content;
        if (created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"{proof.PathOf(file)} cannot be stored: {created.Fault}");
        return await ReadAsync(proof, file, cancel)
            ?? throw new IOException($"{proof.PathOf(file)} exists and cannot be read");
    }

    /// <summary>Streams a large file in; one that is there already must have the digest.</summary>
    /// <returns><c>PROOF_DAMAGED</c> where what is there then has another one; null where it stands.</returns>
    public async Task<Fault?> WriteAsync(
        BagLocation proof,
        string file,
        Stream content,
        Digest expected,
        CancellationToken cancel
    )
    {
        var created = await objects.CreateAsync(proof.PathOf(file), content, cancel);
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"{proof.PathOf(file)} cannot be stored: {created.Fault}");
        await using var stored = (await objects.ReadAsync(proof.PathOf(file), 0, null, cancel)).Value;
        var actual = await Digest.OfAsync(stored, cancel);
        return actual == expected ? null : Damaged(proof, file);
    }

    public async Task<byte[]?> ReadAsync(BagLocation proof, string file, CancellationToken cancel)
    {
        var content = await objects.ReadBytesAsync(proof.PathOf(file), cancel);
        if (content.IsOk)
            return content.Value;
        return content.Fault.Code == StoreCode.NotFound ? null : throw new IOException(content.Fault.ToString());
    }

    /// <summary>The stored files of this name in all proofs of a tenant.</summary>
    public async Task<IReadOnlyList<byte[]>> ReadAllAsync(TenantId tenant, string file, CancellationToken cancel)
    {
        var contents = new List<byte[]>();
        foreach (var info in await objects.ListAsync(ObjectPath.Of("proofs", tenant.ToString()), cancel))
            if (info.Path.ToString().EndsWith("/" + file, StringComparison.Ordinal))
                contents.Add((await objects.ReadBytesAsync(info.Path, cancel)).Value);
        return contents;
    }

    private static Fault Damaged(BagLocation proof, string file) =>
        new(Refusal.ProofDamaged, $"{proof.PathOf(file)} is not the file that was certified");

    public IBagFiles Bag(BagLocation proof) => new StoredBag(objects, proof);

    /// <summary>A file as it was sealed, for whoever reads parts of it; null where there is none.</summary>
    public async Task<Stream?> OpenSeekableAsync(BagLocation proof, string file, CancellationToken cancel)
    {
        var path = proof.PathOf(file);
        if ((await objects.InfoAsync(path, cancel)).TryGet(out var info, out var fault))
            return new SeekableObject(objects, path, info.Length);
        return fault.Code == StoreCode.NotFound ? null : throw new IOException(fault.ToString());
    }
}

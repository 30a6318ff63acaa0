using Bookseal.Evidence.BagIt;

namespace Bookseal.Storage.Proofs;

/// <summary>A bag in the object store, for the verifier.</summary>
internal sealed class StoredBag(IObjectStore objects, BagLocation proof) : IBagFiles
{
    public async ValueTask<Result<IReadOnlyList<BagFile>>> ListAsync(CancellationToken cancel)
    {
        var prefix = proof.Folder.ToString().Length + 1;
        if (proof.Versions is null)
            return (await objects.ListAsync(proof.Folder, cancel))
                .Select(file => new BagFile(file.Path.ToString()[prefix..], file.Length))
                .ToArray();
        var files = new List<BagFile>();
        foreach (var name in proof.Versions.Members.Keys)
            if ((await objects.InfoAsync(proof.PathOf(name), cancel)).TryGet(out var info, out _))
                files.Add(new(name, info.Length));
        return files;
    }

    public async ValueTask<Stream> OpenAsync(string path, CancellationToken cancel)
    {
        var opened = await objects.ReadAsync(proof.PathOf(path), 0, null, cancel);
        return opened.IsOk ? opened.Value : throw new IOException($"{path} vanished from the bag: {opened.Fault}");
    }
}

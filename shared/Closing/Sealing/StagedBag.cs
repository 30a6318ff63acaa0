using Bookseal.Evidence.BagIt;

namespace Bookseal.Closing.Sealing;

/// <summary>A staged bag with the tag files that it will have: for the verifier, before anything is sealed.</summary>
internal sealed class StagedBag(IBagFiles stored, IReadOnlyDictionary<string, byte[]> tags) : IBagFiles
{
    public async ValueTask<Result<IReadOnlyList<BagFile>>> ListAsync(CancellationToken cancel)
    {
        if (!(await stored.ListAsync(cancel)).TryGet(out var files, out var fault))
            return fault;
        return files
            .Where(file => !tags.ContainsKey(file.Path))
            .Concat(tags.Select(tag => new BagFile(tag.Key, tag.Value.Length)))
            .ToArray();
    }

    public ValueTask<Stream> OpenAsync(string path, CancellationToken cancel) =>
        tags.TryGetValue(path, out var content)
            ? ValueTask.FromResult<Stream>(new MemoryStream(content, writable: false))
            : stored.OpenAsync(path, cancel);
}

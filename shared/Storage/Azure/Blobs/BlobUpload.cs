using System.Buffers;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>
/// Creates a blob whole; above one block, of blocks that go up in parallel while the content is read, so a stream of
/// any length needs the memory of a few. The client's own upload names a block by its offset, and two creators of one
/// blob would mix theirs; here the upload's id is in the name. It is in the blob's metadata too: after an unknown
/// outcome it tells whose blob is there without reading the content, which may be a stream that is read once.
/// </summary>
internal sealed class BlobUpload(BlobObject blob, Retry tries, CancellationToken cancel)
{
    private const int BlockBytes = 8 * 1024 * 1024;
    private const int Parallelism = 4;
    private const string IdMetadata = "upload";
    private static readonly BlobRequestConditions IfAbsent = new() { IfNoneMatch = ETag.All };
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly List<string> _blocks = [];
    private long _length;
    private Fault? _refusal;

    public async Task<Result<ObjectInfo>> RunAsync(Stream content)
    {
        var metadata = new Dictionary<string, string> { [IdMetadata] = _id };
        var (client, first) = (blob.BlockBlob, await ReadAsync(content));
        if (first.Count < BlockBytes)
            return await CommitAsync(() =>
                client.UploadAsync(Stream(first), null, metadata, IfAbsent, null, null, cancel)
            );
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel };
        await Parallel.ForEachAsync(BlocksAsync(first, content), parallel, PutAsync);
        return _refusal is { } fault
            ? fault
            : await CommitAsync(() => client.CommitBlockListAsync(_blocks, null, metadata, IfAbsent, null, cancel));
    }

    /// <summary>Sends what makes the blob visible until the outcome is known.</summary>
    private Task<Result<ObjectInfo>> CommitAsync(Func<Task<Response<BlobContentInfo>>> commit) =>
        tries.RunAsync(
            async isRepeated =>
            {
                var created = await blob.CreateAsync(commit);
                return isRepeated && !created.IsOk && await IsOursAsync()
                    ? new ObjectInfo(blob.Path, _length, 0, false)
                    : created.Map(info => new ObjectInfo(blob.Path, _length, 0, false) { Version = info.VersionId });
            },
            cancel
        );

    private async IAsyncEnumerable<(string Id, ArraySegment<byte> Bytes)> BlocksAsync(
        ArraySegment<byte> first,
        Stream content
    )
    {
        for (var bytes = first; bytes.Count > 0 && _refusal is null; bytes = await ReadAsync(content))
        {
            _blocks.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{_id}{_blocks.Count:D5}")));
            yield return (_blocks[^1], bytes);
        }
    }

    /// <summary>Repeated on its own: a block's id says which one it is; putting it twice is putting it once.</summary>
    private async ValueTask PutAsync((string Id, ArraySegment<byte> Bytes) block, CancellationToken stop)
    {
        Task<Response<BlockInfo>> SendAsync() =>
            blob.BlockBlob.StageBlockAsync(block.Id, Stream(block.Bytes), cancellationToken: stop);
        var put = await tries.RunAsync(_ => blob.CreateAsync(SendAsync), stop);
        if (!put.IsOk)
            _refusal = put.Fault;
        ArrayPool<byte>.Shared.Return(block.Bytes.Array!);
    }

    private async Task<bool> IsOursAsync()
    {
        var properties = await blob.TryAsync<BlobProperties>(async () =>
            (await blob.Blob.GetPropertiesAsync(cancellationToken: cancel)).Value
        );
        return properties.IsOk && properties.Value.Metadata.TryGetValue(IdMetadata, out var id) && id == _id;
    }

    private async Task<ArraySegment<byte>> ReadAsync(Stream content)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var room = buffer.AsMemory(0, BlockBytes);
        var read = await content.ReadAtLeastAsync(room, BlockBytes, throwOnEndOfStream: false, cancel);
        _length += read;
        return new(buffer, 0, read);
    }

    private static MemoryStream Stream(ArraySegment<byte> bytes) => new(bytes.Array!, 0, bytes.Count, writable: false);
}

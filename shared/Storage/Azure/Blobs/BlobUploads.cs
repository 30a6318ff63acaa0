using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Bookseal.Storage.Azure.Clients;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>
/// Creates blobs whole; above one block, of blocks that go up in parallel while the content is read, so a stream of any
/// length needs the memory of a few. The client's own upload names a block by its offset, and two creators of one blob
/// would mix theirs; here the upload's id is in the name. It is in the blob's metadata too: after an unknown outcome it
/// tells whose blob is there without reading the content, which may be a stream that cannot be read twice.
/// </summary>
internal sealed class BlobUploads(BlobServiceClient service, Retry retry)
{
    private const int BlockBytes = 8 * 1024 * 1024;
    private const int Parallelism = 4;
    private const string UploadMetadata = "upload";
    private static readonly BlobHttpHeaders Headers = new() { ContentType = "application/octet-stream" };

    public async Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel)
    {
        var upload = Guid.NewGuid().ToString("N");
        var metadata = new Dictionary<string, string> { [UploadMetadata] = upload };
        var conditions = new BlobRequestConditions { IfNoneMatch = ETag.All };
        var tries = content.CanSeek ? Retry.Once : retry; // what can be read again, the caller repeats as a whole
        var blob = service.BlockBlob(path);
        using var memory = MemoryPool<byte>.Shared.Rent(BlockBytes);
        var first = memory.Memory[..await ReadBlockAsync(content, memory.Memory, cancel)];
        if (first.Length < BlockBytes)
        {
            var whole = new BlobUploadOptions
            {
                HttpHeaders = Headers,
                Metadata = metadata,
                Conditions = conditions,
            };
            return await CommitAsync(() => blob.UploadAsync(Content(first), whole, cancel), first.Length);
        }

        var staged = await StageAsync(path, upload, first, content, tries, cancel);
        var options = new CommitBlockListOptions
        {
            HttpHeaders = Headers,
            Metadata = metadata,
            Conditions = conditions,
        };
        return staged.TryGet(out var blocks, out var fault)
            ? await CommitAsync(() => blob.CommitBlockListAsync(blocks.Ids, options, cancel), blocks.Length)
            : fault;

        // Sends what makes the blob visible until the outcome is known.
        Task<Result<ObjectInfo>> CommitAsync(Func<Task<Response<BlobContentInfo>>> commit, long length) =>
            tries.RunAsync(
                async isRepeated =>
                {
                    var created = await SendAsync(path, commit, cancel);
                    return created.IsOk || !isRepeated || await UploadOfAsync(path, cancel) != upload
                        ? created.Map(info => new ObjectInfo(path, length, 0, false) { Version = info.VersionId })
                        : new ObjectInfo(path, length, 0, false);
                },
                cancel
            );
    }

    /// <summary>Empty. One that is there is <c>BlobAlreadyExists</c>, whoever made it: every caller takes that for done.</summary>
    public async Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel)
    {
        var options = new AppendBlobCreateOptions
        {
            HttpHeaders = Headers,
            Conditions = new() { IfNoneMatch = ETag.All },
        };
        var created = await SendAsync(path, () => service.AppendBlob(path).CreateAsync(options, cancel), cancel);
        return created.Map(info => new ObjectInfo(path, 0, 0, false) { Version = info.VersionId });
    }

    /// <summary>
    /// Each block is repeated on its own: its id says which one it is, so that putting it twice is putting it once.
    /// </summary>
    private async Task<Result<(IReadOnlyList<string> Ids, long Length)>> StageAsync(
        ObjectPath path,
        string upload,
        ReadOnlyMemory<byte> first,
        Stream content,
        Retry tries,
        CancellationToken cancel
    )
    {
        var (ids, length, refusal) = (new List<string>(), 0L, (Fault?)null);
        await Parallel.ForEachAsync(
            BlocksAsync(cancel),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel },
            async (block, stop) =>
            {
                using var memory = block.Memory;
                Task<Response<BlockInfo>> PutAsync() =>
                    service.BlockBlob(path).StageBlockAsync(block.Id, Content(block.Bytes), cancellationToken: stop);
                var put = await tries.RunAsync(_ => SendAsync(path, PutAsync, stop), stop);
                refusal = put.IsOk ? refusal : put.Fault;
            }
        );
        return refusal is { } fault ? fault : (ids, length);

        async IAsyncEnumerable<(string Id, ReadOnlyMemory<byte> Bytes, IMemoryOwner<byte>? Memory)> BlocksAsync(
            [EnumeratorCancellation] CancellationToken stop
        )
        {
            yield return (Next(first.Length), first, null);
            while (refusal is null)
            {
                var memory = MemoryPool<byte>.Shared.Rent(BlockBytes);
                var read = await ReadBlockAsync(content, memory.Memory, stop);
                if (read == 0)
                    yield break;
                yield return (Next(read), memory.Memory[..read], memory);
            }
        }

        string Next(int bytes)
        {
            length += bytes;
            ids.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{upload}{ids.Count:D5}")));
            return ids[^1];
        }
    }

    /// <summary>
    /// A container is made when something is first written into it. Whatever else keeps the service from creating the
    /// blob (a lease, a policy, blocks that another creator's commit has thrown away): something of that name is there.
    /// </summary>
    private async Task<Result<T>> SendAsync<T>(ObjectPath path, Func<Task<Response<T>>> send, CancellationToken cancel)
    {
        var sent = await ServiceCall.TryAsync<T>(
            $"{path}",
            async () =>
            {
                try
                {
                    return (await send()).Value;
                }
                catch (RequestFailedException e) when (e.Code() == BlobErrorCode.ContainerNotFound)
                {
                    await service.ContainerOf(path).CreateIfNotExistsAsync(cancellationToken: cancel);
                    return (await send()).Value;
                }
            },
            cancel
        );
        var isTaken =
            !sent.IsOk
            && sent.Fault.Code
                is StoreCode.LeaseMissing
                    or StoreCode.ImmutableByPolicy
                    or StoreCode.ImmutableByHold
                    or StoreCode.NotAppendable;
        return isTaken ? new Fault(StoreCode.AlreadyExists, $"{path} exists") : sent;
    }

    /// <summary>Which upload made the blob that is there.</summary>
    private async Task<string?> UploadOfAsync(ObjectPath path, CancellationToken cancel)
    {
        var properties = await ServiceCall.TryAsync<BlobProperties>(
            $"{path}",
            async () => (await service.BlockBlob(path).GetPropertiesAsync(cancellationToken: cancel)).Value,
            cancel
        );
        return properties.IsOk && properties.Value.Metadata.TryGetValue(UploadMetadata, out var upload) ? upload : null;
    }

    private static async Task<int> ReadBlockAsync(Stream content, Memory<byte> memory, CancellationToken cancel) =>
        await content.ReadAtLeastAsync(memory[..BlockBytes], BlockBytes, throwOnEndOfStream: false, cancel);

    private static Stream Content(ReadOnlyMemory<byte> bytes) => new BinaryData(bytes).ToStream();
}

using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Azure.Core;
using Bookseal.Storage.Azure.Http;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>
/// Creates blobs whole: learn.microsoft.com/rest/api/storageservices/put-blob, and above one block put-block and put-block-list. Blocks go up in parallel while the
/// content is read, so a stream of any length needs the memory of a few blocks. Each upload leaves its id in the blob's metadata: after an unknown outcome it tells
/// whether the blob that is there is this upload's, without reading the content, which may be a stream that cannot be read twice.
/// </summary>
internal sealed class BlobUploads(
    StorageClient blobs,
    BlobContainers containers,
    BlobProperties properties,
    Retry retry
)
{
    public const int BlockBytes = 8 * 1024 * 1024;
    private const int Parallelism = 4;
    private const string UploadMetadata = "upload";

    public async Task<Result<ObjectInfo>> CreateAsync(ObjectPath path, Stream content, CancellationToken cancel)
    {
        var upload = Guid.NewGuid().ToString("N");
        var tries = content.CanSeek ? Retry.Once : retry; // what can be read again, the caller repeats as a whole
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            var length = await content.ReadAtLeastAsync(
                buffer.AsMemory(0, BlockBytes),
                BlockBytes,
                throwOnEndOfStream: false,
                cancel
            );
            return length < BlockBytes
                ? await CommitAsync(
                    path,
                    upload,
                    length,
                    tries,
                    () =>
                        Creation(
                            path,
                            "",
                            upload,
                            RequestContent.Create(buffer.AsMemory(0, length)),
                            ("x-ms-blob-type", "BlockBlob")
                        ),
                    cancel
                )
                : await CreateOfBlocksAsync(path, upload, buffer.AsMemory(0, length), content, tries, cancel);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>An empty append blob. One that is there is <c>BlobAlreadyExists</c>, whoever made it: every caller takes that for done.</summary>
    public Task<Result<ObjectInfo>> CreateAppendableAsync(ObjectPath path, CancellationToken cancel) =>
        containers.WithContainerAsync(
            path,
            async () =>
            {
                using var message = Creation(
                    path,
                    "",
                    null,
                    RequestContent.Create(ReadOnlyMemory<byte>.Empty),
                    ("x-ms-blob-type", "AppendBlob")
                );
                return await SendAsync(message, path, 0, cancel);
            },
            cancel
        );

    /// <summary>Sends what makes the blob visible until the outcome is known.</summary>
    private Task<Result<ObjectInfo>> CommitAsync(
        ObjectPath path,
        string upload,
        long length,
        Retry tries,
        Func<HttpMessage> create,
        CancellationToken cancel
    ) =>
        tries.RunAsync(
            async isRepeated =>
            {
                var created = await containers.WithContainerAsync(
                    path,
                    async () =>
                    {
                        using var message = create();
                        return await SendAsync(message, path, length, cancel);
                    },
                    cancel
                );
                if (created.IsOk || !isRepeated)
                    return created;
                return await properties.MetadataAsync(path, UploadMetadata, cancel) == upload
                    ? new ObjectInfo(path, length, 0, false)
                    : created;
            },
            cancel
        );

    private async Task<(string? Code, Result<ObjectInfo> Created)> SendAsync(
        HttpMessage message,
        ObjectPath path,
        long length,
        CancellationToken cancel
    )
    {
        var response = await blobs.SendAsync(message, cancel);
        if (response.Status == 201)
            return (
                null,
                new ObjectInfo(path, length, 0, false)
                {
                    Version = BlobProperties.Text(response.Headers, "x-ms-version-id"),
                }
            );
        var code = ServiceError.CodeOf(response);
        // Whatever else keeps the service from creating it (a lease, a policy, blocks that another creator's commit has thrown away): something of that name is there.
        var isTaken =
            code
            is "BlobAlreadyExists"
                or "LeaseIdMissing"
                or "BlobImmutableDueToPolicy"
                or "BlobImmutableDueToLegalHold"
                or "InvalidBlobType"
                or "InvalidBlockList";
        return (
            code,
            isTaken ? new Fault(StoreCode.AlreadyExists, $"{path} exists") : ServiceError.Refusal(response, path)
        );
    }

    private HttpMessage Creation(
        ObjectPath path,
        string query,
        string? upload,
        RequestContent content,
        (string Name, string Value) header
    )
    {
        var message = blobs.Message(RequestMethod.Put, $"/{path}", query);
        message.Request.Headers.Add("If-None-Match", "*");
        message.Request.Headers.Add("x-ms-blob-content-type", "application/octet-stream");
        message.Request.Headers.Add(header.Name, header.Value);
        if (upload is not null)
            message.Request.Headers.Add($"x-ms-meta-{UploadMetadata}", upload);
        message.Request.Content = content;
        return message;
    }

    private async Task<Result<ObjectInfo>> CreateOfBlocksAsync(
        ObjectPath path,
        string upload,
        ReadOnlyMemory<byte> first,
        Stream content,
        Retry tries,
        CancellationToken cancel
    )
    {
        var refusal = await PutBlockAsync(path, upload, 0, first, tries, cancel);
        var (count, length) = (1, (long)first.Length);
        await Parallel.ForEachAsync(
            RestAsync(cancel),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel },
            async (block, stop) =>
            {
                if (
                    await PutBlockAsync(
                        path,
                        upload,
                        block.Number,
                        block.Buffer.AsMemory(0, block.Length),
                        tries,
                        stop
                    ) is
                    { } refused
                )
                    refusal = refused;
                ArrayPool<byte>.Shared.Return(block.Buffer);
            }
        );
        return refusal is { } fault
            ? fault
            : await CommitAsync(path, upload, length, tries, () => BlockList(path, upload, count), cancel);

        async IAsyncEnumerable<(int Number, byte[] Buffer, int Length)> RestAsync(
            [EnumeratorCancellation] CancellationToken stop
        )
        {
            while (refusal is null)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
                var read = await content.ReadAtLeastAsync(
                    buffer.AsMemory(0, BlockBytes),
                    BlockBytes,
                    throwOnEndOfStream: false,
                    stop
                );
                if (read == 0)
                    break;
                length += read;
                yield return (count++, buffer, read);
            }
        }
    }

    /// <summary>Repeated here, on its own: a block's id says which block it is, so putting it twice is putting it once.</summary>
    private Task<Fault?> PutBlockAsync(
        ObjectPath path,
        string upload,
        int number,
        ReadOnlyMemory<byte> block,
        Retry tries,
        CancellationToken cancel
    ) =>
        tries.RunAsync(
            _ =>
                containers.WithContainerAsync(
                    path,
                    async () =>
                    {
                        using var message = blobs.Message(
                            RequestMethod.Put,
                            $"/{path}",
                            $"?comp=block&blockid={Uri.EscapeDataString(BlockId(upload, number))}"
                        );
                        message.Request.Content = RequestContent.Create(block);
                        var (code, put) = await SendAsync(message, path, block.Length, cancel);
                        return (code, put.IsOk ? null : put.Fault);
                    },
                    cancel
                ),
            cancel
        );

    private HttpMessage BlockList(ObjectPath path, string upload, int count)
    {
        var list = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
        for (var number = 0; number < count; number++)
            list.Append("<Uncommitted>").Append(BlockId(upload, number)).Append("</Uncommitted>");
        return Creation(
            path,
            "?comp=blocklist",
            upload,
            RequestContent.Create(Encoding.ASCII.GetBytes(list.Append("</BlockList>").ToString())),
            ("Content-Type", "application/xml")
        );
    }

    private static string BlockId(string upload, int number) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"{upload}{number:D5}"));
}

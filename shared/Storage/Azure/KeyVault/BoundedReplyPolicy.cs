using Azure.Core;
using Azure.Core.Pipeline;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>Reads answers into memory up to a limit; the pipeline's own buffer has none. It stands inside the retry: an answer that breaks off is asked for again.</summary>
internal sealed class BoundedReplyPolicy(int maxBytes) : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Response.ContentStream is not { } source) return;
        var buffer = new byte[maxBytes + 1];
        int length;
        await using (source) length = await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, message.CancellationToken);
        if (length > maxBytes) throw new StoreUnavailableException($"{message.Request.Uri.Host} answered with more than {maxBytes} bytes; nothing that it is asked for is that long");
        message.Response.ContentStream = new MemoryStream(buffer, 0, length, writable: false, publiclyVisible: true);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("vaults are called asynchronously");
}

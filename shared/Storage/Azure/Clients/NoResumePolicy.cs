using Azure.Core;
using Azure.Core.Pipeline;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Clients;

/// <summary>
/// The client's download stream retries even where retries are off: it asks for the rest under the first ETag, which is
/// 412 for an append blob that has grown. It is the only one to read with <c>If-Match</c>, so that request is stopped
/// here; <see cref="Blobs.BlobStream"/> goes on by rules of its own.
/// </summary>
internal sealed class NoResumePolicy : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.Request.Method == RequestMethod.Get && message.Request.Headers.Contains("If-Match"))
            throw new StoreUnavailableException("the connection broke off");
    }
}

using Azure.Core;
using Azure.Core.Pipeline;

namespace Bookseal.Storage.Azure.Http;

/// <summary>Adds a shared access signature at the last moment, so that no URI that could come into a message has it.</summary>
internal sealed class SasPolicy(string sas) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var uri = message.Request.Uri.ToUri();
        message.Request.Uri.Reset(new Uri($"{uri.AbsoluteUri}{(uri.Query.Length > 0 ? '&' : '?')}{sas}"));
    }
}

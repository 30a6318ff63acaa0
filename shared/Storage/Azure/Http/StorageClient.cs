using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Http;

/// <summary>Requests to one service of an account. No answer, or one that says "later", is a <see cref="StoreUnavailableException"/>; every other answer is the caller's.</summary>
internal sealed class StorageClient(Uri endpoint, HttpPipeline pipeline, string version)
{
    public static readonly int[] Later = [408, 429, 500, 502, 503, 504];

    /// <summary>The endpoint without a slash at its end.</summary>
    public string Endpoint { get; } = endpoint.AbsoluteUri.TrimEnd('/');

    public static StorageClient Blobs(AzureAccount account, HttpPipelineTransport? transport) =>
        new(account.Blobs, Build(account, transport, isTable: false), "2024-11-04");

    /// <summary>The version of the Table service that takes tokens.</summary>
    public static StorageClient Tables(AzureAccount account, HttpPipelineTransport? transport) =>
        new(account.Tables, Build(account, transport, isTable: true), "2020-12-06");

    /// <param name="path">From the endpoint on, escaped, beginning with '/'.</param>
    /// <param name="query">Escaped, with its '?'; empty for none.</param>
    public HttpMessage Message(RequestMethod method, string path, string query = "")
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(Endpoint + path + query));
        message.Request.Headers.Add("x-ms-version", version);
        return message;
    }

    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancel)
    {
        var what = $"{message.Request.Method} {message.Request.Uri.ToUri().AbsolutePath}"; // never the query: it may carry a signature
        try
        {
            await pipeline.SendAsync(message, cancel);
        }
        catch (Exception e)
            when (e is RequestFailedException or HttpRequestException or IOException
                || (e is OperationCanceledException && !cancel.IsCancellationRequested)
            )
        {
            throw new StoreUnavailableException($"{what}: no answer ({e.Message})", e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new StoreRefusedException(
                $"{what} could not be sent ({e.GetType().Name}); is this machine signed in to Azure ('az login'), or has it an identity?",
                e
            );
        }

        var response = message.Response;
        return Later.Contains(response.Status)
            ? throw new StoreUnavailableException($"{what}: {ServiceError.Describe(response)}")
            : response;
    }

    private static HttpPipeline Build(AzureAccount account, HttpPipelineTransport? transport, bool isTable)
    {
        var options = new StorageOptions();
        if (transport is not null)
            options.Transport = transport;
        return HttpPipelineBuilder.Build(options, Authorization(account, isTable));
    }

    private static HttpPipelinePolicy Authorization(AzureAccount account, bool isTable) =>
        account switch
        {
            { Key: { } key } => new SharedKeyPolicy(account.Name, key, isTable),
            { Sas: { } sas } => new SasPolicy(sas),
            { Credential: { } credential } => new BearerTokenAuthenticationPolicy(
                credential,
                "https://storage.azure.com/.default"
            ),
            _ => throw new InvalidOperationException("an account has a key, a SAS or a credential"),
        };
}

using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Bookseal.Storage.Azure.KeyVault.Client;

/// <summary>Requests to one vault. An answer other than 200 is a <see cref="RequestFailedException"/>.</summary>
internal sealed class VaultPipeline
{
    private const string ApiVersion = "api-version=7.4";
    private readonly HttpPipeline _pipeline;
    private readonly VaultAddress _vault;

    public VaultPipeline(Uri vaultUri, TokenCredential credential, ClientOptions options)
    {
        _vault = VaultAddress.Parse(vaultUri.AbsoluteUri).Value;
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, _vault.Scope));
    }

    public Task<(JsonObject Reply, Response Response)> GetAsync(string path, CancellationToken cancel) =>
        SendAsync(RequestMethod.Get, _vault.At($"{path}?{ApiVersion}"), null, cancel);

    /// <summary>Follows a link of an answer, as it stands. No other host may be given this vault's token.</summary>
    public Task<(JsonObject Reply, Response Response)> FollowAsync(string link, CancellationToken cancel) =>
        Uri.TryCreate(link, UriKind.Absolute, out var next) && _vault.Holds(next)
            ? SendAsync(RequestMethod.Get, next, null, cancel)
            : throw new FormatException("the vault's list goes on at an address outside the vault");

    public Task<(JsonObject Reply, Response Response)> PostAsync(
        string path,
        JsonObject body,
        CancellationToken cancel
    ) => SendAsync(RequestMethod.Post, _vault.At($"{path}?{ApiVersion}"), body, cancel);

    private async Task<(JsonObject Reply, Response Response)> SendAsync(
        RequestMethod method,
        Uri uri,
        JsonObject? body,
        CancellationToken cancel
    )
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(CanonicalJson.ToBytes(body));
        }

        await _pipeline.SendAsync(message, cancel);
        var response = message.Response;
        if (response.Status != 200)
            throw new RequestFailedException(response);
        return JsonText.ParseObject(response.Content.ToMemory().Span).TryGet(out var reply, out _)
            ? (reply, response)
            : throw new FormatException("the vault's answer is not JSON");
    }
}

using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// One vault, over REST. Every operation that is asked here may be asked twice: reading changes nothing, and a signature that got lost is harmless, for a second
/// one over the same digest is as good, and nobody has recorded the first. So a lost reply needs no resolving, only asking again.
/// </summary>
public sealed class KeyVaultConnection
{
    private const string ApiVersion = "api-version=7.4";
    private readonly HttpPipeline _pipeline;
    private readonly TimeSpan _deadline;

    public KeyVaultConnection(VaultAddress vault, TokenCredential credential, KeyVaultOptions? options = null)
    {
        options ??= new KeyVaultOptions();
        (Vault, _deadline) = (vault, options.Deadline);
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, vault.Scope));
    }

    public VaultAddress Vault { get; }

    /// <exception cref="StoreUnavailableException">The vault did not answer, or went on saying that it could not.</exception>
    internal Task<Result<JsonObject>> GetAsync(string path, CancellationToken cancel) =>
        SendAsync(RequestMethod.Get, Vault.At($"{path}?{ApiVersion}"), null, cancel);

    /// <summary>Follows a link of an answer, as it stands; one that leads out of the vault is refused.</summary>
    internal async Task<Result<JsonObject>> FollowAsync(string link, CancellationToken cancel) =>
        Uri.TryCreate(link, UriKind.Absolute, out var next) && Vault.Holds(next)
            ? await SendAsync(RequestMethod.Get, next, null, cancel)
            : new Fault(KeyCode.ReplyInvalid, "the vault's list goes on at an address outside the vault");

    internal Task<Result<JsonObject>> PostAsync(string path, JsonObject body, CancellationToken cancel) =>
        SendAsync(RequestMethod.Post, Vault.At($"{path}?{ApiVersion}"), body, cancel);

    private async Task<Result<JsonObject>> SendAsync(
        RequestMethod method,
        Uri uri,
        JsonObject? body,
        CancellationToken cancel
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(_deadline);
        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(CanonicalJson.ToBytes(body));
        }

        try
        {
            await _pipeline.SendAsync(message, deadline.Token);
        }
        catch (Exception e)
            when (e is IOException or RequestFailedException or AggregateException or OperationCanceledException
                && !cancel.IsCancellationRequested
            )
        {
            throw new StoreUnavailableException($"{Vault} does not answer", e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What a credential says of its failure is its own affair, and may quote what nobody should read: its kind is enough here.
            return new Fault(
                KeyCode.AccessDenied,
                $"no token could be had for {Vault} ({e.GetType().Name}); sign in (az login), or give this machine an identity"
            );
        }

        return VaultReply.Read(message.Response, uri);
    }
}

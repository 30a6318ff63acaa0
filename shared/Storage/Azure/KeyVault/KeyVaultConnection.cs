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
    private const int MaxReplyBytes = 64 * 1024;
    private readonly HttpPipeline _pipeline;
    private readonly TimeSpan _deadline;

    public KeyVaultConnection(VaultAddress vault, TokenCredential credential, KeyVaultOptions? options = null)
    {
        options ??= new KeyVaultOptions();
        (Vault, _deadline) = (vault, options.Deadline);
        _pipeline = HttpPipelineBuilder.Build(options, new ChallengePolicy(vault, credential), new BoundedReplyPolicy(MaxReplyBytes));
    }

    public VaultAddress Vault { get; }

    /// <exception cref="StoreUnavailableException">The vault did not answer, or went on saying that it could not.</exception>
    internal Task<Result<JsonObject>> GetAsync(string path, CancellationToken cancel) => SendAsync(RequestMethod.Get, Vault.At($"{path}?{ApiVersion}"), null, cancel);

    /// <summary>Follows a link of an answer, as it stands; one that leads out of the vault is refused.</summary>
    internal async Task<Result<JsonObject>> FollowAsync(string link, CancellationToken cancel) => Uri.TryCreate(link, UriKind.Absolute, out var next) && Vault.Holds(next)
        ? await SendAsync(RequestMethod.Get, next, null, cancel)
        : new Fault(KeyCode.ReplyInvalid, "the vault's list goes on at an address outside the vault");

    internal Task<Result<JsonObject>> PostAsync(string path, JsonObject body, CancellationToken cancel) => SendAsync(RequestMethod.Post, Vault.At($"{path}?{ApiVersion}"), body, cancel);

    private async Task<Result<JsonObject>> SendAsync(RequestMethod method, Uri uri, JsonObject? body, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(_deadline);
        using var message = _pipeline.CreateMessage();
        message.BufferResponse = false; // BoundedReplyPolicy does it
        Write(message.Request, method, uri, body);
        try
        {
            await _pipeline.SendAsync(message, deadline.Token);
        }
        catch (Exception e) when (RefusalIn(e) is { } fault)
        {
            return fault;
        }
        catch (Exception e) when (e is IOException or RequestFailedException or AggregateException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new StoreUnavailableException($"{Vault} does not answer", e);
        }

        return VaultReply.Read(message.Response, uri);
    }

    private static void Write(Request request, RequestMethod method, Uri uri, JsonObject? body)
    {
        request.Method = method;
        request.Uri.Reset(uri);
        request.Headers.Add("Accept", "application/json");
        if (body is null) return;
        request.Content = RequestContent.Create(CanonicalJson.ToBytes(body));
        request.Headers.Add("Content-Type", "application/json");
    }

    /// <summary>A policy's fault; after retries the pipeline throws the failures of all attempts together.</summary>
    private static Fault? RefusalIn(Exception e) => e switch
    {
        KeyRefusedException refused => refused.Fault,
        AggregateException all => all.InnerExceptions.OfType<KeyRefusedException>().FirstOrDefault()?.Fault,
        _ => null,
    };
}

using System.Globalization;
using System.Net.Http.Headers;
using Bookseal.Books.Payouts;
using Bookseal.Closing.Notifications.Channels;

namespace Bookseal.Closing.Payouts;

/// <summary>
/// Asks the operator's provider to pay, with id, time and HMAC as every webhook has them. The id is the idempotency key
/// of the attempt: a provider that gets it twice pays once. Follows no redirect.
/// </summary>
public sealed class SettlementWebhook(PayoutSettings settings, TimeProvider clock) : ISettlementProvider
{
    public const string Unknown = "SETTLEMENT_UNKNOWN";
    private readonly HostGuard _guard = new(settings.AllowedHosts, settings.AllowsLoopback)
    {
        ListedIn = $"'allowed_hosts' of {PayoutSettings.FileName}",
    };
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public async Task<Result<string>> CheckAsync(CancellationToken cancel) =>
        (await FindAsync(cancel)).Map(found => found.Url.Authority);

    public async Task<Result<SettlementAnswer>> SettleAsync(Payout payout, Guid key, CancellationToken cancel)
    {
        if (!(await FindAsync(cancel)).TryGet(out var found, out var fault))
            return fault;
        var (url, secret) = found;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Timeout);
        try
        {
            return await PostAsync(url, _guard, secret, payout, key, limited.Token);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return GuardRefusedException.In(e) is { } refused ? refused : NotKnown(payout, VisibleText.Of(e.Message));
        }
    }

    /// <summary>The body: the same bytes for every try of one attempt.</summary>
    internal static byte[] BodyOf(Payout payout, Guid key) =>
        CanonicalJson.ToBytes(
            payout
                .Terms.ToJson()
                .With("attempt", payout.Attempts)
                .With("idempotency_key", key.ToString("D"))
                .With("payout", payout.Id.ToString())
        );

    private async Task<Result<SettlementAnswer>> PostAsync(
        Uri url,
        HostGuard guard,
        string secret,
        Payout payout,
        Guid key,
        CancellationToken cancel
    )
    {
        using var client = GuardedHttp.Open(guard);
        var body = BodyOf(payout, key);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("Idempotency-Key", key.ToString("D"));
        request.Headers.Add(WebhookChannel.IdHeader, key.ToString("D"));
        request.Headers.Add(WebhookChannel.TimestampHeader, timestamp);
        request.Headers.Add(WebhookChannel.SignatureHeader, WebhookChannel.Sign(secret, timestamp, key, body));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        return (int)answer.StatusCode switch
        {
            >= 200 and < 300 => new SettlementAnswer(true, (int)answer.StatusCode, await ReadAsync(answer, cancel)),
            // Of the payout itself. All else may be of the way to the provider, or of its state at the moment.
            400 or 402 or 422 => new SettlementAnswer(false, (int)answer.StatusCode, await ReadAsync(answer, cancel)),
            var status => NotKnown(payout, $"answered {status}"),
        };
    }

    /// <summary>What is beyond the limit is not evidence of anything.</summary>
    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[Limits.SettlementAnswerBytes];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return buffer[..read];
    }

    private async Task<Result<(Uri Url, string Secret)>> FindAsync(CancellationToken cancel)
    {
        if (settings.Webhook is not { } address)
            return new Fault(
                "SETTLEMENT_NOT_CONFIGURED",
                $"{PayoutSettings.FileName} in the data folder names no 'webhook' to settle with"
            );
        if (!(await FindUrlAsync(address, _guard, cancel)).TryGet(out var url, out var fault))
            return fault;
        return (await address.Secret.ReadAsync(cancel)).Map(secret => (url, secret));
    }

    private static async Task<Result<Uri>> FindUrlAsync(
        SettlementAddress address,
        HostGuard guard,
        CancellationToken cancel
    )
    {
        var text = address.Url;
        if (address.SecretUrl is { } reference)
        {
            if (!(await reference.ReadAsync(cancel)).TryGet(out text, out var missing))
                return missing;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
            return new Fault("WEBHOOK_INVALID", "the address of the provider is none");
        var notHttps = new Fault("WEBHOOK_INVALID", "the provider's address is not https");
        return GuardedHttp.Check(guard, url, notHttps) is { } refused ? refused : url;
    }

    private static Fault NotKnown(Payout payout, string what) =>
        new(
            Unknown,
            $"nobody knows yet whether {payout.Id} was paid ({what}); 'bookseal payout settle' asks again under the "
                + "same key"
        );
}

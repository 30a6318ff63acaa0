using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Bookseal.Books.Notifications;

namespace Bookseal.Closing.Notifications.Channels;

/// <summary>
/// Posts <c>{"text": ...}</c>, as chat services take it, with the message's id, the time, and an HMAC over both and the
/// body. Follows no redirect.
/// </summary>
public sealed class WebhookChannel(WebhookSettings settings, HostGuard guard, TimeProvider clock) : IMessageChannel
{
    public const string IdHeader = "X-Bookseal-Id";
    public const string TimestampHeader = "X-Bookseal-Timestamp";
    public const string SignatureHeader = "X-Bookseal-Signature";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public async Task<Delivery> SendAsync(AddressedMessage addressed, CancellationToken cancel)
    {
        if (!(await FindUrlAsync(cancel)).TryGet(out var url, out var fault))
            return Delivery.Again(fault);
        var secret = (string?)null;
        if (settings.Secret is { } reference)
        {
            if (!(await reference.ReadAsync(cancel)).TryGet(out secret, out fault))
                return Delivery.Again(fault);
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Timeout);
        try
        {
            return await PostAsync(url, addressed.Message, secret, limited.Token);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return GuardRefusedException.In(e) is { } refused ? Delivery.Again(refused) : Judge(e);
        }
    }

    /// <summary><c>v1=</c> and the hex HMAC-SHA256 of <c>v1:{timestamp}:{id}:{body}</c>.</summary>
    internal static string Sign(string secret, string timestamp, Guid id, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"v1:{timestamp}:{id:D}:"), .. body];
        return $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    private async Task<Delivery> PostAsync(Uri url, OutboxMessage message, string? secret, CancellationToken cancel)
    {
        using var client = GuardedHttp.Open(guard);
        var body = CanonicalJson.ToBytes(JsonObject.Of(("text", $"{message.Subject}\n\n{message.Text}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(IdHeader, message.Id.ToString("D"));
        request.Headers.Add(TimestampHeader, timestamp);
        if (secret is not null)
            request.Headers.Add(SignatureHeader, Sign(secret, timestamp, message.Id, body));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        return Judge(answer.StatusCode); // its text says no more, and might never end
    }

    /// <summary>The address itself is not told: it may be the secret.</summary>
    private async Task<Result<Uri>> FindUrlAsync(CancellationToken cancel)
    {
        var text = settings.Url;
        if (settings.SecretUrl is { } reference)
        {
            if (!(await reference.ReadAsync(cancel)).TryGet(out text, out var missing))
                return missing;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
            return new Fault("WEBHOOK_INVALID", $"the address of webhook '{settings.Name}' is none");
        var notHttps = new Fault("WEBHOOK_INVALID", $"webhook '{settings.Name}' is not https");
        return GuardedHttp.Check(guard, url, notHttps) is { } refused ? refused : url;
    }

    private static Delivery Judge(HttpStatusCode status) =>
        (int)status switch
        {
            >= 200 and < 300 => Delivery.Done,
            >= 300 and < 400 => Delivery.Again(
                "WEBHOOK_REDIRECTS",
                $"answered {(int)status}; redirects are not followed"
            ),
            408 or 425 or 429 or >= 500 => Delivery.Again("WEBHOOK_LATER", $"answered {(int)status}"),
            // Of the message itself; all else says that the address or a secret is not the right one.
            400 or 413 or 415 or 422 => Delivery.Never(new Fault("WEBHOOK_REFUSED", $"answered {(int)status}")),
            _ => Delivery.Again("WEBHOOK_REFUSED", $"answered {(int)status}"),
        };

    private static Delivery Judge(Exception e) =>
        e is OperationCanceledException
            ? Delivery.Again("WEBHOOK_TIMEOUT", $"no answer within {Timeout.TotalSeconds:0} s")
            : Delivery.Again("WEBHOOK_UNAVAILABLE", VisibleText.Of(e.Message));
}

using System.Net.Sockets;
using Bookseal.Books.Notifications;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Bookseal.Closing.Notifications.Channels;

/// <summary>Mail, through the operator's server.</summary>
public sealed class SmtpChannel(SmtpSettings settings, HostGuard guard) : IMessageChannel
{
    public const string AddressMissing = "EMAIL_MISSING";

    private const int TimeoutMs = 30_000;

    public async Task<Delivery> SendAsync(AddressedMessage addressed, CancellationToken cancel)
    {
        if (addressed.Address is null)
            return Delivery.Again(AddressMissing, $"{addressed.Name} has no 'email' in the team of bookseal.json");
        if (settings.Tls == SmtpTls.None && !guard.IsLocal(settings.Host))
            return Delivery.Again(HostGuard.HostRefused, $"{settings.Host} gets no mail without TLS");
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(TimeoutMs);
        using var message = Compose(addressed);
        try
        {
            return await SendAsync(message, limited.Token);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return Judge(e);
        }
    }

    /// <summary>The same bytes each time: date, id and boundary are those of the message.</summary>
    internal MimeMessage Compose(AddressedMessage addressed)
    {
        var (message, id) = (addressed.Message, addressed.Message.Id.ToString("D"));
        var body = new MultipartAlternative { new TextPart("plain") { Text = message.Text } };
        if (message.Html is not null)
            body.Add(new TextPart("html") { Text = message.Html });
        body.ContentType.Boundary = $"bookseal-{id}";
        var mail = new MimeMessage
        {
            Body = body,
            Date = message.CreatedAt,
            MessageId = MessageIdOf(message, settings),
            Subject = message.Subject,
        };
        mail.From.Add(new MailboxAddress("Bookseal", settings.From.ToString()));
        mail.To.Add(new MailboxAddress(VisibleText.Of(addressed.Name), $"{addressed.Address}"));
        mail.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office replies
        return mail;
    }

    internal static string MessageIdOf(OutboxMessage message, SmtpSettings settings)
    {
        var from = settings.From.ToString();
        return $"{message.Id:D}@{from[(from.LastIndexOf('@') + 1)..]}";
    }

    private async Task<Delivery> SendAsync(MimeMessage message, CancellationToken cancel)
    {
        // Revocation lists would be fetched from hosts that no operator allowed.
        using var client = new SmtpClient { CheckCertificateRevocation = false, Timeout = TimeoutMs };
        using var socket = await guard.ConnectAsync(settings.Host, settings.Port, cancel);
        await client.ConnectAsync(socket, settings.Host, settings.Port, OptionsOf(settings.Tls), cancel);
        if (settings is { User: { } user, Password: { } reference })
        {
            if (!(await reference.ReadAsync(cancel)).TryGet(out var password, out var missing))
                return Delivery.Again(missing);
            await client.AuthenticateAsync(user, password, cancel);
        }

        await client.SendAsync(message, cancel);
        await SayGoodbyeAsync(client, cancel);
        return Delivery.Done;
    }

    /// <summary>The mail is accepted by now; how the connection ends tells nothing about it.</summary>
    private static async Task SayGoodbyeAsync(SmtpClient client, CancellationToken cancel)
    {
        try
        {
            await client.DisconnectAsync(true, cancel);
        }
        catch (Exception e) when (e is IOException or SocketException or CommandException or ProtocolException)
        {
            // gone before it said goodbye
        }
    }

    private static SecureSocketOptions OptionsOf(SmtpTls tls) =>
        tls switch
        {
            SmtpTls.StartTls => SecureSocketOptions.StartTls,
            SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
            SmtpTls.None => SecureSocketOptions.None,
            _ => throw new ArgumentOutOfRangeException(nameof(tls)),
        };

    private static Delivery Judge(Exception e) =>
        e switch
        {
            SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } refused => new Delivery(
                new Fault("SMTP_REFUSED", $"{(int)refused.StatusCode} {VisibleText.Of(refused.Message)}"),
                !IsOfSettings(refused)
            ),
            SmtpCommandException later => Delivery.Again(
                "SMTP_LATER",
                $"{(int)later.StatusCode} {VisibleText.Of(later.Message)}"
            ),
            AuthenticationException => Delivery.Again("SMTP_LOGIN_FAILED", "user or password is not accepted"),
            SslHandshakeException => Delivery.Again("SMTP_TLS_FAILED", "the server's certificate is not accepted"),
            NotSupportedException => Delivery.Again("SMTP_TLS_FAILED", "the server offers no TLS"),
            GuardRefusedException guard => Delivery.Again(guard.Fault),
            OperationCanceledException => Delivery.Again("SMTP_TIMEOUT", $"no answer within {TimeoutMs} ms"),
            _ => Delivery.Again("SMTP_UNAVAILABLE", VisibleText.Of(e.Message)),
        };

    /// <summary>
    /// Whether the server refused not the message or its reader, but who sends it: a sender that it does not know, a
    /// login that is missing, relaying that it does not allow (RFC 3463: 5.7.x).
    /// </summary>
    private static bool IsOfSettings(SmtpCommandException refused) =>
        refused.ErrorCode == SmtpErrorCode.SenderNotAccepted
        || (int)refused.StatusCode is 530 or 534 or 535 or 538
        || (
            refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted
            && (
                refused.Message.StartsWith("5.7.", StringComparison.Ordinal)
                || refused.Message.Contains("relay", StringComparison.OrdinalIgnoreCase)
            )
        );
}

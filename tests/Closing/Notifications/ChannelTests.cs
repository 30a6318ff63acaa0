using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Bookseal.Books.Notifications;
using Bookseal.Books.Values;
using Bookseal.Closing.Notifications;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;
using Bookseal.TestHost.Scenario;
using SmtpServer.Protocol;

namespace Bookseal.Closing.Tests.Notifications;

public sealed class ChannelTests : IAsyncLifetime
{
    private MailServer _mail = null!;
    private HookReceiver _hook = null!;
    private readonly HostGuard _guard = new(["127.0.0.1", "localhost"], allowsLoopback: true);
    private readonly string _secret = Path.Combine(Path.GetTempPath(), $"bookseal-secret-{Guid.NewGuid():N}");

    private static readonly AddressedMessage Message = new(
        new OutboxMessage(
            Guid.Parse("01234567-89ab-8def-8123-456789abcdef"),
            Recipient.Of(SmallBooks.Controller),
            [],
            "Étienne's task — 5 €",
            "Line one\n.\nFrom here: ünïcode\n",
            "<p>Line &amp; one</p>",
            World.Now,
            DeliveryState.Pending,
            0,
            World.Now,
            null
        ),
        "Imani \"the\r\nBcc: eve@evil.example\" Q",
        NotifiedMonth.Address
    );

    [Fact]
    public async Task Mail_ToARealServer_ArrivesAsItWasWritten()
    {
        Assert.Equal(Delivery.Done, await Smtp().SendAsync(Message, default));
        var got = Assert.Single(_mail.Got);
        Assert.Equal(Message.Message.Subject, got.Subject);
        Assert.Equal("01234567-89ab-8def-8123-456789abcdef@acme.example", got.MessageId);
        Assert.Equal(World.Now, got.Date);
        Assert.Equal(Message.Message.Text, got.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(Message.Message.Html, got.HtmlBody!.TrimEnd());
        Assert.Equal("imani@acme.example", Assert.Single(got.To.Mailboxes).Address);
        Assert.Null(got.Headers["Bcc"]);
        Assert.Empty(got.Bcc);
    }

    [Fact]
    public async Task Mail_WhoseReplyIsLost_ComesAgainUnderTheSameIdByteForByte()
    {
        using var relay = new CuttableRelay(_mail.Port);
        _mail.Answer = () =>
        {
            relay.Cut();
            return SmtpResponse.Ok;
        };
        var smtp = new SmtpChannel(Settings() with { Port = relay.Port }, _guard);
        Assert.Equal(("SMTP_UNAVAILABLE", false), Problem(await smtp.SendAsync(Message, default)));
        Assert.Single(_mail.Got);
        _mail.Answer = () => SmtpResponse.Ok;
        Assert.Equal(Delivery.Done, await smtp.SendAsync(Message, default));
        Assert.Equal(2, _mail.Got.Count);
        Assert.Equal($"{_mail.Got[0]}", $"{_mail.Got[1]}");
    }

    [Theory]
    [InlineData(SmtpReplyCode.MailboxUnavailable, true, "SMTP_REFUSED")]
    [InlineData(SmtpReplyCode.TransactionFailed, true, "SMTP_REFUSED")]
    [InlineData(SmtpReplyCode.ServiceUnavailable, false, null)]
    [InlineData(SmtpReplyCode.InsufficientStorage, false, null)]
    public async Task Mail_ThatTheServerDoesNotTake_IsFinalOnlyWhereItSaysSo(
        SmtpReplyCode code,
        bool isFinal,
        string? problem
    )
    {
        _mail.Answer = () => new SmtpResponse(code, "no");
        var delivery = await Smtp().SendAsync(Message, default);
        Assert.NotNull(delivery.Problem);
        Assert.Equal((int)code >= 500 || isFinal, delivery.IsFinal);
        if (problem is not null)
            Assert.Equal(problem, delivery.Problem.Code);
    }

    [Theory]
    [InlineData("5.7.1 no", false)]
    [InlineData("Relaying denied", false)]
    [InlineData("5.1.1 no such user", true)]
    public async Task Mail_ToAReaderThatTheServerDoesNotTake_IsFinalUnlessTheSenderIsAtFault(string says, bool isFinal)
    {
        _mail.Reader = () => new SmtpResponse(SmtpReplyCode.MailboxUnavailable, says);
        Assert.Equal(("SMTP_REFUSED", isFinal), Problem(await Smtp().SendAsync(Message, default)));
        Assert.Empty(_mail.Got);
    }

    [Fact]
    public async Task Mail_ToAPersonWithoutAddress_IsRefusedByCode() =>
        Assert.Equal(
            (SmtpChannel.AddressMissing, false),
            Problem(await Smtp().SendAsync(Message with { Address = null }, default))
        );

    [Fact]
    public async Task Mail_WithoutAServer_IsTriedAgain()
    {
        var smtp = new SmtpChannel(Settings() with { Port = MailServer.FreePort() }, _guard);
        Assert.Equal(("SMTP_UNAVAILABLE", false), Problem(await smtp.SendAsync(Message, default)));
    }

    [Fact]
    public async Task Mail_WithoutTlsToAnotherMachine_IsNeverSent()
    {
        var guard = new HostGuard(["mail.acme.example"], allowsLoopback: true);
        var settings = Settings() with { Host = "mail.acme.example" };
        Assert.Equal(
            (HostGuard.HostRefused, false),
            Problem(await new SmtpChannel(settings, guard).SendAsync(Message, default))
        );
    }

    [Fact]
    public async Task Hook_ToARealReceiver_CarriesIdTimeAndSignature()
    {
        await File.WriteAllTextAsync(_secret, "s3cret\n");
        Assert.Equal(Delivery.Done, await Hook().SendAsync(Message, default));
        var got = Assert.Single(_hook.Got);
        Assert.Equal("01234567-89ab-8def-8123-456789abcdef", got.Headers[WebhookChannel.IdHeader]);
        var timestamp = got.Headers[WebhookChannel.TimestampHeader]!;
        Assert.Equal($"{World.Now.ToUnixTimeSeconds()}", timestamp);
        var signed = $"v1:{timestamp}:{got.Headers[WebhookChannel.IdHeader]}:{Encoding.UTF8.GetString(got.Body)}";
        var expected = HMACSHA256.HashData("s3cret"u8, Encoding.UTF8.GetBytes(signed));
        Assert.Equal($"v1={Convert.ToHexStringLower(expected)}", got.Headers[WebhookChannel.SignatureHeader]);
        var text = (JsonString)JsonText.ParseObject(got.Body).Value["text"]!;
        Assert.Equal($"{Message.Message.Subject}\n\n{Message.Message.Text}", text.Value);
    }

    [Fact]
    public async Task Hook_WhoseReplyIsLost_ComesAgainUnderTheSameId()
    {
        await File.WriteAllTextAsync(_secret, "s3cret");
        _hook.Status = null;
        Assert.Equal(("WEBHOOK_UNAVAILABLE", false), Problem(await Hook().SendAsync(Message, default)));
        _hook.Status = 204;
        Assert.Equal(Delivery.Done, await Hook().SendAsync(Message, default));
        Assert.Equal(2, _hook.Got.Count);
        Assert.Single(_hook.Got.Select(post => post.Headers[WebhookChannel.IdHeader]).Distinct());
        Assert.Equal(_hook.Got[0].Body, _hook.Got[1].Body);
    }

    [Theory]
    [InlineData(400, "WEBHOOK_REFUSED", true)]
    [InlineData(404, "WEBHOOK_REFUSED", false)]
    [InlineData(401, "WEBHOOK_REFUSED", false)]
    [InlineData(413, "WEBHOOK_REFUSED", true)]
    [InlineData(429, "WEBHOOK_LATER", false)]
    [InlineData(503, "WEBHOOK_LATER", false)]
    [InlineData(307, "WEBHOOK_REDIRECTS", false)]
    public async Task Hook_ThatIsNotTaken_IsFinalWhereAskingAgainIsOfNoUse(int status, string code, bool isFinal)
    {
        await File.WriteAllTextAsync(_secret, "s3cret");
        (_hook.Status, _hook.Location) = (status, $"{_hook.Url}/elsewhere");
        Assert.Equal((code, isFinal), Problem(await Hook().SendAsync(Message, default)));
        Assert.Equal("/hook", Assert.Single(_hook.Got).Path);
    }

    [Fact]
    public async Task Hook_WithoutItsSecret_WaitsAndTellsNothingOfIt()
    {
        var delivery = await Hook().SendAsync(Message, default);
        Assert.Equal((SecretReference.Missing, false), Problem(delivery));
        Assert.Empty(_hook.Got);
    }

    [Theory]
    [InlineData("https://other.example/x", HostGuard.HostRefused)]
    [InlineData("http://hooks.example/x", "WEBHOOK_INVALID")]
    [InlineData("file:///etc/passwd", HostGuard.HostRefused)]
    [InlineData("https://user:pass@hooks.example/x", "WEBHOOK_INVALID")]
    [InlineData("nothing", "WEBHOOK_INVALID")]
    public async Task Hook_ToAnAddressThatTheOperatorDidNotAllow_IsNeverPosted(string url, string code)
    {
        var guard = new HostGuard(["hooks.example"], allowsLoopback: true);
        var hook = new WebhookChannel(new("room", url, null, null, []), guard, TimeProvider.System);
        Assert.Equal((code, false), Problem(await hook.SendAsync(Message, default)));
    }

    [Fact]
    public async Task Hook_ToAnAllowedNameOnThisMachine_IsRefusedAtConnect()
    {
        // "localhost" is on the list, and resolves to an address that is on nobody's.
        var guard = new HostGuard(["localhost"], allowsLoopback: false);
        var url = new UriBuilder(_hook.Url) { Host = "localhost", Scheme = "https" }.ToString();
        var hook = new WebhookChannel(new("room", url, null, null, []), guard, TimeProvider.System);
        Assert.Equal((HostGuard.AddressRefused, false), Problem(await hook.SendAsync(Message, default)));
        Assert.Empty(_hook.Got);
    }

    [Fact]
    public async Task Hook_WhoseAnswerNeverEnds_IsDone()
    {
        await File.WriteAllTextAsync(_secret, "s3cret");
        _hook.Stalls = true;
        Assert.Equal(Delivery.Done, await Hook().SendAsync(Message, default).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Hook_WhoseSecretCannotBeRead_Waits()
    {
        await using var locked = new FileStream(_secret, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal((SecretReference.Missing, false), Problem(await Hook().SendAsync(Message, default)));
    }

    [Fact]
    public async Task Guard_OfAnAddressThatDoesNotAnswer_SaysSoThoughAnotherIsRefused()
    {
        var guard = Guard(IPAddress.Loopback, IPAddress.Parse("10.0.0.1"));
        await Assert.ThrowsAsync<SocketException>(() => guard.ConnectAsync("host", MailServer.FreePort(), default));
        guard = Guard(IPAddress.Parse("10.0.0.2"), IPAddress.Parse("10.0.0.1"));
        await Assert.ThrowsAsync<GuardRefusedException>(() => guard.ConnectAsync("host", 443, default));
    }

    [Fact]
    public async Task Guard_WhereAnAddressOnlyHangs_TakesTheNext()
    {
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        deaf.Listen(0);
        var port = ((IPEndPoint)deaf.LocalEndPoint!).Port;
        using var first = await Guard(IPAddress.Parse("127.0.0.2")).ConnectAsync("host", port, default); // no more room
        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();
        var guard = Guard(IPAddress.Parse("127.0.0.2"), IPAddress.Loopback);
        using var socket = await guard.ConnectAsync("host", port, default);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)socket.RemoteEndPoint!).Address);
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:0:a00:1::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001:db8::1", false)]
    public void Guard_OfAnAddress_LetsOnlyThePublicInternetThrough(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, new HostGuard([], false).CheckAddress(IPAddress.Parse(address)) is null);

    public async Task InitializeAsync() => (_mail, _hook) = (MailServer.Open(), await HookReceiver.OpenAsync());

    public async Task DisposeAsync()
    {
        await _hook.DisposeAsync();
        await _mail.DisposeAsync();
        File.Delete(_secret);
    }

    private SmtpSettings Settings() =>
        new("127.0.0.1", _mail.Port, SmtpTls.None, EmailAddress.Parse("close@acme.example").Value, null, null);

    private SmtpChannel Smtp() => new(Settings(), _guard);

    private WebhookChannel Hook() =>
        new(new("room", _hook.Url, null, new(null, _secret), []), _guard, new FixedClock(World.Now));

    private static HostGuard Guard(params IPAddress[] addresses) =>
        new(["host"], allowsLoopback: true)
        {
            AddressTimeout = TimeSpan.FromMilliseconds(500),
            Resolve = (_, _) => Task.FromResult(addresses),
        };

    private static (string? Code, bool IsFinal) Problem(Delivery delivery) =>
        (delivery.Problem?.Code, delivery.IsFinal);
}

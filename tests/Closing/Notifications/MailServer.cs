using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Bookseal.Closing.Tests.Notifications;

/// <summary>A real mail server on this machine, that keeps what it gets and answers as it is told.</summary>
internal sealed class MailServer : MessageStore, IMailboxFilter, IAsyncDisposable
{
    private readonly ConcurrentQueue<MimeMessage> _got = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private MailServer()
    {
        Port = FreePort();
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)))
            .Build();
        var services = new ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IMailboxFilter)this);
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public static MailServer Open() => new();

    public int Port { get; }

    public IReadOnlyList<MimeMessage> Got => [.. _got];

    /// <summary>Asked after the mail was kept.</summary>
    public Func<SmtpResponse> Answer { get; set; } = () => SmtpResponse.Ok;

    /// <summary>Asked of each reader; null: it is taken.</summary>
    public Func<SmtpResponse?> Reader { get; set; } = () => null;

    public Task<bool> CanAcceptFromAsync(
        ISessionContext context,
        IMailbox from,
        int size,
        CancellationToken cancellationToken
    ) => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(
        ISessionContext context,
        IMailbox to,
        IMailbox from,
        CancellationToken cancellationToken
    ) => Reader() is { } refusal ? throw new SmtpResponseException(refusal) : Task.FromResult(true);

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context,
        IMessageTransaction transaction,
        ReadOnlySequence<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        using var content = new MemoryStream(buffer.ToArray());
        _got.Enqueue(await MimeMessage.LoadAsync(content, cancellationToken));
        return Answer();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // as asked
        }

        _stop.Dispose();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

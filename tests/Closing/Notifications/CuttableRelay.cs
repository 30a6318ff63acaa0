using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Bookseal.Closing.Tests.Notifications;

/// <summary>Stands before a server of this machine, and can cut the connections to it in the middle.</summary>
internal sealed class CuttableRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly int _target;

    public CuttableRelay(int target)
    {
        _target = target;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Cut()
    {
        while (_clients.TryTake(out var client))
            client.Close();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = RelayAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        _clients.Add(client);
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            await Task.WhenAny(
                client.GetStream().CopyToAsync(server.GetStream()),
                server.GetStream().CopyToAsync(client.GetStream())
            );
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            // cut
        }

        client.Close();
    }

    public void Dispose()
    {
        _listener.Stop();
        Cut();
    }
}

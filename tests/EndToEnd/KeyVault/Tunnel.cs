using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bookseal.EndToEnd.Tests.KeyVault;

/// <summary>
/// An HTTP proxy (CONNECT, RFC 9110 section 9.3.6) that brings every name to one port of this machine: how a program
/// finds a host that is in no DNS.
/// </summary>
internal sealed class Tunnel : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;

    public Tunnel(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            using (var server = new TcpClient())
            {
                var (near, head) = (client.GetStream(), new StringBuilder());
                var one = new byte[1];
                while (
                    !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await near.ReadAsync(one) == 1
                )
                    head.Append((char)one[0]);
                await server.ConnectAsync(IPAddress.Loopback, _target);
                await near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
                await Task.WhenAny(near.CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(near));
            }
        }
        catch (IOException)
        {
            // One of the two went away.
        }
    }
}

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Bookseal.Web;

/// <summary>
/// How slow a client may be before Kestrel cuts it off: who sends or reads next to nothing keeps no connection. In
/// Azure the platform's own server stands there.
/// </summary>
public static class ServerLimits
{
    /// <summary>
    /// What lies in the system's buffer counts as read. It would hold megabytes; on one machine little is enough.
    /// </summary>
    private const int SendBufferBytes = 32 * 1024;

    public static IWebHostBuilder WithServerLimits(this IWebHostBuilder host) =>
        host.ConfigureKestrel(Set)
            .UseSockets(sockets =>
                sockets.CreateBoundListenSocket = address =>
                {
                    var listening = SocketTransportOptions.CreateDefaultBoundListenSocket(address);
                    listening.SendBufferSize = SendBufferBytes; // connections get it from here
                    return listening;
                }
            );

    private static void Set(KestrelServerOptions kestrel)
    {
        var grace = TimeSpan.FromSeconds(Limits.SlowestGraceSeconds);
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(Limits.RequestHeadersSeconds);
        kestrel.Limits.MaxRequestBodySize = null; // each route has its own
        kestrel.Limits.MinRequestBodyDataRate = new(Limits.SlowestBytesPerSecond, grace);
        kestrel.Limits.MinResponseDataRate = new(Limits.SlowestAnswerBytesPerSecond, grace);
    }
}

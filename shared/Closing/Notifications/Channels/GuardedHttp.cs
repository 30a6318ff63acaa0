using System.Net.Sockets;

namespace Bookseal.Closing.Notifications.Channels;

/// <summary>HTTP to where the operator lets it go, and nowhere that an answer would rather have it.</summary>
public static class GuardedHttp
{
    /// <summary>
    /// No redirects, cookies or proxies; every connection is the guard's. The token of a call ends it.
    /// </summary>
    public static HttpClient Open(HostGuard guard)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = 16,
            ConnectCallback = async (context, cancel) =>
                new NetworkStream(
                    await guard.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel),
                    ownsSocket: true
                ),
        };
        return new(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Null for an address that may be called: https, or plain where it stays on this machine.</summary>
    /// <param name="notHttps">What to say of one that is not https.</param>
    public static Fault? Check(HostGuard guard, Uri url, Fault notHttps)
    {
        if (guard.CheckHost(url.IdnHost) is { } refused)
            return refused;
        var isPlainHere = url.Scheme == Uri.UriSchemeHttp && guard.IsLocal(url.IdnHost);
        return url.Scheme == Uri.UriSchemeHttps || isPlainHere ? null : notHttps;
    }
}

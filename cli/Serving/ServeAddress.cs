using System.Net;

namespace Bookseal.Cli.Serving;

/// <summary>
/// Where <c>serve</c> listens: plain http, so on this machine's own addresses alone. Who wants it elsewhere puts a
/// proxy with TLS before it.
/// </summary>
internal sealed record ServeAddress(string Url, IReadOnlyList<string> Hosts)
{
    /// <summary><c>SERVE_ADDRESS_REFUSED</c>.</summary>
    public static Result<ServeAddress> Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp)
            return new Fault(
                "SERVE_ADDRESS_REFUSED",
                $"--urls is an address such as http://localhost:7071, not '{text}'"
            );
        if (url.PathAndQuery != "/" || url.UserInfo.Length > 0)
            return new Fault("SERVE_ADDRESS_REFUSED", "an address to listen on has no path, query or user");
        var isLoopback =
            url.Host == "localhost"
            || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        return isLoopback
            ? new ServeAddress(url.GetLeftPart(UriPartial.Authority), ["localhost", "127.0.0.1", "[::1]", url.Host])
            : new Fault(
                "SERVE_ADDRESS_REFUSED",
                $"{url.Host} is not this machine's own: http without TLS is answered on localhost only; a proxy with "
                    + "TLS can pass requests on"
            );
    }
}

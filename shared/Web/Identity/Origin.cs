using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Identity;

/// <summary>
/// Whether browsers say that another site has sent a form (Fetch Metadata; <c>Origin</c>, RFC 6454): what either says
/// against it counts, and what is said twice is not believed.
/// </summary>
internal static class Origin
{
    public static bool IsForeign(HttpRequest request)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"], request.Headers.Origin);
        if (site.Count > 1 || origin.Count > 1)
            return true;
        return site is [not ("same-origin" or "none")] || (origin is [var from] && !IsOwn(from, request.Host));
    }

    /// <summary>By its host: what ends TLS before us makes http of https.</summary>
    private static bool IsOwn(string? origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && string.Equals(from.Authority, host.ToString(), StringComparison.OrdinalIgnoreCase);
}

using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages.Access;

/// <summary>
/// Whether browsers say that another site has sent a form (Fetch Metadata; RFC 6454 where they say less).
/// </summary>
internal static class Origin
{
    public static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
            return site is not ("same-origin" or "none");
        return request.Headers.Origin is [{ } origin]
            && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Bookseal.Web.Answers;

/// <summary>Entity tags (RFC 9110, section 8.8.3): the hash of what is answered, or of what it is made from.</summary>
internal static class EntityTag
{
    /// <summary>Of a document that is answered as it is.</summary>
    public static EntityTagHeaderValue Of(JsonObject answered) => Of(Digest.Of(CanonicalJson.ToBytes(answered)));

    public static EntityTagHeaderValue Of(Digest digest) => new($"\"{digest}\"");

    /// <summary>Marks what a GET answers.</summary>
    /// <returns>True where the caller has it already: the answer is complete, and has no body.</returns>
    public static bool Settle(HttpContext context, EntityTagHeaderValue tag)
    {
        var response = context.Response;
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        if (!context.Request.GetTypedHeaders().IfNoneMatch.Any(known => IsSame(known, tag)))
            return false;
        response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static bool IsSame(EntityTagHeaderValue known, EntityTagHeaderValue tag) =>
        known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false);
}

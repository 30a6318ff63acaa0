using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages.Access;

/// <summary>
/// Who is signed in: a cookie with the very token that programs show in their header, which no script reads and no
/// other site sends with a form. So nothing about sessions is kept: what revokes a token ends its sessions, on every
/// instance, and no keys of cookies have to be shared or wrapped.
/// </summary>
internal static class Session
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private static readonly byte[] FormPurpose = Encoding.ASCII.GetBytes("bookseal form 1");

    public static string? TokenOf(HttpContext context) =>
        context.Request.Cookies[NameOf(context)] is { Length: > 0 } token ? token : null;

    public static void Begin(HttpContext context, string token) =>
        context.Response.Cookies.Append(NameOf(context), token, Options(context, Lifetime));

    public static void End(HttpContext context) =>
        context.Response.Cookies.Append(NameOf(context), "", Options(context, TimeSpan.Zero));

    /// <summary>
    /// What every form of a session carries, and no other site can know: an HMAC keyed by the session's token.
    /// </summary>
    public static string FormKeyOf(string token) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), FormPurpose));

    public static bool IsFormKey(string token, string shown) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(FormKeyOf(token)),
            Encoding.UTF8.GetBytes(shown)
        );

    /// <summary>By https a name that no other host and no plain http can set (RFC 6265bis, section 4.1.3.2).</summary>
    private static string NameOf(HttpContext context) => context.Request.IsHttps ? "__Host-bookseal" : "bookseal";

    private static CookieOptions Options(HttpContext context, TimeSpan lifetime) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = lifetime,
            Path = "/",
            SameSite = SameSiteMode.Lax, // a link in a message opens the page that it names
            Secure = context.Request.IsHttps,
        };
}

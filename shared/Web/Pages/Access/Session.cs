using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bookseal.Web.Identity;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages.Access;

/// <summary>
/// Who is signed in: a cookie with the very tokens that programs show in their header, one for each company, which no
/// script reads and no other site sends with a form. So nothing about sessions is kept: what revokes a token ends its
/// part of a session, on every instance, and no keys of cookies have to be shared or wrapped.
/// </summary>
internal static class Session
{
    /// <summary>No token has it in it, and cookies take it as it is.</summary>
    private const char Between = '~';

    private const int SecretBytes = 32;
    private const int SecretCharacters = 43;
    private static readonly byte[] FormPurpose = Encoding.ASCII.GetBytes("bookseal form 1");

    /// <summary>The token of the company whose pages are shown.</summary>
    public static string? TokenOf(HttpContext context) => AllOf(context) is [{ Length: > 0 } first, ..] ? first : null;

    /// <summary>Of each company that was proven in this session; the first is of the one that is shown.</summary>
    public static IReadOnlyList<string> AllOf(HttpContext context) => Read(context) is var (_, tokens) ? tokens : [];

    /// <summary>Whatever was signed in before is not any more.</summary>
    public static void Begin(HttpContext context, string token) =>
        Write(context, Now + PersonSessions.Lifetime, [token]);

    /// <summary>Other companies, or another one of them first, until the session ends anyway.</summary>
    public static void Change(HttpContext context, IReadOnlyList<string> tokens)
    {
        if (tokens.Count > 0) // whom the platform has signed in has none yet
            Write(context, Read(context)?.Until ?? Now + PersonSessions.Lifetime, tokens);
        else
            End(context);
    }

    public static void End(HttpContext context) =>
        context.Response.Cookies.Append(NameOf(context), "", Options(context, TimeSpan.Zero));

    /// <summary>
    /// What only this browser and we know: the session's token, or for whom the platform has signed in a cookie with
    /// random bits, since what the platform shows us of them is no secret.
    /// </summary>
    public static string? SecretOf(HttpContext context) =>
        !IsOfPlatform(context) ? TokenOf(context)
        : context.Request.Cookies[FormCookieOf(context)] is { Length: SecretCharacters } secret ? secret
        : null;

    /// <summary>That, and of each company of the session.</summary>
    public static IEnumerable<string> SecretsOf(HttpContext context) =>
        SecretOf(context) is { } secret ? AllOf(context).Append(secret) : AllOf(context);

    /// <summary>The same for a page with forms, which makes one where there is none.</summary>
    public static string MakeSecret(HttpContext context)
    {
        if (SecretOf(context) is { } known)
            return known;
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        context.Response.Cookies.Append(FormCookieOf(context), secret, Options(context, PersonSessions.Lifetime));
        return secret;
    }

    /// <summary>
    /// What every form of a session carries, and no other site can know: an HMAC keyed by the session's secret, another
    /// one for each company. So a form is never done to another one that was gone to meanwhile.
    /// </summary>
    public static string FormKeyOf(string secret) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), FormPurpose));

    public static bool IsFormKey(string secret, string shown) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(FormKeyOf(secret)),
            Encoding.UTF8.GetBytes(shown)
        );

    /// <summary>The browser's clock and ours alike, also where the books' stands still.</summary>
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static (DateTimeOffset Until, IReadOnlyList<string> Tokens)? Read(HttpContext context)
    {
        if (context.Request.Cookies[NameOf(context)] is not { } kept)
            return null;
        var parts = kept.Split(Between, Limits.SessionCompanies + 1);
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var end))
            return null;
        var until = DateTimeOffset.UnixEpoch.AddSeconds(Math.Min(end, int.MaxValue));
        return until <= Now ? null : (until, parts[1..]);
    }

    private static void Write(HttpContext context, DateTimeOffset until, IReadOnlyList<string> tokens) =>
        context.Response.Cookies.Append(
            NameOf(context),
            string.Join(Between, [until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), .. tokens]),
            Options(context, until - Now)
        );

    private static bool IsOfPlatform(HttpContext context) =>
        context.Features.Get<Principal>() is { IsSignedInByPlatform: true };

    private static string FormCookieOf(HttpContext context) => $"{NameOf(context)}-form";

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

using System.Text;
using Bookseal.Web.Identity;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Bookseal.Web.Pages.Access;

/// <summary>The members of a form that this session's own page has sent.</summary>
internal sealed class PageForm(IFormCollection members)
{
    public const string KeyName = "form_key";
    private const int TextBytes = 64 * 1024;
    private const int MostMembers = 64;

    public string this[string name] => members[name] is [{ } value] ? value.Trim() : "";

    /// <summary>With the blanks around it.</summary>
    public string Exactly(string name) => members[name] is [{ } value] ? value : "";

    /// <summary>What was ticked of a list.</summary>
    public IReadOnlyList<string> All(string name) => [.. members[name].OfType<string>()];

    public IFormFile? File(string name) => members.Files.GetFile(name);

    /// <summary>
    /// <c>FORM_FOREIGN</c> for a form that another site or an earlier session made; <c>REQUEST_INVALID</c>,
    /// <c>REQUEST_TOO_LARGE</c>.
    /// </summary>
    /// <param name="more">How many members it may have besides the usual ones: of a list to tick.</param>
    public static async Task<Result<PageForm>> ReadAsync(HttpContext context, CancellationToken cancel, int more = 0) =>
        (await ReadUnboundAsync(context.Request, cancel, more)).Then(form => OfSession(context, form));

    /// <summary>The same of a form that acts on the session, whichever of its companies is shown by now.</summary>
    public static async Task<Result<PageForm>> ReadOfSessionAsync(HttpContext context, CancellationToken cancel) =>
        (await ReadUnboundAsync(context.Request, cancel)).Then<PageForm>(form =>
            Session.SecretsOf(context).Any(secret => Session.IsFormKey(secret, form[KeyName])) ? form : OfAnother
        );

    /// <summary>The same of a form with a file.</summary>
    public static async Task<Result<PageForm>> ReadWithFileAsync(HttpContext context, CancellationToken cancel)
    {
        if (Origin.IsForeign(context.Request))
            return Foreign("another site has sent this form");
        if (context.Request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) != true)
            return new Fault(RequestBody.Invalid, "this takes what the page's form sends, with its file");
        try
        {
            return OfSession(context, new PageForm(await context.Request.ReadFormAsync(Most, cancel)));
        }
        // A part may name a charset that is none, or one that nobody should read.
        catch (Exception e)
            when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException
                && e is not BadHttpRequestException
            )
        {
            return new Fault(RequestBody.Invalid, $"the form cannot be read: {e.Message}");
        }
    }

    /// <summary>
    /// A form before any session: it was sent from this site, and that is all that is known. Browsers send UTF-8,
    /// whatever charset a client claims.
    /// </summary>
    public static async Task<Result<PageForm>> ReadUnboundAsync(
        HttpRequest request,
        CancellationToken cancel,
        int more = 0
    )
    {
        const string urlEncoded = "application/x-www-form-urlencoded";
        if (Origin.IsForeign(request))
            return Foreign("another site has sent this form");
        if (request.ContentType?.StartsWith(urlEncoded, StringComparison.OrdinalIgnoreCase) != true)
            return new Fault(RequestBody.Invalid, "this takes what the page's form sends");
        if (!(await RequestBody.ReadBytesAsync(request, TextBytes, cancel)).TryGet(out var body, out var fault))
            return fault;
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body)) { ValueCountLimit = MostMembers + more };
            return new PageForm(new FormCollection(await reader.ReadFormAsync(cancel)));
        }
        catch (InvalidDataException e)
        {
            return new Fault(RequestBody.Invalid, $"the form cannot be read: {e.Message}");
        }
    }

    private static Result<PageForm> OfSession(HttpContext context, PageForm form) =>
        Session.SecretOf(context) is { } secret && Session.IsFormKey(secret, form[KeyName]) ? form : OfAnother;

    private static Fault OfAnother =>
        Foreign("this form is of another session or company; open the page again and send it from there");

    private static Fault Foreign(string why) => new("FORM_FOREIGN", why);

    private static FormOptions Most { get; } =
        new()
        {
            ValueCountLimit = MostMembers,
            ValueLengthLimit = TextBytes,
            MultipartBodyLengthLimit = Limits.AttachmentBytes + TextBytes,
        };
}

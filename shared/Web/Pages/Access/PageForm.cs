using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Bookseal.Web.Pages.Access;

/// <summary>The members of a form that this session's own page has sent.</summary>
internal sealed class PageForm(IFormCollection members)
{
    public const string KeyName = "form_key";
    private const int TextBytes = 64 * 1024;

    public string this[string name] => members[name] is [{ } value] ? value.Trim() : "";

    public IReadOnlyList<string> All(string name) => [.. members[name].Where(value => value is not null)!];

    public IFormFile? File(string name) => members.Files.GetFile(name);

    /// <summary>
    /// <c>FORM_FOREIGN</c> for a form that another site or an earlier session made; <c>REQUEST_INVALID</c>.
    /// </summary>
    public static async Task<Result<PageForm>> ReadAsync(HttpContext context, CancellationToken cancel)
    {
        if (!(await ReadUnboundAsync(context.Request, cancel)).TryGet(out var form, out var fault))
            return fault;
        return Session.TokenOf(context) is { } token && Session.IsFormKey(token, form[KeyName])
            ? form
            : new Fault("FORM_FOREIGN", "this form is of another session; open the page again and send it from there");
    }

    /// <summary>A form before any session: it was sent from this site, and that is all that is known.</summary>
    public static async Task<Result<PageForm>> ReadUnboundAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType)
            return new Fault(RequestBody.Invalid, "this takes what the page's form sends");
        if (Origin.IsForeign(request))
            return new Fault("FORM_FOREIGN", "another site has sent this form");
        try
        {
            return new PageForm(await request.ReadFormAsync(Most, cancel));
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return new Fault(RequestBody.Invalid, $"the form cannot be read: {e.Message}");
        }
    }

    private static FormOptions Most { get; } =
        new()
        {
            ValueCountLimit = 256,
            ValueLengthLimit = TextBytes,
            BufferBodyLengthLimit = Limits.AttachmentBytes + TextBytes,
            MultipartBodyLengthLimit = Limits.AttachmentBytes + TextBytes,
        };
}

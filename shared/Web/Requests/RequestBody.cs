using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Bookseal.Web.Requests;

/// <summary>Reads what a client sends, up to a limit, and says with a code what is wrong with it.</summary>
internal static class RequestBody
{
    /// <summary>Of a document whose members are not what a route takes.</summary>
    public const string Invalid = "REQUEST_INVALID";

    /// <summary>The same where a route has nothing that it must be told: no body is an empty object.</summary>
    public static async Task<Result<JsonObject>> ReadOptionalAsync(HttpRequest request, CancellationToken cancel) =>
        IsThere(request) ? await ReadObjectAsync(request, cancel) : JsonObject.Of();

    /// <summary><c>CONTENT_TYPE_INVALID</c>, <c>REQUEST_TOO_LARGE</c>, <c>JSON_INVALID</c>.</summary>
    public static async Task<Result<JsonObject>> ReadObjectAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasJsonContentType())
            return new Fault("CONTENT_TYPE_INVALID", "send 'Content-Type: application/json'");
        return (await ReadBytesAsync(request, Limits.RequestJsonBytes, cancel)).Then(body =>
            JsonText.ParseObject(body)
        );
    }

    /// <summary>Whether the client sends anything.</summary>
    public static bool IsThere(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody
        ?? request.ContentLength is > 0;

    /// <summary><c>REQUEST_TOO_LARGE</c>, <c>REQUEST_INVALID</c> where the body breaks off.</summary>
    public static async Task<Result<byte[]>> ReadBytesAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most)
            return TooLarge(most);
        try
        {
            return await TakeAsync(request, most, cancel);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            return BrokenOff; // such as a chunk that claims more than there are numbers for
        }
    }

    public static Fault BrokenOff => new(Invalid, "the body breaks off, or is none");

    private static async Task<Result<byte[]>> TakeAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > most)
                return TooLarge(most);
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static Fault TooLarge(int most) => new("REQUEST_TOO_LARGE", $"a request here has at most {most} bytes");
}

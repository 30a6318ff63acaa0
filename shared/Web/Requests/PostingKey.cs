using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Requests;

/// <summary>
/// The <c>Idempotency-Key</c> of a posting is its batch key: the journal itself knows what was posted under it.
/// </summary>
internal static class PostingKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>Null where there is none, or more than one.</summary>
    public static string? Find(HttpRequest request) => request.Headers[Header] is [{ Length: > 0 } key] ? key : null;

    /// <summary><c>IDEMPOTENCY_KEY_NEEDED</c>.</summary>
    public static Result<string> Read(HttpRequest request) =>
        Find(request) is { } key
            ? key
            : new Fault("IDEMPOTENCY_KEY_NEEDED", $"send one '{Header}': the same posting again is then the same one");
}

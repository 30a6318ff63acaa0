using Azure;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// What a status means (learn.microsoft.com/azure/key-vault/general/rest-error-codes). Of an error only the codes are taken over: its message may quote the
/// request, and is whatever the other side likes.
/// </summary>
internal static class VaultReply
{
    /// <exception cref="StoreUnavailableException">Throttled or broken, after the retries.</exception>
    public static Result<JsonObject> Read(Response response, Uri asked)
    {
        var bytes = response.ContentStream is null ? default : response.Content.ToMemory();
        if (response.Status == 200)
            return JsonText.ParseObject(bytes.Span).TryGet(out var reply, out _)
                ? reply
                : new Fault(KeyCode.ReplyInvalid, $"the vault's answer for {asked.AbsolutePath} is not JSON");
        var (code, inner) = ErrorOf(bytes.Span);
        var said =
            $"the vault answered {response.Status}{(code is null ? "" : $" {code}")}{(inner is null ? "" : $" ({inner})")} for {asked.AbsolutePath}";
        return response.Status switch
        {
            404 => new Fault(KeyCode.NotFound, $"there is no such key: {said}"),
            403 when inner == "KeyDisabled" => new Fault(KeyCode.Disabled, $"the key is disabled: {said}"),
            401 or 403 => new Fault(
                KeyCode.AccessDenied,
                $"{said}; who signs needs the role 'Key Vault Crypto User' on the key"
            ),
            408 or 429 or >= 500 => throw new StoreUnavailableException(said),
            _ => new Fault(KeyCode.VaultRefused, said),
        };
    }

    /// <summary><c>{"error":{"code","message","innererror":{"code"}}}</c></summary>
    private static (string? Code, string? Inner) ErrorOf(ReadOnlySpan<byte> body)
    {
        var error = JsonText.ParseObject(body).TryGet(out var reply, out _) ? reply["error"] as JsonObject : null;
        return (Word(error?["code"]), Word((error?["innererror"] as JsonObject)?["code"]));
    }

    private static string? Word(JsonValue? value) =>
        value is JsonString { Value: { Length: > 0 and <= 64 } text } && text.All(char.IsAsciiLetterOrDigit)
            ? text
            : null;
}

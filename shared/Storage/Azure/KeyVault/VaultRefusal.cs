using Azure;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// What a status means (learn.microsoft.com/azure/key-vault/general/rest-error-codes). Of an error only the codes are
/// taken over: its message may quote the request, and is whatever the other side likes.
/// </summary>
internal static class VaultRefusal
{
    /// <exception cref="StoreUnavailableException">Throttled or broken, after the retries.</exception>
    public static Fault Of(RequestFailedException e, string asked)
    {
        var (code, inner) = ErrorOf(e.GetRawResponse());
        var said = string.Join(
            ' ',
            ((string?[])[$"the vault answered {e.Status}", code, inner]).Where(word => word is not null)
        );
        return e.Status switch
        {
            404 => new Fault(KeyCode.NotFound, $"there is no such key: {said} for {asked}"),
            403 when inner == "KeyDisabled" => new Fault(KeyCode.Disabled, $"the key is disabled: {said} for {asked}"),
            401 or 403 => new Fault(
                KeyCode.AccessDenied,
                $"{said} for {asked}; who signs needs the role 'Key Vault Crypto User' on the key, "
                    + "who makes one 'Key Vault Crypto Officer'"
            ),
            408 or 429 or >= 500 => throw new StoreUnavailableException($"{said} for {asked}"),
            _ => new Fault(KeyCode.VaultRefused, $"{said} for {asked}"),
        };
    }

    /// <summary><c>{"error":{"code","message","innererror":{"code"}}}</c></summary>
    private static (string? Code, string? Inner) ErrorOf(Response? response)
    {
        var body = response?.ContentStream is null ? default : response.Content.ToMemory();
        var error = JsonText.ParseObject(body.Span).TryGet(out var reply, out _) ? reply["error"] as JsonObject : null;
        return (Word(error?["code"]), Word((error?["innererror"] as JsonObject)?["code"]));
    }

    private static string? Word(JsonValue? value) =>
        value is JsonString { Value: { Length: > 0 and <= 64 } text } && text.All(char.IsAsciiLetterOrDigit)
            ? text
            : null;
}

namespace Bookseal.Storage.Tests.KeyVault;

/// <summary>What the test's vault is about to answer; a test changes it to see what the client makes of it.</summary>
internal sealed record VaultAnswer(int Status, byte[] Body)
{
    public string? RetryAfter { get; init; }

    public string? Location { get; init; }

    /// <summary>The connection is cut after so many bytes of the body, and of 0 before the status line.</summary>
    public int? CutAfter { get; init; }

    public static VaultAnswer Of(int status, string json) => new(status, System.Text.Encoding.UTF8.GetBytes(json));

    public static VaultAnswer Error(int status, string code, string? inner = null, string message = "") =>
        Of(status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"{{{InnerOf(inner)}}}}}""");

    private static string InnerOf(string? code) => code is null ? "" : $$""","innererror":{"code":"{{code}}"}""";
}

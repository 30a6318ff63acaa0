namespace Bookseal.Storage.Keys;

/// <summary>The codes with which a holder of keys refuses.</summary>
public static class KeyCode
{
    public const string NotFound = "KEY_NOT_FOUND";
    public const string Disabled = "KEY_DISABLED";
    public const string AccessDenied = "KEY_ACCESS_DENIED";

    /// <summary>Not a P-256 key, or not one that signs.</summary>
    public const string AlgorithmWrong = "KEY_ALGORITHM_WRONG";

    /// <summary>A signature came back that the key's public half does not accept.</summary>
    public const string SignatureWrong = "KEY_SIGNATURE_WRONG";

    public const string VaultAddressInvalid = "KEYVAULT_ADDRESS_INVALID";

    /// <summary>The vault does not do what it was asked, for a reason that has no code of its own.</summary>
    public const string VaultRefused = "KEYVAULT_REFUSED";

    /// <summary>An answer that is not what the protocol promises.</summary>
    public const string ReplyInvalid = "KEYVAULT_REPLY_INVALID";
}

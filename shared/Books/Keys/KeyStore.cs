namespace Bookseal.Books.Keys;

/// <summary>
/// Where a private key lies, and so who can sign with it besides its owner: of a plain file whoever can read it, of an
/// encrypted one nobody without the passphrase, of a vault whoever the vault lets.
/// </summary>
public enum KeyStore
{
    PlainFile,
    EncryptedFile,
    Vault,
}

public static class KeyStores
{
    public static string Text(this KeyStore store) =>
        store switch
        {
            KeyStore.PlainFile => "plain-file",
            KeyStore.EncryptedFile => "encrypted-file",
            KeyStore.Vault => "vault",
            _ => throw new ArgumentOutOfRangeException(nameof(store)),
        };

    public static Result<KeyStore> Parse(string text) =>
        text switch
        {
            "plain-file" => KeyStore.PlainFile,
            "encrypted-file" => KeyStore.EncryptedFile,
            "vault" => KeyStore.Vault,
            _ => new Fault(
                "KEY_STORE_INVALID",
                $"a key store is plain-file, encrypted-file or vault, not {new JsonString(text)}"
            ),
        };
}

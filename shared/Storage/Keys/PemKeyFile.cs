using System.Security.Cryptography;
using Bookseal.Evidence.Signing;

namespace Bookseal.Storage.Keys;

/// <summary>
/// A key file: the private key, PKCS #8 as it is or encrypted, then the public one, which can be read without the
/// passphrase, and for a person's key the signature that proves its possession. Other programs read the first of them.
/// </summary>
internal sealed record PemKeyFile(string Private, VerificationKey? Public, string? Possession)
{
    private const string EncryptedLabel = "ENCRYPTED PRIVATE KEY";
    private const string PublicLabel = "PUBLIC KEY";
    private const string PossessionLabel = "BOOKSEAL KEY POSSESSION";

    private static readonly PbeParameters Encryption = new(
        PbeEncryptionAlgorithm.Aes256Cbc,
        HashAlgorithmName.SHA256,
        PassphraseWork.Iterations
    );

    public bool IsEncrypted => Private.Contains(EncryptedLabel, StringComparison.Ordinal);

    public static string Write(LocalSigner key, string? passphrase, byte[]? possession) =>
        (passphrase is null ? key.ToPem() : key.ToPem(passphrase, Encryption))
        + key.Key.ToPem()
        + (possession is null ? "" : PemEncoding.WriteString(PossessionLabel, possession) + "\n");

    /// <summary>Null for what holds no private key.</summary>
    public static PemKeyFile? Read(string text)
    {
        var (key, known, possession) = ((string?)null, (VerificationKey?)null, (string?)null);
        for (var rest = text; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            var label = rest[fields.Label];
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
                key ??= rest[fields.Location];
            else if (label == PublicLabel && VerificationKey.FromPem(rest[fields.Location]) is { IsOk: true } read)
                known ??= read.Value;
            else if (label == PossessionLabel)
                possession ??= rest[fields.Base64Data].ReplaceLineEndings("");
        }

        return key is null ? null : new(key, known, possession);
    }

    /// <summary>Null where the passphrase does not fit, or the key is none of P-256.</summary>
    public LocalSigner? Open(string? passphrase)
    {
        var opened = IsEncrypted ? LocalSigner.FromPem(Private, passphrase ?? "") : LocalSigner.FromPem(Private);
        if (!opened.TryGet(out var signer, out _))
            return null;
        if (Public is null || Public.Equals(signer.Key))
            return signer;
        signer.Dispose();
        return null;
    }
}

using System.Security.Cryptography;

namespace Bookseal.Evidence.Signing;

/// <summary>A private key in this process's memory.</summary>
public sealed class LocalSigner : ISigner, IDisposable
{
    private readonly ECDsa _key;

    private LocalSigner(ECDsa key) => (_key, Key) = (key, VerificationKey.Of(key));

    public VerificationKey Key { get; }

    public static LocalSigner Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>
    /// From a PKCS #8 or SEC 1 PEM, the first private key in it; anything but one of P-256 is <c>KEY_INVALID</c>.
    /// </summary>
    public static Result<LocalSigner> FromPem(string pem) => Import(key => key.ImportFromPem(FirstPrivate(pem)));

    /// <summary>From an encrypted PKCS #8 PEM; a wrong passphrase is <c>KEY_INVALID</c>, too.</summary>
    public static Result<LocalSigner> FromPem(string pem, string passphrase) =>
        Import(key => key.ImportFromEncryptedPem(pem, passphrase));

    public string ToPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    public string ToPem(string passphrase, PbeParameters encryption) =>
        _key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, encryption) + "\n";

    public ValueTask<byte[]> SignAsync(Digest messageDigest, CancellationToken cancel) =>
        new(_key.SignHash(messageDigest.ToArray(), DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    public void Dispose() => _key.Dispose();

    /// <summary>The public key may follow, which the importer would find ambiguous.</summary>
    private static string FirstPrivate(string pem)
    {
        for (var rest = pem; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
            if (rest[fields.Label].EndsWith("PRIVATE KEY", StringComparison.Ordinal))
                return rest[fields.Location];
        return pem;
    }

    private static Result<LocalSigner> Import(Action<ECDsa> import)
    {
        var key = ECDsa.Create();
        try
        {
            import(key);
            if (key.KeySize == 256 && key.ExportParameters(true).Curve.Oid?.Value == "1.2.840.10045.3.1.7")
                return new LocalSigner(key);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException or ArgumentException)
        {
            // Falls through to the fault: whatever was wrong with the text, it is no key of ours.
        }

        key.Dispose();
        return new Fault("KEY_INVALID", "not a P-256 private key in PEM form");
    }
}

using System.Security.Cryptography;

namespace Bookseal.Evidence.Signing;

/// <summary>A private key in this process's memory.</summary>
public sealed class LocalSigner : ISigner, IDisposable
{
    private readonly ECDsa _key;

    private LocalSigner(ECDsa key) => (_key, Key) = (key, VerificationKey.Of(key));

    public VerificationKey Key { get; }

    public static LocalSigner Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>From a PKCS #8 or SEC 1 PEM; anything but a P-256 private key is <c>KEY_INVALID</c>.</summary>
    public static Result<LocalSigner> FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
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

    public string ToPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    public ValueTask<byte[]> SignAsync(Digest messageDigest, CancellationToken cancel) =>
        new(_key.SignHash(messageDigest.ToArray(), DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    public void Dispose() => _key.Dispose();
}

using System.Buffers.Text;
using System.Security.Cryptography;

namespace Bookseal.Storage.Tests.KeyVault;

/// <summary>One version of a key in the test's vault; the private key was made by openssl.</summary>
internal sealed record VaultKey(string Name, string Version, string Pem, long Created)
{
    public bool IsEnabled { get; set; } = true;

    public string JsonWebKey(string kid) =>
        Pem.Contains("BEGIN RSA", StringComparison.Ordinal) ? RsaKey(kid) : EcKey(kid);

    public byte[] Sign(byte[] digest)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(Pem);
        return key.SignHash(digest, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private string EcKey(string kid)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(Pem);
        var point = key.ExportParameters(false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        return $$"""{"kid":"{{kid}}","kty":"EC","crv":"P-{{key.KeySize}}","x":"{{x}}","y":"{{y}}","""
            + "\"key_ops\":[\"sign\",\"verify\"]}";
    }

    private string RsaKey(string kid)
    {
        using var key = RSA.Create();
        key.ImportFromPem(Pem);
        var modulus = Base64Url.EncodeToString(key.ExportParameters(false).Modulus);
        return $$"""{"kid":"{{kid}}","kty":"RSA","n":"{{modulus}}","e":"AQAB","key_ops":["sign","verify"]}""";
    }
}

using System.Security.Cryptography;
using Bookseal.Evidence.Signing;

namespace Bookseal.Fuzz.Fixtures;

/// <summary>
/// A key made from a name, the same in every run, whose signatures all have the same length in DER. So the bags of two
/// runs differ in the bytes of the signatures alone, and a seed means the same places in both.
/// </summary>
public sealed class SteadySigner : ISigner, IDisposable
{
    private readonly LocalSigner _signer;

    public SteadySigner(string name)
    {
        using var key = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                D = Digest.Of(System.Text.Encoding.UTF8.GetBytes($"fuzz {name}")).ToArray(),
            }
        );
        _signer = LocalSigner.FromPem(key.ExportPkcs8PrivateKeyPem()).Value;
    }

    public VerificationKey Key => _signer.Key;

    /// <summary>
    /// Signs until neither half begins with a bit or a byte that DER would write otherwise: four times on average.
    /// </summary>
    public ValueTask<byte[]> SignAsync(Digest messageDigest, CancellationToken cancel)
    {
        while (true)
        {
            byte[] signature;
            lock (_signer)
                signature = _signer.SignAsync(messageDigest, cancel).AsTask().GetAwaiter().GetResult();
            if (signature[0] is > 0 and < 0x80 && signature[32] is > 0 and < 0x80)
                return new(signature);
        }
    }

    public void Dispose() => _signer.Dispose();
}

using System.Buffers.Text;
using System.Security.Cryptography;
using Bookseal.Evidence.Json;

namespace Bookseal.Evidence.Signing;

/// <summary>The public half of a P-256 key as a JSON Web Key (RFC 7517; RFC 7518 section 6.2.1).</summary>
public static class JsonWebKey
{
    public const string NotP256 = "KEY_NOT_P256";
    private const int CoordinateSize = 32;

    /// <summary>
    /// Another type or curve is <c>KEY_NOT_P256</c>; coordinates that are none, or no point of the curve,
    /// <c>KEY_INVALID</c>.
    /// </summary>
    public static Result<VerificationKey> Read(JsonObject source)
    {
        // EC-HSM is what Key Vault calls an EC key that a module holds.
        var isP256 =
            source["kty"] is JsonString { Value: "EC" or "EC-HSM" } && source["crv"] is JsonString { Value: "P-256" };
        if (!isP256)
            return new Fault(NotP256, "the JSON Web Key is not of the curve P-256");
        if (Bytes(source["x"], CoordinateSize) is not { } x || Bytes(source["y"], CoordinateSize) is not { } y)
            return Invalid();
        try
        {
            using var key = ECDsa.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new ECPoint { X = x, Y = y },
                }
            );
            return VerificationKey.Of(key);
        }
        catch (CryptographicException)
        {
            return Invalid();
        }
    }

    /// <summary>Base64url of exactly so many bytes; null otherwise.</summary>
    public static byte[]? Bytes(JsonValue? value, int size)
    {
        var bytes = new byte[size];
        return
            value is JsonString text
            && Base64Url.IsValid(text.Value, out var length)
            && length == size
            && Base64Url.TryDecodeFromChars(text.Value, bytes, out _)
            ? bytes
            : null;
    }

    private static Fault Invalid() => new("KEY_INVALID", "the JSON Web Key is no point of P-256");
}

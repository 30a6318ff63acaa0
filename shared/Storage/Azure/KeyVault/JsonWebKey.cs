using System.Buffers.Text;
using System.Security.Cryptography;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>The public half of a P-256 key as a JSON Web Key (RFC 7517; RFC 7518 section 6.2.1).</summary>
internal static class JsonWebKey
{
    private const int CoordinateSize = 32;

    /// <summary>Another type or curve is <c>KEY_ALGORITHM_WRONG</c>; coordinates that are none, or no point of the curve, <c>KEYVAULT_REPLY_INVALID</c>.</summary>
    public static Result<VerificationKey> Read(JsonObject source, string name)
    {
        var (type, curve) = ((source["kty"] as JsonString)?.Value, (source["crv"] as JsonString)?.Value);
        if (type is not "EC" and not "EC-HSM" || curve != "P-256") return new Fault(KeyCode.AlgorithmWrong, $"'{name}' is not a key of the curve P-256; make one with: az keyvault key create --kty EC --curve P-256");
        if (Coordinate(source["x"]) is not { } x || Coordinate(source["y"]) is not { } y) return Invalid(name);
        try
        {
            using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
            return VerificationKey.Of(key);
        }
        catch (CryptographicException)
        {
            return Invalid(name);
        }
    }

    /// <summary>Base64url of exactly so many bytes; null otherwise.</summary>
    public static byte[]? Bytes(JsonValue? value, int size)
    {
        var bytes = new byte[size];
        return value is JsonString text && Base64Url.IsValid(text.Value, out var length) && length == size && Base64Url.TryDecodeFromChars(text.Value, bytes, out _) ? bytes : null;
    }

    private static byte[]? Coordinate(JsonValue? value) => Bytes(value, CoordinateSize);

    private static Fault Invalid(string name) => new(KeyCode.ReplyInvalid, $"the vault's public key of '{name}' is no point of P-256");
}

using System.Security.Cryptography;
using KeyBytes = Bookseal.Evidence.Signing.JsonWebKey;

namespace Bookseal.Storage.Azure.KeyVault.Client;

/// <summary>A key bundle: <c>{"key":{"kid","kty","crv","x","y"},"attributes":{"enabled","created"}}</c></summary>
public sealed record KeyVaultKey(JsonWebKey Key, KeyProperties Properties)
{
    public Uri Id => Properties.Id;

    public string KeyType => Key.KeyType;

    internal static KeyVaultKey Read(JsonObject bundle) =>
        bundle["key"] is JsonObject key
            ? new(JsonWebKey.Read(key), KeyProperties.Read(bundle, "kid"))
            : throw new FormatException("the vault's answer holds no key");
}

/// <summary>What a vault tells of one version of a key.</summary>
public sealed record KeyProperties(Uri Id, bool? Enabled, DateTimeOffset? CreatedOn)
{
    /// <summary>Exclusive.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The id stands beside the attributes, or in the key beside them.</summary>
    internal static KeyProperties Read(JsonObject? source, string id)
    {
        var attributes = source?["attributes"] as JsonObject;
        var kid = (source?[id] ?? (source?["key"] as JsonObject)?[id]) as JsonString;
        return Uri.TryCreate(kid?.Value, UriKind.Absolute, out var uri)
            ? new(uri, (attributes?["enabled"] as JsonBoolean)?.Value, Instant(attributes?["created"]))
            {
                ExpiresOn = Instant(attributes?["exp"]),
                NotBefore = Instant(attributes?["nbf"]),
            }
            : throw new FormatException("the vault's answer names no key");
    }

    private static DateTimeOffset? Instant(JsonValue? seconds) =>
        seconds is JsonNumber { IsSafeInteger: true } number
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Clamp((long)number.Value, 0, uint.MaxValue))
            : null;
}

/// <summary>The public half of an elliptic-curve key, RFC 7518 section 6.2.1.</summary>
public sealed record JsonWebKey(string KeyType, string? CurveName, byte[]? X, byte[]? Y)
{
    private const int CoordinateSize = 32;

    /// <exception cref="CryptographicException">It is no point of P-256.</exception>
    public ECDsa ToECDsa() =>
        ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = X, Y = Y },
            }
        );

    internal static JsonWebKey Read(JsonObject key) =>
        new(
            (key["kty"] as JsonString)?.Value ?? "",
            (key["crv"] as JsonString)?.Value,
            KeyBytes.Bytes(key["x"], CoordinateSize),
            KeyBytes.Bytes(key["y"], CoordinateSize)
        );
}

/// <param name="Signature">r‖s, as the service answers it: not yet verified.</param>
public sealed record SignResult(string KeyId, byte[] Signature);

/// <summary>What is to be made: a P-256 key that signs.</summary>
public sealed record CreateEcKeyOptions(string Name);

public static class KeyType
{
    public const string Ec = "EC";

    /// <summary>An EC key that a module holds.</summary>
    public const string EcHsm = "EC-HSM";
}

public static class KeyCurveName
{
    public const string P256 = "P-256";
}

public static class SignatureAlgorithm
{
    public const string ES256 = "ES256";
}

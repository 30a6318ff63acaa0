using System.Security.Cryptography;

namespace Bookseal.Evidence.Signing;

/// <summary>A P-256 public key, named by the SHA-256 of its SubjectPublicKeyInfo (RFC 5480).</summary>
public sealed class VerificationKey : IEquatable<VerificationKey>
{
    private const string P256Oid = "1.2.840.10045.3.1.7";
    private readonly byte[] _spki;

    private VerificationKey(byte[] spki) => (_spki, Hash) = (spki, Digest.Of(spki));

    public ReadOnlySpan<byte> SubjectPublicKeyInfo => _spki;

    public Digest Hash { get; }

    /// <summary>The DSSE keyid: base64 of the whole hash.</summary>
    public string KeyId => Convert.ToBase64String(Hash.ToArray());

    /// <summary>The signed-note key id: the first four bytes of the hash (C2SP signed-note, type 0x02).</summary>
    public uint NoteKeyId => (uint)(Hash.A >> 32);

    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", _spki) + "\n";

    public static VerificationKey Of(ECDsa key) => new(key.ExportSubjectPublicKeyInfo());

    /// <summary>From DER. Another curve, a point off the curve or trailing bytes are <c>KEY_INVALID</c>.</summary>
    public static Result<VerificationKey> FromSpki(byte[] spki)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(spki, out var read);
            // A curve given by its parameters has no name.
            var isP256 = key.ExportParameters(false).Curve.Oid?.Value == P256Oid;
            // The exported form is the one that is hashed into the key id, so only that form may come in.
            return isP256 && read == spki.Length && key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(spki)
                ? new VerificationKey(spki)
                : Invalid();
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            // The second is the platform's word for a curve it does not know.
            return Invalid();
        }
    }

    public static Result<VerificationKey> FromPem(string pem) =>
        PemEncoding.TryFind(pem, out var fields)
        && pem[fields.Label] == "PUBLIC KEY"
        && Base64.Standard(string.Concat(pem[fields.Base64Data].Where(c => !char.IsWhiteSpace(c)))) is { } spki
            ? FromSpki(spki)
            : Invalid();

    /// <summary>True when the strict DER signature is by this key over the message.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> derSignature) =>
        Verify(Digest.Of(message), derSignature);

    /// <summary>The same of the message's SHA-256.</summary>
    public bool Verify(Digest messageDigest, ReadOnlySpan<byte> derSignature) =>
        Es256.FromDer(derSignature).TryGet(out var signature, out _) && VerifyDigest(messageDigest, signature);

    /// <summary>The same of the message's SHA-256 and a signature r‖s; one of another length is by nobody.</summary>
    public bool VerifyDigest(Digest messageDigest, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Es256.FixedSize)
            return false;
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_spki, out _);
        return key.VerifyHash(messageDigest.ToArray(), signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public bool Equals(VerificationKey? other) => other is not null && Hash == other.Hash;

    public override bool Equals(object? obj) => Equals(obj as VerificationKey);

    public override int GetHashCode() => Hash.GetHashCode();

    private static Fault Invalid() => new("KEY_INVALID", "not a P-256 public key in SubjectPublicKeyInfo form");
}

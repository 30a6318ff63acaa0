using System.Security.Cryptography;
using Bookseal.Evidence.Signing;

namespace Bookseal.Evidence.Tests.Signing;

public sealed class VerificationKeyTests
{
    [Fact]
    public void FromPem_WhatToPemWrote_IsTheSameKey()
    {
        using var signer = LocalSigner.Generate();
        var key = VerificationKey.FromPem(signer.Key.ToPem()).Value;
        Assert.Equal(signer.Key, key);
        Assert.Equal(signer.Key.GetHashCode(), key.GetHashCode());
        Assert.Equal(signer.Key, VerificationKey.FromSpki(key.SubjectPublicKeyInfo.ToArray()).Value);
        using var other = LocalSigner.Generate();
        Assert.NotEqual(other.Key, key);
    }

    [Fact]
    public void KeyIds_OfAKey_AreTheHashOfItsSpki()
    {
        using var signer = LocalSigner.Generate();
        var hash = SHA256.HashData(signer.Key.SubjectPublicKeyInfo);
        Assert.Equal(Convert.ToBase64String(hash), signer.Key.KeyId);
        // C2SP signed-note, type 0x02: the truncated SHA-256 of the DER encoded SPKI, read in big-endian order.
        Assert.Equal(Convert.ToHexStringLower(hash.AsSpan(0, 4)), $"{signer.Key.NoteKeyId:x8}");
    }

    [Theory]
    [InlineData("1.3.132.0.34")] // P-384
    [InlineData("1.3.132.0.35")] // P-521
    [InlineData("1.3.132.0.10")] // secp256k1: as long as P-256
    public void FromSpki_AnotherCurve_IsRefused(string oid)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromValue(oid));
        AssertRefused(key.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void FromSpki_P256ByItsParameters_IsRefused()
    {
        // The same curve spelt out instead of named (RFC 5480 section 2.1.1 forbids it): one key would have two key
        // ids.
        using var named = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(named.ExportExplicitParameters(false));
        AssertRefused(key.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void FromSpki_ACurveThatNobodyKnows_IsRefused()
    {
        using var signer = LocalSigner.Generate();
        var spki = signer.Key.SubjectPublicKeyInfo.ToArray();
        Assert.Equal("06082a8648ce3d030107", Convert.ToHexStringLower(spki.AsSpan(13, 10)));
        spki[22] = 0x63; // 1.2.840.10045.3.1.99
        AssertRefused(spki);
    }

    [Fact]
    public void FromSpki_AnRsaKey_IsRefused()
    {
        using var key = RSA.Create(2048);
        AssertRefused(key.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void FromSpki_ADamagedKey_IsRefused()
    {
        using var signer = LocalSigner.Generate();
        var spki = signer.Key.SubjectPublicKeyInfo.ToArray();
        AssertRefused([.. spki, 0]);
        AssertRefused(spki[..^1]);
        AssertRefused([]);
        AssertRefused([.. spki[..^1], (byte)(spki[^1] ^ 1)]); // off the curve
        AssertRefused([.. spki[..^65], .. new byte[65]]);
    }

    [Fact]
    public void FromSpki_RandomDamage_NeverThrows()
    {
        using var signer = LocalSigner.Generate();
        var spki = signer.Key.SubjectPublicKeyInfo.ToArray();
        Property.Holds(
            Bytes.Damaged(spki),
            bytes => VerificationKey.FromSpki(bytes).IsOk == bytes.AsSpan().SequenceEqual(spki)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void FromPem_AnyOtherText_IsRefused(string pem) =>
        Assert.Equal("KEY_INVALID", VerificationKey.FromPem(pem).Fault.Code);

    [Fact]
    public void FromPem_APrivateKey_IsRefused()
    {
        using var signer = LocalSigner.Generate();
        Assert.Equal("KEY_INVALID", VerificationKey.FromPem(signer.ToPem()).Fault.Code);
    }

    private static void AssertRefused(byte[] spki)
    {
        Assert.Equal("KEY_INVALID", VerificationKey.FromSpki(spki).Fault.Code);
        Assert.Equal("KEY_INVALID", VerificationKey.FromPem(PemEncoding.WriteString("PUBLIC KEY", spki)).Fault.Code);
    }
}

using System.Security.Cryptography;
using Bookseal.Evidence.Signing;

namespace Bookseal.Evidence.Tests.Signing;

public sealed class LocalSignerTests
{
    [Fact]
    public async Task FromPem_WhatToPemWrote_SignsAsTheSameKey()
    {
        using var original = LocalSigner.Generate();
        using var signer = LocalSigner.FromPem(original.ToPem()).Value;
        Assert.Equal(original.Key, signer.Key);
        var der = await signer.SignMessageAsync("message"u8.ToArray(), CancellationToken.None);
        Assert.True(original.Key.Verify("message"u8, der));
    }

    [Fact]
    public void FromPem_ASec1Key_IsRead()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = LocalSigner.FromPem(key.ExportECPrivateKeyPem()).Value;
        Assert.Equal(VerificationKey.Of(key), signer.Key);
    }

    [Fact]
    public void FromPem_AnyOtherKey_IsRefused()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        using var spelt = ECDsa.Create(p256.ExportExplicitParameters(true));
        string[] refused =
        [
            "",
            "no key",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            p384.ExportPkcs8PrivateKeyPem(),
            p384.ExportECPrivateKeyPem(),
            rsa.ExportPkcs8PrivateKeyPem(),
            rsa.ExportRSAPrivateKeyPem(),
            spelt.ExportPkcs8PrivateKeyPem(),
            p256.ExportSubjectPublicKeyInfoPem(),
            p256.ExportEncryptedPkcs8PrivateKeyPem(
                "password",
                new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)
            ),
        ];
        Assert.All(refused, pem => Assert.Equal("KEY_INVALID", LocalSigner.FromPem(pem).Fault.Code));
    }

    [Fact]
    public async Task Verify_AnotherMessageKeyOrSignature_IsFalse()
    {
        using var signer = LocalSigner.Generate();
        using var other = LocalSigner.Generate();
        var der = await signer.SignMessageAsync("message"u8.ToArray(), CancellationToken.None);
        Assert.True(signer.Key.Verify("message"u8, der));
        Assert.False(signer.Key.Verify("messagE"u8, der));
        Assert.False(other.Key.Verify("message"u8, der));
        Assert.False(signer.Key.Verify("message"u8, Es256.FromDer(der).Value)); // r‖s where DER is due
        Property.Holds(
            Bytes.Damaged(der),
            bytes => signer.Key.Verify("message"u8, bytes) == bytes.AsSpan().SequenceEqual(der)
        );
    }

    [Fact]
    public void Verify_NumbersOfTheRightFormBeyondTheGroupOrder_IsFalse()
    {
        using var signer = LocalSigner.Generate();
        Assert.False(signer.Key.Verify("message"u8, Es256.ToDer(Enumerable.Repeat((byte)0xff, 64).ToArray()).Value));
    }
}

using System.Text;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.Signing;

namespace Bookseal.Evidence.Tests.Dsse;

public sealed class DsseEnvelopeTests
{
    private const string Type = "application/x-test";
    private static readonly byte[] Payload = "payload"u8.ToArray();

    [Theory]
    // LEN counts bytes, not characters, and has no leading zeros (protocol.md, "Signature Definition").
    [InlineData("", "", "DSSEv1 0  0 ")]
    [InlineData("ü", "é ", "DSSEv1 2 ü 3 é ")]
    [InlineData("a b", "10 x", "DSSEv1 3 a b 4 10 x")]
    public void PreAuthEncoding_OfAnyParts_CountsBytes(string type, string body, string expected) =>
        Assert.Equal(
            expected,
            Encoding.UTF8.GetString(DsseEnvelope.PreAuthEncoding(type, Encoding.UTF8.GetBytes(body)))
        );

    [Fact]
    public async Task Parse_WhatToJsonWrote_IsTheSameEnvelope()
    {
        using var signer = LocalSigner.Generate();
        var envelope = await SignedAsync(signer);
        var read = DsseEnvelope.Parse(envelope.ToJson()).Value;
        Assert.Equal(envelope.ToJson(), read.ToJson());
        Assert.Equal((Type, signer.Key.KeyId), (read.PayloadType, read.Signatures[0].KeyId));
        Assert.Equal(Payload, read.Payload);
        Assert.Equal([signer.Key], read.SignedBy([signer.Key]));
    }

    [Fact]
    public async Task SignedBy_AWrongOrMissingKeyId_StillFindsTheKey()
    {
        // protocol.md: KEYID is a hint and MUST NOT be used for security decisions.
        using var signer = LocalSigner.Generate();
        using var other = LocalSigner.Generate();
        foreach (var hint in new[] { "", "nonsense", other.Key.KeyId })
        {
            var envelope = await SignedAsync(signer);
            envelope = envelope with { Signatures = [envelope.Signatures[0] with { KeyId = hint }] };
            Assert.Equal([signer.Key], envelope.SignedBy([other.Key, signer.Key]));
        }
    }

    [Fact]
    public async Task SignedBy_AKeyIdOfAnotherSigner_DoesNotMakeItSigned()
    {
        using var signer = LocalSigner.Generate();
        using var claimed = LocalSigner.Generate();
        var envelope = await SignedAsync(signer);
        Assert.Empty(
            (envelope with { Signatures = [envelope.Signatures[0] with { KeyId = claimed.Key.KeyId }] }).SignedBy([
                claimed.Key,
            ])
        );
    }

    [Fact]
    public async Task SignedBy_TwoSignaturesByOneKey_CountOnce()
    {
        // protocol.md, "Multi-signature Verification": the number of unique keys decides. ECDSA gives two different
        // signatures here.
        using var signer = LocalSigner.Generate();
        using var second = LocalSigner.Generate();
        var envelope = await SignedAsync(signer, signer);
        Assert.NotEqual(envelope.Signatures[0].Signature, envelope.Signatures[1].Signature);
        Assert.Single(envelope.SignedBy([signer.Key, VerificationKey.FromPem(signer.Key.ToPem()).Value, second.Key]));
        Assert.Equal(2, (await SignedAsync(signer, second, signer)).SignedBy([signer.Key, second.Key]).Count);
    }

    [Fact]
    public async Task SignedBy_ABadSignatureNextToAGoodOne_CountsTheGoodOne()
    {
        using var signer = LocalSigner.Generate();
        var envelope = await SignedAsync(signer);
        envelope = envelope with
        {
            Signatures = [new(signer.Key.KeyId, [1, 2, 3]), new("", []), .. envelope.Signatures],
        };
        Assert.Equal([signer.Key], envelope.SignedBy([signer.Key]));
    }

    [Fact]
    public async Task SignedBy_AnAlteredPayloadOrType_IsNobody()
    {
        using var signer = LocalSigner.Generate();
        var envelope = await SignedAsync(signer);
        Assert.Empty((envelope with { Payload = "Payload"u8.ToArray() }).SignedBy([signer.Key]));
        Assert.Empty((envelope with { PayloadType = Type + "2" }).SignedBy([signer.Key]));
        Assert.Empty((envelope with { Signatures = [] }).SignedBy([signer.Key]));
        Assert.Empty(envelope.SignedBy([]));
    }

    private static async Task<DsseEnvelope> SignedAsync(params LocalSigner[] signers)
    {
        var signatures = new List<DsseSignature>();
        foreach (var signer in signers)
            signatures.Add(await DsseEnvelope.SignAsync(Type, Payload, signer, CancellationToken.None));
        return new(Type, Payload, signatures);
    }
}

using System.Text;
using Bookseal.Evidence.Dsse;

namespace Bookseal.Evidence.Tests.Dsse;

/// <summary>The parsing rules of DSSE 1.0.2, envelope.md.</summary>
public sealed class DsseParseTests
{
    [Theory]
    [InlineData("+/+/+w==")]
    [InlineData("-_-_-w==")]
    [InlineData("-_-_-w")]
    public void Parse_EitherBase64Alphabet_IsTheSameBytes(string base64)
    {
        var envelope = Read(
            $$"""{"payload":"{{base64}}","payloadType":"t","signatures":[{"sig":"{{base64}}"}]}"""
        ).Value;
        Assert.Equal([0xfb, 0xff, 0xbf, 0xfb], envelope.Payload);
        Assert.Equal([0xfb, 0xff, 0xbf, 0xfb], envelope.Signatures[0].Signature);
    }

    [Fact]
    public void Parse_NoKeyId_IsAnEmptyOne()
    {
        Assert.Equal(
            "",
            Read("""{"payload":"","payloadType":"","signatures":[{"sig":""}]}""").Value.Signatures[0].KeyId
        );
        Assert.Equal(
            "",
            Read("""{"payload":"","payloadType":"","signatures":[{"sig":"","keyid":""}]}""").Value.Signatures[0].KeyId
        );
        Assert.Equal(
            "k",
            Read("""{"payload":"","payloadType":"","signatures":[{"sig":"","keyid":"k"}]}""").Value.Signatures[0].KeyId
        );
    }

    [Fact]
    public void Parse_UnknownMembers_AreIgnored()
    {
        var envelope = Read(
            """{"extra":{"a":[1]},"payload":"AA==","payloadType":"t","signatures":[{"cert":null,"sig":"AQ=="}]}"""
        ).Value;
        Assert.Equal([0], envelope.Payload);
        Assert.Equal([1], Assert.Single(envelope.Signatures).Signature);
    }

    [Theory]
    [InlineData("""{"payloadType":"t","signatures":[{"sig":""}]}""")]
    [InlineData("""{"payload":"","signatures":[{"sig":""}]}""")]
    [InlineData("""{"payload":"","payloadType":"t"}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":[{"keyid":"k"}]}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":{"sig":""}}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":["sig"]}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":null}""")]
    [InlineData("""{"payload":null,"payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"","payloadType":1,"signatures":[]}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":[{"sig":"","keyid":1}]}""")]
    [InlineData("""{"payload":"A","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"AA=A","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"A A=","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"AA==\n","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"ÄÄ==","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":[{"sig":"*"}]}""")]
    [InlineData("{}")]
    public void Parse_AMissingOrIllFormedMember_IsRefused(string json) =>
        Assert.Equal("DSSE_MALFORMED", Read(json).Fault.Code);

    [Theory]
    [InlineData("""{"payload":"AA==","payload":"AQ==","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":[{"sig":"","sig":"AA=="}]}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void Parse_WhatIsNotAStrictJsonObject_IsRefused(string json) =>
        Assert.Equal("JSON_INVALID", Read(json).Fault.Code);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Parse_ManySignatures_AreLimited(int count, bool accepted)
    {
        var signatures = string.Join(',', Enumerable.Repeat("""{"sig":"AA=="}""", count));
        Assert.Equal(accepted, Read($$"""{"payload":"","payloadType":"t","signatures":[{{signatures}}]}""").IsOk);
    }

    [Fact]
    public void Parse_DamagedEnvelopes_NeverThrows()
    {
        var json = """{"payload":"+/+/+w==","payloadType":"t","signatures":[{"sig":"-_-_","keyid":"k"}]}"""u8.ToArray();
        Property.Holds(
            Bytes.Damaged(json),
            bytes =>
                DsseEnvelope.Parse(bytes).TryGet(out _, out var fault)
                || fault.Code is "JSON_INVALID" or "DSSE_MALFORMED",
            times: 2000
        );
    }

    private static Result<DsseEnvelope> Read(string json) => DsseEnvelope.Parse(Encoding.UTF8.GetBytes(json));
}

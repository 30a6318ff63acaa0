using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.Signing;

namespace Bookseal.Evidence.Tests.Dsse;

/// <summary>The test vector of DSSE 1.0.2 (protocol.md, "Test Vectors").</summary>
public sealed class ProtocolExampleTests
{
    private const string Signature =
        "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==";

    private const string Envelope = $$"""
        {"payload": "aGVsbG8gd29ybGQ=",
         "payloadType": "http://example.com/HelloWorld",
         "signatures": [{"sig": "{{Signature}}"}]}
        """;

    [Fact]
    public void PreAuthEncoding_OfTheExample_IsThePrintedText() =>
        Assert.Equal(
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
            Encoding.UTF8.GetString(DsseEnvelope.PreAuthEncoding("http://example.com/HelloWorld", "hello world"u8))
        );

    [Fact]
    public void Parse_TheExample_IsItsParts()
    {
        var envelope = DsseEnvelope.Parse(Encoding.UTF8.GetBytes(Envelope)).Value;
        Assert.Equal("http://example.com/HelloWorld", envelope.PayloadType);
        Assert.Equal("hello world"u8.ToArray(), envelope.Payload);
        var signature = Assert.Single(envelope.Signatures);
        Assert.Equal("", signature.KeyId);
        Assert.Equal(Convert.FromBase64String(Signature), signature.Signature);
    }

    [Fact]
    public void SignedBy_TheExampleWithItsSignatureInDer_IsTheExampleKey()
    {
        // The example's signature is r‖s, as its library writes it; DSSE leaves the encoding to the parties, and here
        // it is DER.
        var example = DsseEnvelope.Parse(Encoding.UTF8.GetBytes(Envelope)).Value;
        var envelope = example with { Signatures = [new("", Es256.ToDer(example.Signatures[0].Signature).Value)] };
        Assert.Equal([ExampleKey()], envelope.SignedBy([ExampleKey()]));
        Assert.Empty(example.SignedBy([ExampleKey()]));
    }

    private static VerificationKey ExampleKey()
    {
        using var key = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new()
                {
                    X = Coordinate("46950820868899156662930047687818585632848591499744589407958293238635476079160"),
                    Y = Coordinate("5640078356564379163099075877009565129882514886557779369047442380624545832820"),
                },
            }
        );
        return VerificationKey.Of(key);
    }

    private static byte[] Coordinate(string number)
    {
        var bytes = BigInteger
            .Parse(number, CultureInfo.InvariantCulture)
            .ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}

using System.Security.Cryptography;
using System.Text;
using Bookseal.Evidence.Json;
using Bookseal.Evidence.Signing;

namespace Bookseal.Evidence.Tests.Signing;

public sealed class JsonWebKeyTests
{
    private const string X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    private const string Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

    /// <summary>RFC 7515 appendix A.3: an ES256 signature and the key it is of.</summary>
    [Fact]
    public void Read_TheKeyOfTheRfc_AcceptsItsSignature()
    {
        var key = JsonWebKey.Read(Key("EC", "P-256", X, Y)).Value;
        var signature = JsonWebKey.Bytes(
            new JsonString("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"),
            Es256.FixedSize
        )!;
        var signed = Digest.Of(
            Encoding.ASCII.GetBytes(
                "eyJhbGciOiJFUzI1NiJ9."
                    + "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cn"
                    + "VlfQ"
            )
        );
        Assert.True(key.VerifyDigest(signed, signature));
        Assert.False(key.VerifyDigest(Digest.Of("another"u8), signature));
    }

    [Fact]
    public void Read_AKeyInAModule_IsTheSame() =>
        Assert.Equal(
            JsonWebKey.Read(Key("EC", "P-256", X, Y)).Value,
            JsonWebKey.Read(Key("EC-HSM", "P-256", X, Y)).Value
        );

    [Theory]
    [InlineData("RSA", "P-256", X, Y, JsonWebKey.NotP256)]
    [InlineData("EC", "P-384", X, Y, JsonWebKey.NotP256)]
    [InlineData("EC", "P-256", X, X, "KEY_INVALID")]
    [InlineData("EC", "P-256", "", Y, "KEY_INVALID")]
    [InlineData("EC", "P-256", X, Y + "AA", "KEY_INVALID")]
    [InlineData("EC", "P-256", X, "*" + X, "KEY_INVALID")]
    public void Read_AnythingElse_IsRefused(string type, string curve, string x, string y, string code) =>
        Assert.Equal(code, JsonWebKey.Read(Key(type, curve, x, y)).Fault.Code);

    [Fact]
    public void Read_AMemberOfAnotherType_IsRefused()
    {
        foreach (var name in (string[])["kty", "crv", "x", "y"])
            Assert.False(JsonWebKey.Read(Key("EC", "P-256", X, Y).With(name, new JsonNumber(7))).IsOk, name);
    }

    [Fact]
    public void Read_AKeyThatWasMadeHere_IsThatKey()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = made.ExportParameters(false).Q;
        var read = JsonWebKey.Read(
            Key(
                "EC",
                "P-256",
                System.Buffers.Text.Base64Url.EncodeToString(point.X),
                System.Buffers.Text.Base64Url.EncodeToString(point.Y)
            )
        );
        Assert.Equal(VerificationKey.Of(made), read.Value);
    }

    private static JsonObject Key(string type, string curve, string x, string y) =>
        JsonObject.Of(("kty", type), ("crv", curve), ("x", x), ("y", y));
}

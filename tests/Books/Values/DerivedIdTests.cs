using System.Security.Cryptography;
using System.Text;
using Bookseal.Books.Values;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Values;

public sealed class DerivedIdTests
{
    [Fact]
    public void From_AnyParts_IsAnRfc9562Version8Uuid() =>
        Property.Holds(
            Gen.Elements("a", "b", "\u20ac", "").ArrayOf(),
            parts =>
            {
                // RFC 9562 section 5.8: the version's digit is 8, the variant's bits are 10.
                var text = DerivedId.From(parts).ToString("D");
                return text[14] == '8' && text[19] is '8' or '9' or 'a' or 'b';
            }
        );

    [Fact]
    public void From_Parts_IsTheirSha256ButForSixBits()
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("run\u001facme\u001f2026-01\u001f1"));
        hash[6] = (byte)(hash[6] % 16 + 0x80);
        hash[8] = (byte)(hash[8] % 64 + 0x80);
        Assert.Equal(Convert.ToHexStringLower(hash[..16]), RunId.Of(Some.Tenant, Some.January, 1).Value.ToString("N"));
    }

    [Fact]
    public void From_TheSameTextCutElsewhere_IsAnotherId()
    {
        string[][] cuts =
        [
            ["abc"],
            ["a", "bc"],
            ["ab", "c"],
            ["a", "b", "c"],
            ["abc", ""],
            ["", "abc"],
            ["a", "", "bc"],
        ];
        Assert.Equal(cuts.Length, cuts.Select(parts => DerivedId.From(parts)).Distinct().Count());
    }

    [Fact]
    public void IdsOfARun_AreAllDifferentAndPerAttempt()
    {
        var (first, second) = (RunId.Of(Some.Tenant, Some.January, 1), RunId.Of(Some.Tenant, Some.January, 2));
        Guid[] all =
        [
            .. new[] { first, second }.SelectMany(run =>
                new[] { run.Value, run.FenceLease, run.ProofId, run.CertificateId }
            ),
            PeriodId.Of(Some.Tenant, Some.January).Value,
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(first, RunId.Parse(first.ToString()).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{9f0c8f0e-31c2-8a3e-9d0b-0d4f1c9a0001}")]
    [InlineData("9f0c8f0e31c28a3e9d0b0d4f1c9a0001")]
    [InlineData("9f0c8f0e-31c2-8a3e-9d0b-0d4f1c9a000g")]
    public void RunId_NotAUuid_IsRefused(string text) => Assert.Equal("RUN_INVALID", RunId.Parse(text).Fault.Code);
}

using System.Text;
using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Proof.Trust;
using Bookseal.Evidence.Signing;

namespace Bookseal.Books.Tests.Proof;

public sealed class TrustPolicyTests
{
    private static readonly VerificationKey LogKey = LocalSigner.Generate().Key;
    private static readonly VerificationKey Key = LocalSigner.Generate().Key;

    private static readonly VerificationKey OtherKey = LocalSigner.Generate().Key;

    private static readonly TrustPolicy Good = new(
        Some.Tenant,
        2,
        false,
        "bookseal.local/acme",
        [LogKey],
        [
            new(Some.Person("graham"), "Graham O.", Role.Approver, "personal", Key, Some.Now, Some.Now.AddYears(1))
            {
                KeyStore = KeyStore.EncryptedFile,
            },
            new(Some.Person("nora"), "Nora Q.", Role.Approver, "personal", OtherKey, null, null)
            {
                KeyStore = KeyStore.Vault,
            },
            new(Some.Person("robot"), "A service", Role.Preparer, "service", LogKey, null, null),
        ]
    );

    [Fact]
    public void FromBytes_WhatToBytesWrote_RoundTrips()
    {
        var read = TrustPolicy.FromBytes(Good.ToBytes()).Value;
        Assert.Equal(Good.ToBytes(), read.ToBytes());
        Assert.Equal(Good.Signers, read.Signers);
        Assert.Equal(Good.LogKeys, read.LogKeys);
        Assert.Equal(
            (Good.Tenant, 2, false, Good.LogOrigin),
            (read.Tenant, read.Threshold, read.AcceptUnattended, read.LogOrigin)
        );
    }

    public static TheoryData<string, string> Spoilers =>
        new()
        {
            { "\"threshold\":2", "\"threshold\":0" },
            { "\"threshold\":2", "\"threshold\":3" },
            { "\"threshold\":2", "\"threshold\":4294967297" },
            { "\"v\":1", "\"v\":2" },
            { "\"v\":1", "\"v\":1,\"x\":1" },
            { "\"accept_unattended\":false", "\"accept_unattended\":\"no\"" },
            { "\"personal\"", "\"shared\"" },
            { "\"vault\"", "\"pocket\"" },
            { "\"approver\"", "\"king\"" },
            { "\"tenant\":\"acme\"", "\"tenant\":\"Acme\"" },
            { "BEGIN PUBLIC KEY", "BEGIN PRIVATE KEY" },
            { $"\"key_id\":\"{Key.KeyId}\"", $"\"key_id\":\"{LogKey.KeyId}\"" },
            { "09:00:00.000Z", "09:00" },
        };

    [Theory]
    [MemberData(nameof(Spoilers))]
    public void FromBytes_NoTrustPolicy_IsRefused(string part, string instead)
    {
        var text = Encoding.UTF8.GetString(Good.ToBytes());
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal(
            "TRUST_INVALID",
            TrustPolicy
                .FromBytes(Encoding.UTF8.GetBytes(text.Replace(part, instead, StringComparison.Ordinal)))
                .Fault.Code
        );
    }

    [Fact]
    public void FromBytes_NoLogKey_IsRefused() =>
        Assert.Equal("TRUST_INVALID", TrustPolicy.FromBytes((Good with { LogKeys = [] }).ToBytes()).Fault.Code);

    [Theory]
    [InlineData(null, KeyStore.PlainFile, false)] // two must sign: only keys that are their persons' alone
    [InlineData(null, null, false)]
    [InlineData(null, KeyStore.EncryptedFile, true)]
    [InlineData(false, KeyStore.PlainFile, true)]
    [InlineData(false, null, true)]
    [InlineData(true, KeyStore.PlainFile, false)]
    public void FromBytes_AThresholdOfTwo_CountsOnlyKeysOfTheirPersonsAlone(bool? only, KeyStore? store, bool isGood)
    {
        var nora = Good.Signers[1] with { KeyStore = store };
        var trust = Good with { PersonalOnly = only, Signers = [Good.Signers[0], nora, Good.Signers[2]] };
        Assert.Equal(isGood, TrustPolicy.FromBytes(trust.ToBytes()).IsOk);
    }

    [Fact]
    public void FromBytes_AThresholdOfOne_TakesKeysInPlainFiles()
    {
        var nora = Good.Signers[1] with { KeyStore = KeyStore.PlainFile };
        Assert.True(TrustPolicy.FromBytes((Good with { Threshold = 1, Signers = [nora] }).ToBytes()).IsOk);
    }

    [Fact]
    public void FromBytes_OneKeyOfTwoPersons_IsRefused()
    {
        var twice = Good with { Threshold = 1, Signers = [Good.Signers[0], Good.Signers[1] with { Key = Key }] };
        Assert.Equal("KEY_SHARED", TrustPolicy.FromBytes(twice.ToBytes()).Fault.Code);
    }

    [Fact]
    public void FromBytes_DamagedBytes_NeverThrows() =>
        Property.Holds(
            Bytes.Damaged(Good.ToBytes()),
            bytes =>
                TrustPolicy.FromBytes(bytes).TryGet(out var read, out var fault)
                    ? read.Threshold <= read.Signers.Count
                    : fault.Code is "TRUST_INVALID" or "JSON_INVALID",
            times: 400
        );

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(31535999999, true)]
    [InlineData(31536000000, false)] // the end is not part of the time
    public void IsValidAt_AroundItsTime_KnowsItsBounds(long milliseconds, bool isValid)
    {
        Assert.Equal(isValid, Good.Signers[0].IsValidAt(Some.Now.AddMilliseconds(milliseconds)));
        Assert.True(Good.Signers[1].IsValidAt(Some.Now.AddMilliseconds(milliseconds)));
    }
}

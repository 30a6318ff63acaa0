using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;

namespace Bookseal.Books.Tests.Keys;

public sealed class KeyRollTests : IDisposable
{
    private static readonly PersonId Anna = Some.Person("anna");
    private static readonly PersonId Bert = Some.Person("bert");
    private static readonly PersonId Clerk = Some.Person("clerk");
    private readonly LocalSigner _one = LocalSigner.Generate();
    private readonly LocalSigner _other = LocalSigner.Generate();

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Enrol_AFirstKey_TakesItFromAnyone()
    {
        var enrolled = Enrol(KeyRoll.Empty, await KeyOfAsync(Anna, _one), Clerk);
        Assert.Equal(_one.Key, Assert.Single(enrolled.Value!.Keys).Key);
        Assert.Equal(_one.Key, Assert.Single(KeyRoll.Empty.With(enrolled.Value).Of(Anna)).Key);
    }

    [Fact]
    public async Task Enrol_AKeyOnTheRoll_ChangesNothing()
    {
        var key = await KeyOfAsync(Anna, _one);
        Assert.Null(Enrol(Roll(key), key, Anna).Value);
    }

    [Theory]
    [InlineData("anna", false)] // nobody approves their own
    [InlineData("clerk", false)]
    [InlineData("bert", true)]
    public async Task Enrol_AFurtherKey_NeedsAnotherApprover(string by, bool isGood)
    {
        var enrolled = Enrol(Roll(await KeyOfAsync(Anna, _one)), await KeyOfAsync(Anna, _other), Some.Person(by));
        if (isGood)
            Assert.Equal(_other.Key, Assert.Single(enrolled.Value!.Keys).Key);
        else
            Assert.Equal("KEY_APPROVAL_NEEDED", enrolled.Fault.Code);
    }

    [Fact]
    public void Enrol_AFurtherKeyOfTheLog_NeedsAnApprover()
    {
        var roll = Roll(new EnrolledKey(null, _one.Key, KeyStore.Vault, null));
        var further = new EnrolledKey(null, _other.Key, KeyStore.Vault, null);
        Assert.Equal("KEY_APPROVAL_NEEDED", Enrol(roll, further, Clerk).Fault.Code);
        Assert.Equal([_other.Key, _one.Key], roll.With(Enrol(roll, further, Anna).Value!).Of(null).Select(k => k.Key));
    }

    [Fact]
    public async Task Enrol_OneKeyForTwoPersons_IsRefused()
    {
        var roll = Roll(await KeyOfAsync(Anna, _one));
        Assert.Equal("KEY_SHARED", Enrol(roll, await KeyOfAsync(Bert, _one), Anna).Fault.Code);
        Assert.Equal(
            "KEY_SHARED",
            KeyRoll
                .Empty.Enrol(Some.Tenant, [.. roll.Keys, await KeyOfAsync(Bert, _one)], Anna, [Anna, Bert])
                .Fault.Code
        );
        Assert.Equal("KEY_SHARED", Enrol(roll, new(null, _one.Key, KeyStore.PlainFile, null), Bert).Fault.Code);
    }

    [Fact]
    public async Task Enrol_ASignatureThatIsNotOfThatKeyPersonAndCompany_IsRefused()
    {
        var good = await KeyOfAsync(Anna, _one);
        EnrolledKey[] bad =
        [
            good with
            {
                Possession = null,
            },
            good with
            {
                Possession = "",
            },
            good with
            {
                Possession = "no base64",
            },
            good with
            {
                Person = Bert,
            },
            good with
            {
                Key = _other.Key,
            },
        ];
        Assert.All(bad, key => Assert.Equal("KEY_NOT_PROVEN", Enrol(KeyRoll.Empty, key, Anna).Fault.Code));
        Assert.False(good.IsProven(TenantId.Parse("globex").Value));
    }

    [Fact]
    public async Task FromBytes_WhatToBytesWrote_RoundTrips()
    {
        var roll = Roll(new EnrolledKey(null, _one.Key, KeyStore.Vault, null), await KeyOfAsync(Anna, _other));
        Assert.Equal(roll.Keys, KeyRoll.FromBytes(roll.ToBytes()).Value.Keys);
    }

    [Fact]
    public async Task FromBytes_DamagedBytes_NeverThrows()
    {
        var roll = Roll(await KeyOfAsync(Anna, _other));
        Property.Holds(
            Bytes.Damaged(roll.ToBytes()),
            bytes => KeyRoll.FromBytes(bytes).TryGet(out _, out var f) || f.Code is "EVENT_INVALID" or "JSON_INVALID",
            times: 400
        );
    }

    private static Result<KeysEnrolled?> Enrol(KeyRoll roll, EnrolledKey key, PersonId by) =>
        roll.Enrol(Some.Tenant, [key], by, [Anna, Bert]);

    private static KeyRoll Roll(params EnrolledKey[] keys) => KeyRoll.Empty.With(new KeysEnrolled(keys));

    private static async Task<EnrolledKey> KeyOfAsync(PersonId person, LocalSigner signer) =>
        new(
            person,
            signer.Key,
            KeyStore.PlainFile,
            Convert.ToBase64String(
                await signer.SignMessageAsync(EnrolledKey.PossessionOf(Some.Tenant, person, signer.Key), default)
            )
        );
}

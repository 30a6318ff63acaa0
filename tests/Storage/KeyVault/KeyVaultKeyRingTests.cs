using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Azure.KeyVault;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Tests.KeyVault;

public sealed class KeyVaultKeyRingTests
{
    private const string LogKey = "bookseal--acme--log";
    private const string GraceKey = "bookseal--acme--person--grace";
    private static readonly TenantId Acme = TenantId.Parse("acme").Value;
    private static readonly PersonId Grace = PersonId.Parse("grace").Value;

    [Fact]
    public async Task Keys_OfLogAndPerson_AreTheirOwn()
    {
        await using var server = await VaultServer.StartAsync(LogKey);
        server.Rotate(GraceKey, OpenSsl.P256());
        using var ring = Ring(server);
        Assert.NotEqual(ring.Log.Key, ring.Of(Grace).Key);
        Assert.Equal(server.KidOf(server.Keys[0]), ring.PathOf(null));
        Assert.Equal(server.KidOf(server.Keys[1]), ring.PathOf(Grace));
        Assert.Equal([ring.Log.Key], ring.KeysOf(null));
        Assert.Equal([ring.Of(Grace).Key], ring.KeysOf(Grace));
    }

    [Fact]
    public async Task KeysOf_RotatedKey_NamesEveryVersionTheNewestFirstAndOldSignaturesVerify()
    {
        await using var server = await VaultServer.StartAsync(LogKey);
        var signed = new List<(VerificationKey Key, byte[] Signature)>();
        for (var i = 0; i < 5; i++) // of pages of two
        {
            if (i > 0)
                server.Rotate(LogKey, OpenSsl.P256());
            using var then = Ring(server);
            signed.Add((then.Log.Key, await then.Log.SignMessageAsync("message"u8.ToArray(), CancellationToken.None)));
        }

        using var ring = Ring(server);
        var keys = ring.KeysOf(null);
        Assert.Equal(signed.Select(one => one.Key).Reverse(), keys);
        Assert.Equal(5, keys.Distinct().Count());
        Assert.Equal(ring.Log.Key, keys[0]);
        Assert.All(signed, one => Assert.Single(keys, key => key.Verify("message"u8, one.Signature)));
    }

    [Fact]
    public async Task Log_RotatedWhileTheRingLives_StaysTheSameForAnHour()
    {
        await using var server = await VaultServer.StartAsync(LogKey);
        var clock = new SettableClock();
        using var ring = Ring(server, clock);
        var before = ring.Log.Key;
        server.Rotate(LogKey, OpenSsl.P256());
        var signature = await ring.Log.SignMessageAsync("message"u8.ToArray(), CancellationToken.None);
        Assert.True(before.Verify("message"u8, signature));
        Assert.Equal(2, ring.KeysOf(null).Count);
        server.Keys[0].IsEnabled = false; // stolen
        clock.Now += TimeSpan.FromHours(1);
        Assert.NotEqual(before, ring.Log.Key);
        await ring.Log.SignMessageAsync("message"u8.ToArray(), CancellationToken.None);
    }

    [Fact]
    public async Task Of_AnEarlierVersion_SignsWithItAsLongAsItIsEnabled()
    {
        await using var server = await VaultServer.StartAsync(GraceKey);
        using var then = Ring(server);
        var certified = then.Of(Grace).Key;
        server.Rotate(GraceKey, OpenSsl.P256());
        using var ring = Ring(server);
        Assert.NotEqual(certified, ring.Of(Grace).Key);
        Assert.Equal(ring.Of(Grace).Key, ring.Of(Grace, ring.Of(Grace).Key.KeyId).Key);
        var signer = ring.Of(Grace, certified.KeyId);
        Assert.Equal(certified, signer.Key);
        var signature = await signer.SignMessageAsync("message"u8.ToArray(), CancellationToken.None);
        Assert.True(certified.Verify("message"u8, signature));
        server.Keys[0].IsEnabled = false;
        Assert.Equal(ring.Of(Grace).Key, ring.Of(Grace, certified.KeyId).Key);
    }

    [Fact]
    public async Task KeysOf_ADisabledVersionAndOneOfAnotherType_AreLeftOut()
    {
        await using var server = await VaultServer.StartAsync(LogKey);
        server.Rotate(LogKey, OpenSsl.P256()).IsEnabled = false;
        server.Rotate(LogKey, OpenSsl.P384());
        var newest = server.Rotate(LogKey, OpenSsl.P256());
        using var ring = Ring(server);
        var keys = ring.KeysOf(null);
        Assert.Equal(2, keys.Count);
        Assert.Equal(ring.Log.Key, keys[0]);
        Assert.Equal(server.KidOf(newest), ring.PathOf(null));
    }

    [Fact]
    public async Task KeysOf_APersonWithoutAKey_AreNoneAndOfTheLogRefused()
    {
        await using var server = await VaultServer.StartAsync();
        using var ring = Ring(server);
        Assert.Empty(ring.KeysOf(Grace));
        Assert.Equal(KeyCode.NotFound, Assert.Throws<KeyRefusedException>(() => ring.KeysOf(null)).Fault.Code);
        Assert.Equal(KeyCode.NotFound, Assert.Throws<KeyRefusedException>(() => ring.Of(Grace)).Fault.Code);
    }

    [Fact]
    public async Task KeysOf_AListWithoutEnd_IsRefused()
    {
        await using var server = await VaultServer.StartAsync(LogKey);
        server.Interfere = _ =>
            VaultAnswer.Of(
                200,
                $$"""{"value":[],"nextLink":"{{server.Address}}/keys/{{LogKey}}/versions?"""
                    + """api-version=7.4&$skiptoken=0"}"""
            );
        using var ring = Ring(server);
        Assert.Equal(KeyCode.ReplyInvalid, Assert.Throws<KeyRefusedException>(() => ring.KeysOf(null)).Fault.Code);
    }

    [Fact]
    public async Task Log_AfterTheVaultWasAway_IsThere()
    {
        await using var server = await VaultServer.StartAsync(LogKey);
        using var ring = Ring(server);
        server.Interfere = _ => VaultAnswer.Error(503, "ServiceUnavailable");
        Assert.Throws<StoreUnavailableException>(() => ring.Log);
        server.Interfere = answer => answer;
        Assert.Equal(ring.KeysOf(null), [ring.Log.Key]);
    }

    private static KeyVaultKeyRing Ring(VaultServer server, TimeProvider? clock = null) =>
        new(server.Connect(), Acme, clock ?? TimeProvider.System);
}

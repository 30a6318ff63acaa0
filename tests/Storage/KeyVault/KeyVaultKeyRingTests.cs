using Bookseal.Books.Keys;
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
        var (log, grace) = (Assert.Single(ring.KeysOf(null)), Assert.Single(ring.KeysOf(Grace)));
        Assert.NotEqual(log.Key, grace.Key);
        Assert.Equal(server.KidOf(server.Keys[0]), log.Location);
        Assert.Equal(server.KidOf(server.Keys[1]), grace.Location);
        Assert.Equal(KeyStore.Vault, ring.Find(Grace, grace.Key.KeyId)!.Store);
        Assert.Null(ring.Find(Grace, log.Key.KeyId));
    }

    [Fact]
    public async Task KeysOf_RotatedKey_NamesEveryVersionTheNewestFirstAndEachSigns()
    {
        await using var server = await VaultServer.StartAsync(LogKey);
        for (var i = 0; i < 4; i++) // of pages of two
            server.Rotate(LogKey, OpenSsl.P256());
        using var ring = Ring(server);
        var keys = ring.KeysOf(null);
        Assert.Equal(server.Keys.Select(server.KidOf).Reverse(), keys.Select(key => key.Location));
        foreach (var held in keys)
        {
            var signer = ring.Find(null, held.Key.KeyId)!.Signer;
            var signature = await signer.SignMessageAsync("message"u8.ToArray(), CancellationToken.None);
            Assert.True(held.Key.Verify("message"u8, signature));
        }
    }

    [Fact]
    public async Task Find_AKnownKey_AsksTheVaultOnceAnHour()
    {
        await using var server = await VaultServer.StartAsync(LogKey);
        var clock = new SettableClock();
        using var ring = Ring(server, clock);
        var key = Assert.Single(ring.KeysOf(null)).Key;
        var asked = server.Requests.Count;
        Assert.NotNull(ring.Find(null, key.KeyId));
        Assert.Equal(asked, server.Requests.Count);
        server.Keys[0].IsEnabled = false; // stolen
        clock.Now += TimeSpan.FromHours(1);
        Assert.Null(ring.Find(null, key.KeyId));
        Assert.NotEqual(asked, server.Requests.Count);
    }

    [Fact]
    public async Task Find_AVersionThatCameMeanwhile_IsFound()
    {
        await using var server = await VaultServer.StartAsync(LogKey);
        using var ring = Ring(server);
        Assert.Single(ring.KeysOf(null));
        server.Rotate(LogKey, OpenSsl.P256());
        using var other = Ring(server);
        Assert.NotNull(ring.Find(null, other.KeysOf(null)[0].Key.KeyId));
    }

    [Fact]
    public async Task Create_OfAKey_MakesItInTheVaultUnlessThereIsOneBeyondTheKnown()
    {
        await using var server = await VaultServer.StartAsync();
        using var ring = Ring(server);
        var made = ring.Create(Grace, [], null);
        Assert.Equal(GraceKey, Assert.Single(server.Keys).Name);
        Assert.Equal(made.Key, ring.Create(Grace, [], null).Key);
        Assert.NotEqual(made.Key, ring.Create(Grace, [made.Key.KeyId], null).Key);
        Assert.Equal(2, server.Keys.Count);
        Assert.Throws<KeyRefusedException>(() => ring.Create(Grace, [], "passphrase"));
    }

    [Fact]
    public async Task KeysOf_ADisabledVersionAndOneOfAnotherType_AreLeftOut()
    {
        await using var server = await VaultServer.StartAsync(LogKey);
        server.Rotate(LogKey, OpenSsl.P256()).IsEnabled = false;
        server.Rotate(LogKey, OpenSsl.P384());
        var newest = server.Rotate(LogKey, OpenSsl.P256());
        using var ring = Ring(server);
        Assert.Equal(
            [server.KidOf(newest), server.KidOf(server.Keys[0])],
            ring.KeysOf(null).Select(held => held.Location)
        );
    }

    [Fact]
    public async Task KeysOf_WhoHasNoKey_AreNoneAndNoneIsMade()
    {
        await using var server = await VaultServer.StartAsync();
        using var ring = Ring(server);
        Assert.Empty(ring.KeysOf(Grace));
        Assert.Empty(ring.KeysOf(null));
        Assert.Null(ring.Find(Grace, "an id"));
        Assert.Empty(server.Keys);
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
    public async Task KeysOf_AfterTheVaultWasAway_AreThere()
    {
        await using var server = await VaultServer.StartAsync(LogKey);
        using var ring = Ring(server);
        server.Interfere = _ => VaultAnswer.Error(503, "ServiceUnavailable");
        Assert.Throws<StoreUnavailableException>(() => ring.KeysOf(null));
        server.Interfere = answer => answer;
        Assert.Single(ring.KeysOf(null));
    }

    private static KeyVaultKeyRing Ring(VaultServer server, TimeProvider? clock = null) =>
        new(server.Connect(), Acme, clock ?? TimeProvider.System);
}

using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Tests.Keys;

public sealed class PemKeyRingTests : IDisposable
{
    private static readonly TenantId Acme = TenantId.Parse("acme").Value;
    private static readonly PersonId Grace = PersonId.Parse("grace").Value;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ring_ThatIsOnlyLookedInto_MakesNothing()
    {
        using var ring = Ring();
        Assert.Empty(ring.KeysOf(null));
        Assert.Empty(ring.KeysOf(Grace));
        Assert.Null(ring.Find(Grace, "an id"));
        Assert.EndsWith("grace.pem", ring.PlaceOf(Grace), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Create_OfAPerson_OnlyItsOwnerMayReadItAndItProvesItself()
    {
        using var ring = Ring();
        var made = ring.Create(Grace, [], null);
        Assert.Equal((KeyStore.PlainFile, ring.PlaceOf(Grace)), (made.Store, made.Location));
        Assert.True(new EnrolledKey(Grace, made.Key, made.Store, made.Possession).IsProven(Acme));
        Assert.NotEqual(made.Key, ring.Create(null, [], null).Key);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(made.Location));
    }

    [Fact]
    public async Task Find_InAnotherRing_SignsAsTheSame()
    {
        using var one = Ring();
        using var two = Ring();
        var key = one.Create(null, [], null).Key;
        var signature = await two.Find(null, key.KeyId)!.Signer.SignMessageAsync("message"u8.ToArray(), default);
        Assert.True(key.Verify("message"u8, signature));
    }

    [Fact]
    public void Create_WhereThereIsOneBeyondTheKnown_TakesThat()
    {
        using var ring = Ring();
        var first = ring.Create(Grace, [], null);
        Assert.Equal(first, ring.Create(Grace, [], null));
        var second = ring.Create(Grace, [first.Key.KeyId], null);
        Assert.EndsWith("grace~2.pem", second.Location, StringComparison.Ordinal);
        Assert.Equal([second.Key, first.Key], ring.KeysOf(Grace).Select(held => held.Key));
        Assert.Equal(first.Key, ring.Find(Grace, first.Key.KeyId)!.Signer.Key);
    }

    [Fact]
    public void Create_ByTwoRingsAtOnce_MakesOne()
    {
        var people = Enumerable.Range(0, 100).Select(i => PersonId.Parse($"person{i}").Value).ToArray();
        using var start = new Barrier(2);
        var keys = new VerificationKey[2][];
        var threads = Enumerable
            .Range(0, 2)
            .Select(index => new Thread(() => keys[index] = Create(people, start)))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(people.Length, keys[0].Distinct().Count());
        Assert.Equal(
            people.Length,
            Directory
                .EnumerateFiles(Path.Combine(_folder.Path, "acme"))
                .Count(file => !file.EndsWith(".lock", StringComparison.Ordinal))
        ); // none left aside
    }

    [Fact]
    public void LogKey_APersonCalledLog_IsAnother()
    {
        using var ring = Ring();
        var person = PersonId.Parse(PemKeyRing.LogName).Value;
        Assert.NotEqual(ring.PlaceOf(null), ring.PlaceOf(person));
        Assert.NotEqual(ring.Create(null, [], null).Key, ring.Create(person, [], null).Key);
        // Nobody can bear the file's name.
        Assert.False(PersonId.Parse(Path.GetFileNameWithoutExtension(ring.PlaceOf(null))).IsOk);
    }

    [Fact]
    public void Keys_OfAnotherTenant_AreOthers()
    {
        using var acme = Ring();
        using var globex = new PemKeyRing(_folder.Path, TenantId.Parse("globex").Value);
        acme.Create(null, [], null);
        Assert.Empty(globex.KeysOf(null));
    }

    [Theory]
    [InlineData("no key")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void KeysOf_AFileThatHoldsNone_IsRefusedAndLeftAlone(string content)
    {
        using var ring = Ring();
        Directory.CreateDirectory(Path.GetDirectoryName(ring.PlaceOf(Grace))!);
        File.WriteAllText(ring.PlaceOf(Grace), content);
        Assert.Equal(KeyCode.Invalid, Assert.Throws<KeyRefusedException>(() => ring.KeysOf(Grace)).Fault.Code);
        Assert.Equal(content, File.ReadAllText(ring.PlaceOf(Grace)));
    }

    [Fact]
    public void KeysOf_AFileOfAnEarlierRelease_IsAKeyWithoutProof()
    {
        using var ring = Ring();
        using var signer = LocalSigner.Generate();
        Directory.CreateDirectory(Path.GetDirectoryName(ring.PlaceOf(Grace))!);
        File.WriteAllText(ring.PlaceOf(Grace), signer.ToPem());
        var held = Assert.Single(ring.KeysOf(Grace));
        Assert.Equal((signer.Key, KeyStore.PlainFile, null), (held.Key, held.Store, held.Possession));
    }

    [Fact]
    public void Key_ThatIsUnlocked_SignsUntilItIsLocked()
    {
        using var ring = Ring();
        var held = ring.Create(Grace, [], "correct horse");
        Assert.Equal(KeyCode.Locked, RefusalOf(ring, held));
        Assert.False(ring.Unlock(Grace, held.Key.KeyId, "incorrect horse"));
        Assert.Equal(KeyCode.Locked, RefusalOf(ring, held));
        Assert.True(ring.Unlock(Grace, held.Key.KeyId, "correct horse"));
        Assert.Equal(held.Key, ring.Find(Grace, held.Key.KeyId)!.Signer.Key);
        ring.Lock(Grace);
        Assert.Equal(KeyCode.Locked, RefusalOf(ring, held));
    }

    [Fact]
    public void Unlock_OfWhatHasNoPassphrase_IsNo()
    {
        using var ring = Ring();
        var plain = ring.Create(Grace, [], null);
        Assert.False(ring.Unlock(Grace, plain.Key.KeyId, ""));
        Assert.False(ring.Unlock(Grace, "another key", "correct horse"));
        Assert.False(ring.Unlock(PersonId.Parse("nobody").Value, plain.Key.KeyId, "correct horse"));
    }

    [Fact]
    public void Key_Encrypted_IsListedWithoutItsPassphraseAndSignsOnlyWithIt()
    {
        using (var ring = Ring())
            Assert.Equal(KeyStore.EncryptedFile, ring.Create(Grace, [], "correct horse").Store);
        using var locked = Ring();
        var held = Assert.Single(locked.KeysOf(Grace));
        Assert.True(new EnrolledKey(Grace, held.Key, held.Store, held.Possession).IsProven(Acme));
        Assert.Equal(KeyCode.Locked, RefusalOf(locked, held));
        using var wrong = Ring(_ => "incorrect horse");
        Assert.Equal(KeyCode.Locked, RefusalOf(wrong, held));
        var asked = 0;
        using var open = Ring(_ => asked++ == 0 ? "correct horse" : null);
        Assert.Equal(KeyStore.EncryptedFile, open.Find(Grace, held.Key.KeyId)!.Store);
        Assert.Equal(held.Key, open.Find(Grace, held.Key.KeyId)!.Signer.Key);
        Assert.Equal(1, asked);
        Assert.DoesNotContain("BEGIN PRIVATE KEY", File.ReadAllText(held.Location), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_WithAnothersPublicHalf_IsRefused()
    {
        using var ring = Ring();
        var path = ring.Create(Grace, [], null).Location;
        using var other = LocalSigner.Generate();
        var text = File.ReadAllText(path);
        var at = text.IndexOf("-----BEGIN PUBLIC KEY", StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + other.Key.ToPem());
        using var again = Ring();
        Assert.Equal(KeyCode.Invalid, RefusalOf(again, Assert.Single(again.KeysOf(Grace))));
    }

    private static string RefusalOf(PemKeyRing ring, HeldKey held) =>
        Assert.Throws<KeyRefusedException>(() => ring.Find(Grace, held.Key.KeyId)).Fault.Code;

    private PemKeyRing Ring(Func<string, string?>? ask = null) => new(_folder.Path, Acme, ask);

    /// <summary>A ring's keys of the people, each made at the same time as another ring makes it.</summary>
    private VerificationKey[] Create(PersonId[] people, Barrier start)
    {
        using var ring = Ring();
        return
        [
            .. people.Select(person =>
            {
                start.SignalAndWait();
                return ring.Create(person, [], null).Key;
            }),
        ];
    }
}

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
    public void Key_MadeOnFirstUse_OnlyItsOwnerMayRead()
    {
        using var ring = new PemKeyRing(_folder.Path, Acme);
        Assert.False(File.Exists(ring.PathOf(Grace)));
        Assert.NotEqual(ring.Of(Grace).Key, ring.Log.Key);
        string[] files = [ring.PathOf(null), ring.PathOf(Grace)];
        Assert.Equal(
            files,
            Directory.EnumerateFiles(Path.Combine(_folder.Path, "acme"), "*.pem").Order(StringComparer.Ordinal)
        );
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in files)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Key_OfTwoRings_SignsAsTheSame()
    {
        using var one = new PemKeyRing(_folder.Path, Acme);
        using var two = new PemKeyRing(_folder.Path, Acme);
        Assert.Equal(one.Of(Grace).Key, two.Of(Grace).Key);
        Assert.Equal(one.Log.Key, two.Log.Key);
        var signature = await two.Log.SignMessageAsync("message"u8.ToArray(), CancellationToken.None);
        Assert.True(one.Log.Key.Verify("message"u8, signature));
    }

    [Fact]
    public void Key_AskedForByTwoRingsAtOnce_IsMadeOnce()
    {
        var people = Enumerable.Range(0, 100).Select(i => PersonId.Parse($"person{i}").Value).ToArray();
        using var start = new Barrier(2);
        var keys = new VerificationKey[2][];
        var threads = Enumerable
            .Range(0, 2)
            .Select(index => new Thread(() => keys[index] = KeysOf(people, start)))
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
        using var ring = new PemKeyRing(_folder.Path, Acme);
        var person = PersonId.Parse(PemKeyRing.LogName).Value;
        Assert.NotEqual(ring.PathOf(null), ring.PathOf(person));
        Assert.NotEqual(ring.Log.Key, ring.Of(person).Key);
        // Nobody can bear the file's name.
        Assert.False(PersonId.Parse(Path.GetFileNameWithoutExtension(ring.PathOf(null))).IsOk);
    }

    [Fact]
    public void Keys_OfAnotherTenant_AreOthers()
    {
        using var acme = new PemKeyRing(_folder.Path, Acme);
        using var globex = new PemKeyRing(_folder.Path, TenantId.Parse("globex").Value);
        Assert.NotEqual(acme.Log.Key, globex.Log.Key);
        Assert.NotEqual(acme.Of(Grace).Key, globex.Of(Grace).Key);
    }

    [Fact]
    public void Key_FileThatHoldsNone_ThrowsAndIsLeftAlone()
    {
        using var ring = new PemKeyRing(_folder.Path, Acme);
        Directory.CreateDirectory(Path.GetDirectoryName(ring.PathOf(Grace))!);
        File.WriteAllText(ring.PathOf(Grace), "no key");
        Assert.Throws<InvalidDataException>(() => ring.Of(Grace));
        Assert.Equal("no key", File.ReadAllText(ring.PathOf(Grace)));
    }

    /// <summary>A ring's keys of the people, each asked for at the same time as another ring asks for it.</summary>
    private VerificationKey[] KeysOf(PersonId[] people, Barrier start)
    {
        using var ring = new PemKeyRing(_folder.Path, Acme);
        return
        [
            .. people.Select(person =>
            {
                start.SignalAndWait();
                return ring.Of(person).Key;
            }),
        ];
    }
}

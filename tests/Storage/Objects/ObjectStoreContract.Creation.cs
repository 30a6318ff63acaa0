namespace Bookseal.Storage.Tests.Objects;

public abstract partial class ObjectStoreContract
{
    private static readonly ObjectPath Proof = ObjectPath.Of("proofs", "acme", "2026-01", "manifest-sha256.txt");

    [Fact]
    public async Task Create_NewName_StoresAndDescribesTheContent()
    {
        var created = await Objects.CreateAsync(Proof, "content");
        Assert.Equal(new ObjectInfo(Proof, 7, 0, false), created.Value.Unmarked());
        Assert.Equal(created.Value.Unmarked(), (await Other.InfoAsync(Proof, default)).Value.Unmarked());
        Assert.Equal("content", await Other.TextAsync(Proof));
    }

    [Fact]
    public async Task Create_NoContent_IsAnEmptyObject()
    {
        Assert.Equal(0, (await Objects.CreateAsync(Proof, "")).Value.Length);
        Assert.Empty(await Other.BytesAsync(Proof));
    }

    [Fact]
    public async Task Create_SeveralMebibytes_AreAllThere()
    {
        var content = new byte[(5 * 1024 * 1024) + 1];
        new Random(1).NextBytes(content);
        Assert.Equal(
            content.Length,
            (await Objects.CreateAsync(Proof, new MemoryStream(content), default)).Value.Length
        );
        Assert.Equal(content, await Other.BytesAsync(Proof));
    }

    [Fact]
    public async Task Create_NameTaken_IsBlobAlreadyExistsAndChangesNothing()
    {
        await Objects.CreateAsync(Proof, "first");
        Refusal.Is("BlobAlreadyExists", await Objects.CreateAsync(Proof, "second"));
        Refusal.Is("BlobAlreadyExists", await Other.CreateAsync(Proof, "first"));
        Refusal.Is("BlobAlreadyExists", await Other.CreateAppendableAsync(Proof, default));
        Assert.Equal("first", await Other.TextAsync(Proof));
        Assert.Equal(new ObjectInfo(Proof, 5, 0, false), (await Objects.InfoAsync(Proof, default)).Value.Unmarked());
    }

    [Fact]
    public async Task Create_ContentBreaksOff_LeavesNothingAndTheNameFree()
    {
        await Assert.ThrowsAsync<IOException>(() => Objects.CreateAsync(Proof, new FailingStream(300_000), default));
        Refusal.Is("BlobNotFound", await Other.InfoAsync(Proof, default));
        Assert.Empty(await Other.ListAsync(ObjectPath.Of("proofs"), default));
        Assert.True((await Other.CreateAsync(Proof, "whole")).IsOk);
        Assert.Equal("whole", await Objects.TextAsync(Proof));
    }

    [Fact]
    public async Task Create_EightAtOnce_OneIsThereWhole()
    {
        var contents = Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 200_000)).ToArray();
        var created = await Task.WhenAll(
            contents.Select((content, i) => Task.Run(() => (i % 2 == 0 ? Objects : Other).CreateAsync(Proof, content)))
        );
        var winner = Assert.Single(Enumerable.Range(0, 8), i => created[i].IsOk);
        Assert.All(created.Where(result => !result.IsOk), result => Refusal.Is("BlobAlreadyExists", result));
        Assert.Equal(contents[winner], await Objects.TextAsync(Proof));
    }

    [Fact]
    public async Task CreateAppendable_NewName_IsEmpty()
    {
        var created = await Objects.CreateAppendableAsync(Journal, default);
        Assert.Equal(new ObjectInfo(Journal, 0, 0, false), created.Value.Unmarked());
        Assert.Equal(created.Value.Unmarked(), (await InfoAsync()).Unmarked());
        Assert.Empty(await Other.BytesAsync(Journal));
    }

    [Fact]
    public async Task CreateAppendable_NameTaken_IsBlobAlreadyExistsAndChangesNothing()
    {
        await Objects.StartAsync(Journal);
        Refusal.Is("BlobAlreadyExists", await Objects.CreateAppendableAsync(Journal, default));
        Refusal.Is("BlobAlreadyExists", await Other.CreateAppendableAsync(Journal, default));
        Refusal.Is("BlobAlreadyExists", await Other.CreateAsync(Journal, "other"));
        Assert.Equal("one,", await Other.TextAsync(Journal));
    }

    [Fact]
    public async Task CreateAppendable_EightAtOnce_OneIsDone()
    {
        var created = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Task.Run(() => (i % 2 == 0 ? Objects : Other).CreateAppendableAsync(Journal, default)))
        );
        Assert.Single(created, result => result.IsOk);
        Assert.All(created.Where(result => !result.IsOk), result => Refusal.Is("BlobAlreadyExists", result));
    }
}

using Bookseal.Storage.Files;
using Bookseal.Storage.Tests.Objects;

namespace Bookseal.Storage.Tests.Files;

/// <summary>A process died while it created an object.</summary>
public sealed class CrashedCreatorTests
{
    private static readonly ObjectPath Proof = ObjectPath.Of("proofs", "acme", "manifest");

    [Fact]
    public async Task TemporaryFile_LeftBehind_IsNoObjectAndDoesNotDisturb()
    {
        await using var place = new FilePlace();
        Directory.CreateDirectory(place.FileOf("objects", "proofs", "acme"));
        File.WriteAllText(place.FileOf("objects", "proofs", "acme", $".{Guid.NewGuid():N}.tmp"), "half of the cont");
        Assert.Empty(await place.First.Objects.ListAsync(ObjectPath.Of("proofs"), default));
        Refusal.Is("BlobNotFound", await place.First.Objects.InfoAsync(Proof, default));
        Assert.True((await place.First.Objects.CreateAsync(Proof, "content")).IsOk);
        Assert.Equal(
            [Proof],
            (await place.Second.Objects.ListAsync(ObjectPath.Of("proofs"), default)).Select(info => info.Path)
        );
        Assert.Equal("content", await place.Second.Objects.TextAsync(Proof));
    }

    [Fact]
    public async Task Create_ContentBreaksOff_LeavesNoTemporaryFile()
    {
        await using var place = new FilePlace();
        await Assert.ThrowsAsync<IOException>(() =>
            place.First.Objects.CreateAsync(Proof, new FailingStream(100), default)
        );
        Assert.Empty(Directory.EnumerateFiles(place.FileOf("objects"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task CreateAppendable_CreatorDiedBeforeTheFileWasThere_IsRepeated()
    {
        await using var place = new FilePlace();
        CrashWhileCreatingAppendable(place);
        Refusal.Is("BlobNotFound", await place.First.Objects.InfoAsync(Proof, default));
        Refusal.Is("BlobNotFound", await place.First.Objects.AppendAsync(Proof, 0, "one,"));
        Assert.Empty(await place.First.Objects.ListAsync(ObjectPath.Of("proofs"), default));
        await place.Second.Objects.StartAsync(Proof);
        Assert.Equal(
            new ObjectInfo(Proof, 4, 1, false),
            (await place.Open().Objects.InfoAsync(Proof, default)).Value.Unmarked()
        );
    }

    [Fact]
    public async Task Create_CreatorOfAnAppendableDiedBeforeTheFileWasThere_IsWhole()
    {
        await using var place = new FilePlace();
        CrashWhileCreatingAppendable(place);
        Assert.Equal(
            new ObjectInfo(Proof, 7, 0, false),
            (await place.First.Objects.CreateAsync(Proof, "content")).Value.Unmarked()
        );
        Assert.Equal("content", await place.Open().Objects.TextAsync(Proof));
        Refusal.Is("InvalidBlobType", await place.Open().Objects.AppendAsync(Proof, 7, "more"));
    }

    [Fact]
    public async Task Objects_OnTheDisk_AreFilesThatAPersonCanRead()
    {
        await using var place = new FilePlace();
        await place.First.Objects.CreateAsync(Proof, "content");
        Assert.Equal("content", File.ReadAllText(place.FileOf("objects", "proofs", "acme", "manifest")));
        Assert.Equal(
            place.FileOf("objects", "proofs", "acme", "manifest"),
            new FileObjectStore(place.Root, TimeProvider.System).PathOf(Proof)
        );
    }

    private static void CrashWhileCreatingAppendable(FilePlace place) =>
        new CommitLog(place.FileOf("state", "proofs", "acme", "manifest.log")).Append(ObjectState.Appended(0, 0));
}

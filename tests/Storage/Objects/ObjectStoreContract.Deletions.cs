using Bookseal.Books.Values;

namespace Bookseal.Storage.Tests.Objects;

public abstract partial class ObjectStoreContract
{
    private static readonly StagedPath Staged = StagedPath.Of(
        TenantId.Parse("acme").Value,
        new PeriodCode(2026, 1),
        new string('a', 64),
        "00001.ndjson"
    );

    [Fact]
    public async Task DeleteStaged_OfWhatIsThere_IsGoneForEveryClientAndItsNameIsFree()
    {
        await Objects.CreateAsync(Staged.Path, "content");
        await Objects.CreateAsync(Proof, "proof");
        Assert.True((await Other.DeleteStagedAsync(Staged, default)).Value);
        Refusal.Is("BlobNotFound", await Objects.InfoAsync(Staged.Path, default));
        Refusal.Is("BlobNotFound", await Objects.ReadAsync(Staged.Path, 0, null, default));
        Assert.Empty(await Objects.ListAsync(ObjectPath.Of(StagedPath.Container), default));
        Assert.Equal("proof", await Objects.TextAsync(Proof));

        Assert.True((await Objects.CreateAsync(Staged.Path, "again")).IsOk);
        Assert.Equal("again", await Other.TextAsync(Staged.Path));
    }

    [Fact]
    public async Task DeleteStaged_OfNothing_IsDone()
    {
        Assert.False((await Objects.DeleteStagedAsync(Staged, default)).Value);
        await Objects.CreateAsync(Staged.Path, "content");
        await Objects.DeleteStagedAsync(Staged, default);
        Assert.False((await Objects.DeleteStagedAsync(Staged, default)).Value);
    }

    [Fact]
    public async Task DeleteStaged_UnderALease_IsRefused()
    {
        await Objects.CreateAsync(Staged.Path, "content");
        await Objects.AcquireLeaseAsync(Staged.Path, RunLease, default);
        Refusal.Is("LeaseIdMissing", await Objects.DeleteStagedAsync(Staged, default));
        Assert.Equal("content", await Other.TextAsync(Staged.Path));
    }

    [Fact]
    public async Task DeleteStaged_EightAtOnce_OneHasDoneIt()
    {
        await Objects.CreateAsync(Staged.Path, "content");
        var deleted = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Task.Run(() => (i % 2 == 0 ? Objects : Other).DeleteStagedAsync(Staged, default)))
        );
        Assert.Single(deleted, result => result.Value);
    }
}

namespace Bookseal.Storage.Tests.Objects;

public abstract partial class ObjectStoreContract
{
    [Fact]
    public async Task AcquireLease_FreeObject_IsLeasedForEveryClient()
    {
        await Objects.StartAsync(Journal);
        var leased = new ObjectInfo(Journal, 4, 1, true);
        Assert.Equal(leased, (await Objects.AcquireLeaseAsync(Journal, RunLease, default)).Value.Plain());
        Assert.Equal(leased, (await InfoAsync()).Plain());
    }

    [Fact]
    public async Task AcquireLease_ObjectCreatedWhole_IsLeased()
    {
        await Objects.CreateAsync(Proof, "content");
        Assert.True((await Objects.AcquireLeaseAsync(Proof, RunLease, default)).Value.IsLeased);
        Assert.Equal("content", await Other.TextAsync(Proof));
    }

    [Fact]
    public async Task AcquireLease_SameIdAgain_Succeeds()
    {
        await Objects.StartAsync(Journal);
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        Assert.True((await Objects.AcquireLeaseAsync(Journal, RunLease, default)).Value.IsLeased);
        Assert.True((await Other.AcquireLeaseAsync(Journal, RunLease, default)).Value.IsLeased);
        await Objects.ReleaseLeaseAsync(Journal, RunLease, default);
        Assert.False((await InfoAsync()).IsLeased); // leases do not nest
    }

    [Fact]
    public async Task AcquireLease_AnotherId_IsLeaseAlreadyPresentAndTheFirstHolds()
    {
        await Objects.StartAsync(Journal);
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        Refusal.Is("LeaseAlreadyPresent", await Objects.AcquireLeaseAsync(Journal, ThirdLease, default));
        Refusal.Is("LeaseAlreadyPresent", await Other.AcquireLeaseAsync(Journal, ThirdLease, default));
        Assert.True((await Other.AppendAsync(Journal, 4, "two,", RunLease)).IsOk);
    }

    [Fact]
    public async Task AcquireLease_EightIdsAtOnce_OneHolds()
    {
        await Objects.StartAsync(Journal);
        var ids = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToArray();
        var acquired = await Task.WhenAll(
            ids.Select(
                (id, i) => Task.Run(() => (i % 2 == 0 ? Objects : Other).AcquireLeaseAsync(Journal, id, default))
            )
        );
        var holder = Assert.Single(Enumerable.Range(0, 8), i => acquired[i].IsOk);
        Assert.All(acquired.Where(result => !result.IsOk), result => Refusal.Is("LeaseAlreadyPresent", result));
        Assert.True((await Objects.AppendAsync(Journal, 4, "two,", ids[holder])).IsOk);
    }

    [Fact]
    public async Task ChangeLease_HeldId_OnlyTheNewIdHolds()
    {
        await Objects.StartAsync(Journal);
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        Assert.True((await Other.ChangeLeaseAsync(Journal, RunLease, FenceLease, default)).Value.IsLeased);
        Refusal.Is("LeaseIdMismatchWithBlobOperation", await Objects.AppendAsync(Journal, 4, "two,", RunLease));
        Refusal.Is("LeaseIdMissing", await Objects.AppendAsync(Journal, 4, "two,"));
        Refusal.Is("LeaseAlreadyPresent", await Objects.AcquireLeaseAsync(Journal, RunLease, default));
        Refusal.Is("LeaseIdMismatchWithLeaseOperation", await Objects.ReleaseLeaseAsync(Journal, RunLease, default));
        Assert.True((await Objects.AppendAsync(Journal, 4, "two,", FenceLease)).IsOk);
    }

    [Fact]
    public async Task ChangeLease_RepeatedAfterItTookEffect_Succeeds()
    {
        await Objects.StartAsync(Journal);
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        await Objects.ChangeLeaseAsync(Journal, RunLease, FenceLease, default);
        Assert.True((await Objects.ChangeLeaseAsync(Journal, RunLease, FenceLease, default)).Value.IsLeased);
        Assert.True((await Other.ChangeLeaseAsync(Journal, RunLease, FenceLease, default)).Value.IsLeased);
        Assert.True((await Objects.AppendAsync(Journal, 4, "two,", FenceLease)).IsOk);
    }

    [Fact]
    public async Task ChangeLease_FromAThirdId_IsLeaseIdMismatchWithLeaseOperation()
    {
        await Objects.StartAsync(Journal);
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        Refusal.Is(
            "LeaseIdMismatchWithLeaseOperation",
            await Objects.ChangeLeaseAsync(Journal, ThirdLease, FenceLease, default)
        );
        await Objects.ChangeLeaseAsync(Journal, RunLease, FenceLease, default);
        Refusal.Is(
            "LeaseIdMismatchWithLeaseOperation",
            await Other.ChangeLeaseAsync(Journal, RunLease, ThirdLease, default)
        );
        Assert.True((await Objects.AppendAsync(Journal, 4, "two,", FenceLease)).IsOk);
    }

    [Fact]
    public async Task ReleaseLease_HeldId_FreesTheObjectForAll()
    {
        await Objects.StartAsync(Journal);
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        Assert.False((await Other.ReleaseLeaseAsync(Journal, RunLease, default)).Value.IsLeased);
        Assert.True((await Objects.AppendAsync(Journal, 4, "two,")).IsOk);
        Assert.True((await Objects.AcquireLeaseAsync(Journal, ThirdLease, default)).IsOk);
    }

    [Fact]
    public async Task ReleaseLease_AnotherId_IsLeaseIdMismatchWithLeaseOperationAndTheLeaseHolds()
    {
        await Objects.StartAsync(Journal);
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        Refusal.Is("LeaseIdMismatchWithLeaseOperation", await Other.ReleaseLeaseAsync(Journal, ThirdLease, default));
        Assert.True((await InfoAsync()).IsLeased);
    }

    [Fact]
    public async Task LeaseOperations_NeverLeasedObject_AreLeaseNotPresentWithLeaseOperation()
    {
        await Objects.StartAsync(Journal);
        Refusal.Is(
            "LeaseNotPresentWithLeaseOperation",
            await Objects.ChangeLeaseAsync(Journal, RunLease, FenceLease, default)
        );
        Refusal.Is("LeaseNotPresentWithLeaseOperation", await Objects.ReleaseLeaseAsync(Journal, RunLease, default));
    }

    [Fact]
    public async Task ReleaseLease_Repeated_IsLeaseNotPresentWithLeaseOperation()
    {
        await Objects.StartAsync(Journal);
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        await Objects.ReleaseLeaseAsync(Journal, RunLease, default);
        Refusal.Is("LeaseNotPresentWithLeaseOperation", await Objects.ReleaseLeaseAsync(Journal, RunLease, default));
        Refusal.Is(
            "LeaseNotPresentWithLeaseOperation",
            await Other.ChangeLeaseAsync(Journal, RunLease, FenceLease, default)
        );
    }

    [Fact]
    public async Task LeaseOperations_NoSuchObject_AreBlobNotFound()
    {
        Refusal.Is("BlobNotFound", await Objects.AcquireLeaseAsync(Journal, RunLease, default));
        Refusal.Is("BlobNotFound", await Objects.ChangeLeaseAsync(Journal, RunLease, FenceLease, default));
        Refusal.Is("BlobNotFound", await Objects.ReleaseLeaseAsync(Journal, RunLease, default));
    }
}

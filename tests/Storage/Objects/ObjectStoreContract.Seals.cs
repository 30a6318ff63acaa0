namespace Bookseal.Storage.Tests.Objects;

public abstract partial class ObjectStoreContract
{
    [Fact]
    public async Task Seal_AppendableObject_TakesNoAppendsOfAnyClientAndIsRead()
    {
        await Objects.StartAsync(Journal);
        var isSealed = new ObjectInfo(Journal, 4, 1, false) { IsSealed = true };
        Assert.Equal(isSealed, (await Objects.SealAsync(Journal, null, default)).Value.Unmarked());
        Refusal.Is("BlobIsSealed", await Objects.AppendAsync(Journal, 4, "two,"));
        Refusal.Is("BlobIsSealed", await Other.AppendAsync(Journal, 4, "two,"));
        Assert.Equal(isSealed, (await InfoAsync()).Unmarked());
        Assert.Equal(isSealed, (await Other.ListAsync(Journal, default)).Single().Unmarked());
        Assert.Equal("one,", await Other.TextAsync(Journal));
    }

    [Fact]
    public async Task Seal_Again_Succeeds()
    {
        await Objects.StartAsync(Journal);
        for (var i = 0; i < 2; i++)
            Assert.True((await (i == 0 ? Objects : Other).SealAsync(Journal, null, default)).Value.IsSealed);
    }

    [Fact]
    public async Task Seal_LeasedObject_NeedsTheLeaseAndOutlastsIt()
    {
        await Objects.StartAsync(Journal);
        Refusal.Is("LeaseLost", await Objects.SealAsync(Journal, RunLease, default));
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        Refusal.Is("LeaseIdMissing", await Other.SealAsync(Journal, null, default));
        Refusal.Is("LeaseIdMismatchWithBlobOperation", await Other.SealAsync(Journal, ThirdLease, default));
        Assert.False((await InfoAsync()).IsSealed);
        Assert.True((await Other.SealAsync(Journal, RunLease, default)).Value.IsSealed);
        Refusal.Is("BlobIsSealed", await Objects.AppendAsync(Journal, 4, "two,", RunLease));
        await Objects.ReleaseLeaseAsync(Journal, RunLease, default);
        Refusal.Is("BlobIsSealed", await Objects.AppendAsync(Journal, 4, "two,"));
        Assert.True((await Objects.AcquireLeaseAsync(Journal, ThirdLease, default)).Value.IsSealed);
    }

    [Fact]
    public async Task Seal_WhatTakesNoAppends_IsRefused()
    {
        await Objects.CreateAsync(Proof, "content");
        Refusal.Is("InvalidBlobType", await Objects.SealAsync(Proof, null, default));
        Refusal.Is("BlobNotFound", await Objects.SealAsync(Journal, null, default));
    }
}

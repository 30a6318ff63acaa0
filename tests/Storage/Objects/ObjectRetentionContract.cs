namespace Bookseal.Storage.Tests.Objects;

/// <summary>What an <see cref="IObjectStore"/> does with retention policies.</summary>
public abstract class ObjectRetentionContract : IAsyncLifetime
{
    private static readonly ObjectPath Input = ObjectPath.Of("inputs", "acme", "bank.ndjson");
    private StorePlace? _place;

    private IObjectStore Objects => _place!.First.Objects;

    private IObjectStore Other => _place!.Second.Objects;

    protected abstract Task<StorePlace> OpenAsync();

    public async Task InitializeAsync()
    {
        _place = await OpenAsync();
        await Objects.StartAsync(Input);
    }

    public async Task DisposeAsync() => await _place!.DisposeAsync();

    [Theory]
    [InlineData(RetentionMode.Unlocked)]
    [InlineData(RetentionMode.Locked)]
    public async Task Retain_AnObject_IsInWhatTheStoreKnowsOfIt(RetentionMode mode)
    {
        var retained = new ObjectInfo(Input, 4, 1, false) { RetainUntil = In(days: 3650), Retention = mode };
        Assert.Equal(retained, (await Objects.RetainAsync(Input, In(days: 3650), mode, default)).Value.Unmarked());
        Assert.Equal(retained, (await Other.InfoAsync(Input, default)).Value.Unmarked());
        Assert.Equal(retained, (await Other.ListAsync(Input, default)).Single().Unmarked());
        Assert.Equal("one,", await Other.TextAsync(Input));
    }

    [Fact]
    public async Task Retain_ObjectCreatedWhole_IsRetained()
    {
        var proof = ObjectPath.Of("inputs", "acme", "manifest");
        await Objects.CreateAsync(proof, "content");
        Assert.Equal(
            RetentionMode.Locked,
            (await Objects.RetainAsync(proof, In(days: 1), RetentionMode.Locked, default)).Value.Retention
        );
        Assert.Equal(
            new ObjectInfo(proof, 7, 0, false) { RetainUntil = In(days: 1), Retention = RetentionMode.Locked },
            (await Other.InfoAsync(proof, default)).Value.Unmarked()
        );
        Assert.Equal("content", await Other.TextAsync(proof));
    }

    [Fact]
    public async Task Retain_UnlockedPolicy_CanBeExtendedShortenedAndLocked()
    {
        await Objects.RetainAsync(Input, In(days: 10), RetentionMode.Unlocked, default);
        Assert.Equal(
            In(days: 20),
            (await Objects.RetainAsync(Input, In(days: 20), RetentionMode.Unlocked, default)).Value.RetainUntil
        );
        Assert.Equal(
            In(days: 5),
            (await Other.RetainAsync(Input, In(days: 5), RetentionMode.Unlocked, default)).Value.RetainUntil
        );
        Assert.Equal(
            RetentionMode.Locked,
            (await Objects.RetainAsync(Input, In(days: 5), RetentionMode.Locked, default)).Value.Retention
        );
    }

    [Fact]
    public async Task Retain_LockedPolicy_CanBeExtendedAndRepeatedOnly()
    {
        await Objects.RetainAsync(Input, In(days: 10), RetentionMode.Locked, default);
        Assert.True((await Other.RetainAsync(Input, In(days: 10), RetentionMode.Locked, default)).IsOk);
        Refusal.Is(
            "BlobImmutableDueToPolicy",
            await Objects.RetainAsync(Input, In(days: 9), RetentionMode.Locked, default)
        );
        Refusal.Is(
            "BlobImmutableDueToPolicy",
            await Other.RetainAsync(Input, In(days: 9), RetentionMode.Unlocked, default)
        );
        Refusal.Is(
            "BlobImmutableDueToPolicy",
            await Other.RetainAsync(Input, In(days: 20), RetentionMode.Unlocked, default)
        );
        Assert.Equal(
            In(days: 11),
            (await Other.RetainAsync(Input, In(days: 11), RetentionMode.Locked, default)).Value.RetainUntil
        );
        Refusal.Is(
            "BlobImmutableDueToPolicy",
            await Objects.RetainAsync(Input, In(days: 10), RetentionMode.Locked, default)
        );
        Assert.Equal(In(days: 11), (await Objects.InfoAsync(Input, default)).Value.RetainUntil);
    }

    [Theory]
    [InlineData(RetentionMode.Unlocked)]
    [InlineData(RetentionMode.Locked)]
    public async Task Append_RetainedObject_IsBlobImmutableDueToPolicyUntilTheTimeIsOver(RetentionMode mode)
    {
        await Objects.RetainAsync(Input, _place!.Now.AddSeconds(3), mode, default);
        Refusal.Is("BlobImmutableDueToPolicy", await Objects.AppendAsync(Input, 4, "two,"));
        Refusal.Is("BlobImmutableDueToPolicy", await Other.AppendAsync(Input, 4, "two,"));
        Assert.Equal("one,", await Other.TextAsync(Input));
        await _place.PassAsync(TimeSpan.FromSeconds(4));
        Assert.Equal(8, (await Other.AppendAsync(Input, 4, "two,")).Value);
        Assert.Equal("one,two,", await Objects.TextAsync(Input));
    }

    [Fact]
    public async Task Retain_NoSuchObject_IsBlobNotFound()
    {
        var missing = ObjectPath.Of("inputs", "acme", "missing");
        Refusal.Is("BlobNotFound", await Objects.RetainAsync(missing, In(days: 1), RetentionMode.Unlocked, default));
    }

    private DateTimeOffset In(int days) => _place!.Now.AddDays(days);
}

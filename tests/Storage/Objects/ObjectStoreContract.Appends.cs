namespace Bookseal.Storage.Tests.Objects;

public abstract partial class ObjectStoreContract
{
    [Fact]
    public async Task Append_AtTheLength_AnswersTheNewLengthAndCountsABlock()
    {
        await Objects.CreateAppendableAsync(Journal, default);
        Assert.Equal(4, (await Objects.AppendAsync(Journal, 0, "one,")).Value);
        Assert.Equal(8, (await Other.AppendAsync(Journal, 4, "two,")).Value);
        Assert.Equal(14, (await Objects.AppendAsync(Journal, 8, "three,")).Value);
        Assert.Equal(new ObjectInfo(Journal, 14, 3, false), (await InfoAsync()).Unmarked());
        Assert.Equal("one,two,three,", await Other.TextAsync(Journal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(1_000_000)]
    public async Task Append_AtAnotherPosition_IsAppendPositionConditionNotMetAndAppendsNothing(long position)
    {
        await Objects.StartAsync(Journal);
        Refusal.Is("AppendPositionConditionNotMet", await Objects.AppendAsync(Journal, position, "two,"));
        Refusal.Is("AppendPositionConditionNotMet", await Other.AppendAsync(Journal, position, "two,"));
        Assert.Equal(new ObjectInfo(Journal, 4, 1, false), (await InfoAsync()).Unmarked());
        Assert.Equal("one,", await Other.TextAsync(Journal));
    }

    [Fact]
    public async Task Append_Repeated_IsAppendPositionConditionNotMet()
    {
        await Objects.StartAsync(Journal);
        await Objects.AppendAsync(Journal, 4, "two,");
        Refusal.Is("AppendPositionConditionNotMet", await Objects.AppendAsync(Journal, 4, "two,"));
        Assert.Equal("one,two,", await Other.TextAsync(Journal));
    }

    [Fact]
    public async Task Append_NoSuchObject_IsBlobNotFoundAndCreatesNone()
    {
        Refusal.Is("BlobNotFound", await Objects.AppendAsync(Journal, 0, "one,"));
        Refusal.Is("BlobNotFound", await Objects.AppendAsync(Journal, 0, "one,", RunLease));
        Refusal.Is("BlobNotFound", await Other.InfoAsync(Journal, default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task Append_ObjectCreatedWhole_IsInvalidBlobType(long position)
    {
        await Objects.CreateAsync(Proof, "content");
        Refusal.Is("InvalidBlobType", await Objects.AppendAsync(Proof, position, "more"));
        Assert.Equal("content", await Other.TextAsync(Proof));
    }

    [Fact]
    public async Task Append_EveryByteValue_IsReadBack()
    {
        var block = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        await Objects.CreateAppendableAsync(Journal, default);
        Assert.Equal(256, (await Objects.AppendAsync(Journal, 0, block, null, default)).Value);
        Assert.Equal(block, await Other.BytesAsync(Journal));
    }

    [Fact]
    public async Task Append_64MebibytesAndOneMore_AreDoneAndRequestBodyTooLarge()
    {
        var block = new byte[(64 * 1024 * 1024) + 1];
        block[^2] = 7;
        await Objects.CreateAppendableAsync(Journal, default);
        Refusal.Is("RequestBodyTooLarge", await Objects.AppendAsync(Journal, 0, block, null, default));
        Assert.Equal(new ObjectInfo(Journal, 0, 0, false), (await InfoAsync()).Unmarked());
        Assert.Equal(
            block.Length - 1,
            (await Objects.AppendAsync(Journal, 0, block.AsMemory(0, block.Length - 1), null, default)).Value
        );
        Assert.Equal(new ObjectInfo(Journal, block.Length - 1, 1, false), (await InfoAsync()).Unmarked());
        Assert.Equal([0, 7], await Other.BytesAsync(Journal, block.Length - 3));
    }

    [Fact]
    public async Task Append_Canceled_AppendsNothing()
    {
        await Objects.StartAsync(Journal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Objects.AppendAsync(Journal, 4, "two,"u8.ToArray(), null, new CancellationToken(true))
        );
        Assert.Equal(5, (await Other.AppendAsync(Journal, 4, "2")).Value);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    [InlineData(9)]
    public async Task Append_LeasedObject_NeedsTheLeaseWhateverThePosition(long position)
    {
        await Objects.StartAsync(Journal);
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        Refusal.Is("LeaseIdMissing", await Other.AppendAsync(Journal, position, "two,"));
        Refusal.Is("LeaseIdMissing", await Objects.AppendAsync(Journal, position, "two,"));
        Refusal.Is("LeaseIdMismatchWithBlobOperation", await Other.AppendAsync(Journal, position, "two,", ThirdLease));
        var appended = await Other.AppendAsync(Journal, position, "two,", RunLease);
        if (position == 4)
            Assert.Equal(8, appended.Value);
        else
            Refusal.Is("AppendPositionConditionNotMet", appended);
        Assert.Equal(
            new ObjectInfo(Journal, position == 4 ? 8 : 4, position == 4 ? 2 : 1, true),
            (await InfoAsync()).Plain()
        );
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public async Task Append_LeaseIdForAnObjectThatIsNotLeased_IsLeaseLostWhateverThePosition(long position)
    {
        await Objects.StartAsync(Journal);
        Refusal.Is("LeaseLost", await Objects.AppendAsync(Journal, position, "two,", RunLease));
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        await Objects.ReleaseLeaseAsync(Journal, RunLease, default);
        Refusal.Is("LeaseLost", await Objects.AppendAsync(Journal, position, "two,", RunLease));
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        await Other.ReleaseLeaseAsync(Journal, RunLease, default);
        Refusal.Is("LeaseLost", await Objects.AppendAsync(Journal, position, "two,", RunLease));
        Assert.Equal(8, (await Objects.AppendAsync(Journal, 4, "two,")).Value);
    }

    /// <summary>By it a reader knows that what it read is still what stands there.</summary>
    [Fact]
    public async Task Append_EachTime_ChangesTheMarkThatOthersSee()
    {
        var folder = ObjectPath.Of("journal", "acme", "2026-01");
        await Objects.StartAsync(Journal);
        var before = (await InfoAsync()).Mark;
        Assert.NotNull(before);
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        Assert.Equal(before, (await InfoAsync()).Mark); // a lease changes no bytes
        Assert.Equal(before, (await Other.ListAsync(folder, default)).Single().Mark);
        await Task.Delay(TimeSpan.FromMilliseconds(20)); // a file's time goes by ticks of the system

        await Objects.AppendAsync(Journal, 4, "two,", RunLease);

        var after = (await InfoAsync()).Mark;
        Assert.NotNull(after);
        Assert.NotEqual(before, after);
        Assert.Equal(after, (await Other.ListAsync(folder, default)).Single().Mark);
    }
}

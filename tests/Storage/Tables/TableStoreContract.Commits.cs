namespace Bookseal.Storage.Tests.Tables;

public abstract partial class TableStoreContract
{
    [Fact]
    public async Task Commit_Inserts_AreThereForEveryClientUnderTheETagsAnswered()
    {
        var etags = (await CommitAsync(Insert("b", "2"), Insert("a", "1"))).Value;
        Assert.Equal("a=1 b=2", await RowsAsync());
        Assert.Equal([await ETagAsync("b"), await ETagAsync("a")], etags);
    }

    [Fact]
    public async Task Commit_InsertOfARowThatIsThere_IsEntityAlreadyExists()
    {
        await CommitAsync(Insert("a", "1"));
        Refusal.Is("EntityAlreadyExists", await CommitAsync(Insert("a", "2")));
        Refusal.Is("EntityAlreadyExists", await Other.CommitAsync(Table, Acme, [Insert("a", "1")], default));
        Assert.Equal("a=1", await RowsAsync());
    }

    [Fact]
    public async Task Commit_ReplacementOfTheRowThatWasRead_IsDone()
    {
        var first = (await CommitAsync(Insert("a", "1"))).Value[0];
        var second = (await Other.CommitAsync(Table, Acme, [Replace("a", "2", first)], default)).Value[0];
        Assert.Equal("a=2", await RowsAsync());
        Assert.True((await CommitAsync(Replace("a", "3", second))).IsOk);
        Assert.Equal("a=3", await RowsAsync());
    }

    [Fact]
    public async Task Commit_ReplacementOfARowThatChanged_IsUpdateConditionNotSatisfied()
    {
        var first = (await CommitAsync(Insert("a", "1"))).Value[0];
        await Other.CommitAsync(Table, Acme, [Replace("a", "2", first)], default);
        Refusal.Is("UpdateConditionNotSatisfied", await CommitAsync(Replace("a", "3", first)));
        Assert.Equal("a=2", await RowsAsync());
    }

    [Fact]
    public async Task Commit_ReplacementOfARowThatIsNotThere_IsUpdateConditionNotSatisfied()
    {
        var etag = (await CommitAsync(Insert("a", "1"))).Value[0];
        Refusal.Is("UpdateConditionNotSatisfied", await CommitAsync(Replace("b", "1", etag)));
        Assert.Equal("a=1", await RowsAsync());
    }

    [Fact]
    public async Task Commit_SameContentAgain_ChangesTheETag()
    {
        var etags = new List<string> { (await CommitAsync(Insert("a", "1"))).Value[0] };
        for (var i = 0; i < 5; i++)
            etags.Add((await CommitAsync(Replace("a", "1", etags[^1]))).Value[0]);
        Assert.Distinct(etags);
        Assert.Equal(etags[^1], await ETagAsync("a"));
    }

    [Fact]
    public async Task Commit_OtherRows_LeavesTheETagOfARow()
    {
        var etags = (await CommitAsync(Insert("a", "1"), Insert("b", "1"))).Value;
        await CommitAsync(Insert("c", "1"), Replace("b", "2", etags[1]));
        Assert.Equal(etags[0], await ETagAsync("a"));
        Assert.NotEqual(etags[1], await ETagAsync("b"));
        Assert.True((await CommitAsync(Replace("a", "2", etags[0]))).IsOk);
    }

    [Fact]
    public async Task Commit_LastInsertConflicts_WritesNothing()
    {
        var etags = (await CommitAsync(Insert("head", "1"), Insert("e1", "1"))).Value;
        Refusal.Is(
            "EntityAlreadyExists",
            await CommitAsync(Insert("e2", "2"), Replace("head", "2", etags[0]), Insert("e1", "2"))
        );
        Assert.Equal("e1=1 head=1", await RowsAsync());
        Assert.Equal(etags, [await ETagAsync("head"), await ETagAsync("e1")]);
        Assert.True((await CommitAsync(Insert("e2", "2"), Replace("head", "2", etags[0]))).IsOk);
        Assert.Equal("e1=1 e2=2 head=2", await RowsAsync());
    }

    [Fact]
    public async Task Commit_LastReplacementConflicts_WritesNothing()
    {
        var first = (await CommitAsync(Insert("head", "1"), Insert("task", "1"))).Value;
        await CommitAsync(Replace("head", "2", first[0]));
        Refusal.Is(
            "UpdateConditionNotSatisfied",
            await CommitAsync(Insert("e2", "2"), Replace("task", "2", first[1]), Replace("head", "3", first[0]))
        );
        Assert.Equal("head=2 task=1", await RowsAsync());
        Assert.Equal(first[1], await ETagAsync("task"));
    }

    [Fact]
    public async Task Commit_EightTasksThroughTwoClients_OneInsertsAndCountsAreExact()
    {
        const int each = 50;
        var conflicts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(worker => Task.Run(() => CountAsync(worker % 2 == 0 ? Tables : Other, each)))
        );
        Assert.Equal("counter=400", await RowsAsync());
        Assert.All(
            conflicts.SelectMany(codes => codes).Distinct(),
            code => Assert.Contains(code, (string[])["EntityAlreadyExists", "UpdateConditionNotSatisfied"])
        );
    }

    private static async Task<List<string>> CountAsync(ITableStore tables, int times)
    {
        var conflicts = new List<string>();
        for (var done = 0; done < times; )
        {
            var row = await tables.GetAsync(Table, Acme, "counter", default);
            var next = row is null ? 1 : int.Parse(row.Payload.Span) + 1;
            var write = row is null ? Insert("counter", $"{next}") : Replace("counter", $"{next}", row.ETag);
            var committed = await tables.CommitAsync(Table, Acme, [write], default);
            if (committed.IsOk)
                done++;
            else
                conflicts.Add(committed.Fault.Code);
        }

        return conflicts;
    }
}

namespace Bookseal.Storage.Tests.Tables;

public abstract partial class TableStoreContract
{
    [Fact]
    public async Task GetAndQuery_NothingThere_AreNullAndEmpty()
    {
        Assert.Null(await Tables.GetAsync(Table, Acme, "head", default));
        Assert.Empty(await RowsAsync());
        await CommitAsync(Insert("a", "1"));
        Assert.Null(await Tables.GetAsync(Table, Acme, "head", default));
    }

    [Fact]
    public async Task Query_ARange_HasTheFirstBoundAndNotTheLast()
    {
        await CommitAsync([.. Enumerable.Range(8, 5).Select(i => Insert($"e{i:D19}", $"{i}"))]);
        await CommitAsync(Insert("head", "h"));
        Assert.Equal("e0000000000000000009=9 e0000000000000000010=10", await RowsAsync($"e{9:D19}", $"e{11:D19}"));
        Assert.Equal("e0000000000000000012=12 head=h", await RowsAsync($"e{12:D19}", "i"));
        Assert.Equal("e0000000000000000012=12", await RowsAsync($"e{12:D19}", "head"));
        Assert.Equal("e0000000000000000008=8", await RowsAsync("e", $"e{9:D19}"));
        Assert.Empty(await RowsAsync($"e{9:D19}", $"e{9:D19}"));
        Assert.Empty(await RowsAsync($"e{11:D19}", $"e{9:D19}"));
        Assert.Empty(await RowsAsync("x", "y"));
    }

    [Fact]
    public async Task Query_SeveralRows_AreInOrdinalOrderOfTheirKeys()
    {
        string[] ordered = ["-", "-a", "0", "10", "2", "A", "B", "_", "a", "a-", "a.b", "a0", "aa", "ab", "b"];
        Assert.Equal(ordered.Order(StringComparer.Ordinal), ordered);
        foreach (var key in ordered.Reverse())
            await CommitAsync(Insert(key, ""));
        Assert.Equal(string.Join(' ', ordered.Select(key => key + "=")), await RowsAsync());
        Assert.Equal("a= a-= a.b= a0=", await RowsAsync("a", "aa"));
        Assert.Equal("A= B= _=", await RowsAsync("3", "a"));
    }

    [Fact]
    public async Task Query_WhileACommitLands_SeesTheRowsThatItBeganWith()
    {
        await CommitAsync(Insert("a", "1"), Insert("b", "1"));
        await using var rows = Tables.QueryAsync(Table, Acme, "a", "z", default).GetAsyncEnumerator();
        Assert.True(await rows.MoveNextAsync());
        await Other.CommitAsync(Table, Acme, [Insert("d", "1")], default);
        Assert.True(await rows.MoveNextAsync());
        Assert.Equal("b", rows.Current.Key);
        Assert.Equal("a=1 b=1 d=1", await RowsAsync());
    }

    [Fact]
    public async Task Payload_AnyBytes_AreReadBack()
    {
        byte[][] payloads =
        [
            [],
            [0],
            [255],
            "\n"u8.ToArray(),
            "\"\\\u2028é€😀"u8.ToArray(),
            [0xEF, 0xBB, 0xBF, (byte)'a'],
            [0xC3],
            [0xED, 0xA0, 0x80],
            [.. Enumerable.Range(0, 256).Select(value => (byte)value)],
            [.. Enumerable.Range(0, 128).Select(value => (byte)value)],
            Noise(MaxRowBytes, seed: 7),
        ];
        await CommitAsync([.. payloads.Select((payload, i) => new TableWrite($"e{i:D2}", payload, null))]);
        for (var i = 0; i < payloads.Length; i++)
        {
            Assert.Equal(payloads[i], (await Tables.GetAsync(Table, Acme, $"e{i:D2}", default))!.Payload.ToArray());
            Assert.Equal(payloads[i], (await Other.GetAsync(Table, Acme, $"e{i:D2}", default))!.Payload.ToArray());
        }
    }

    [Fact]
    public async Task Payload_CallersBufferChangesLater_IsAsItWasCommitted()
    {
        var buffer = "before"u8.ToArray();
        await CommitAsync(new TableWrite("a", buffer, null));
        "behind"u8.CopyTo(buffer);
        Assert.Equal("before"u8.ToArray(), (await Tables.GetAsync(Table, Acme, "a", default))!.Payload.ToArray());
    }

    [Fact]
    public async Task Rows_OfAnotherPartitionOrTable_AreApart()
    {
        var etag = (await CommitAsync(Insert("a", "1"))).Value[0];
        Assert.Null(await Other.GetAsync(Table, "acm", "a", default));
        Assert.Null(await Other.GetAsync("runs", Acme, "a", default));
        Assert.True((await Other.CommitAsync(Table, "acme2", [Insert("a", "2")], default)).IsOk);
        Assert.True((await Other.CommitAsync("runs", Acme, [Insert("a", "3"), Insert("b", "3")], default)).IsOk);
        Refusal.Is(
            "UpdateConditionNotSatisfied",
            await Other.CommitAsync(Table, "acm", [Replace("a", "4", etag)], default)
        );
        Assert.Equal("a=1", await RowsAsync());
        Assert.Equal("a=2", await RowsAsync("", "~", partition: "acme2"));
        Assert.Equal("a=3 b=3", await RowsAsync("", "~", table: "runs"));
        Assert.Equal(etag, await ETagAsync("a"));
    }
}

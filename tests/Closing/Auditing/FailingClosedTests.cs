using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Evidence.Json;
using Bookseal.Storage.Audit;
using Bookseal.TestHost;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>
/// What an insider, a lost write or a newer program did to chain and rows never reads as an empty or an older close.
/// </summary>
public sealed class FailingClosedTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryWorld _temporary = new();
    private StoredChain _chain = null!;

    private CloseServices Services => _temporary.World.Open();

    public async Task InitializeAsync()
    {
        await WholeMonth.RunAsync(_temporary.World.Open(), default);
        _chain = new StoredChain(_temporary.World.Root);
    }

    [Theory]
    [InlineData("run-2026-01")]
    [InlineData("books")]
    public async Task Load_RowLost_IsDamageUntilItIsRebuilt(string row)
    {
        _chain.Change(rows => rows.Remove(row));
        await AssertRefusedAsync(ChainCode.ProjectionDamaged, () => ReadAsync(row));
        Assert.Equal(
            ChainCode.ProjectionDamaged,
            Assert.Single((await Services.Audit.VerifyAsync(default)).Projections).Code
        );
        Assert.Equal([row], await Services.Audit.RebuildAsync(default));
        await ReadAsync(row);
        Assert.True((await Services.Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task Load_RowLostUnderTheHeadOfAnOlderRelease_IsDamageAlsoForACommit()
    {
        _chain.Change(rows =>
        {
            rows.Remove("run-2026-01");
            rows["head"] = AsOlderRelease(rows["head"]);
        });
        await AssertRefusedAsync(ChainCode.ProjectionDamaged, () => ReadAsync("run-2026-01"));
        await AssertRefusedAsync(ChainCode.ProjectionDamaged, () => RefuseAPostingAsync(SmallBooks.January.Next));
    }

    [Fact]
    public async Task Commit_OnTheHeadOfAnOlderRelease_CountsItsRows()
    {
        _chain.Change(rows => rows["head"] = AsOlderRelease(rows["head"]));
        await ReadAsync("run-2026-01");
        await RefuseAPostingAsync(SmallBooks.January.Next);
        var head = (await Services.Workspace.ReadHeadAsync(default)).Head;
        Assert.Equal((2, 1), (head.Rows!["run"], head.Rows["books"]));
    }

    [Theory]
    [InlineData("\"status\":\"certified\"", "\"status\":\"cancelled\"")]
    [InlineData("\"attempt\":1", "\"attempt\":2")]
    [InlineData("\"first_sequence\":", "\"sequence_first\":")]
    public async Task Load_RowEdited_IsDamage(string from, string to)
    {
        _chain.Change(rows => rows["run-2026-01"] = rows["run-2026-01"].Replace(from, to, StringComparison.Ordinal));
        await AssertRefusedAsync(ChainCode.ProjectionDamaged, () => ReadAsync("run-2026-01"));
        Assert.False((await Services.Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task Load_RowEmptied_IsDamage()
    {
        _chain.Change(rows => rows["run-2026-01"] = "{}");
        await AssertRefusedAsync(ChainCode.ProjectionDamaged, () => ReadAsync("run-2026-01"));
    }

    [Fact]
    public async Task Verify_RowOfAPeriodWithoutEvents_IsFoundAndEmptied()
    {
        _chain.Change(rows =>
            rows["run-2026-07"] = rows["run-2026-01"].Replace("2026-01", "2026-07", StringComparison.Ordinal)
        );
        Assert.Single((await Services.Audit.VerifyAsync(default)).Projections);
        Assert.Equal(["run-2026-07"], await Services.Audit.RebuildAsync(default));
        var july = PeriodCode.Parse("2026-07").Value;
        Assert.Equal(RunStatus.None, (await Services.Runs.LoadAsync(july, default)).Run.Status);
    }

    [Fact]
    public async Task Verify_MasterDataEdited_IsFound()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_temporary.World.Root, "objects", "books", "acme")))
            await File.AppendAllTextAsync(file, " ");
        Assert.Contains(
            (await Services.Audit.VerifyAsync(default)).Projections,
            fault => fault.Code == "MASTER_DATA_DAMAGED"
        );
    }

    [Theory]
    [InlineData("proof_sealed/9")]
    [InlineData("team_dissolved/1")]
    public async Task Read_TypeOrVersionNotKnown_StopsEveryReader(string type)
    {
        var last = _chain.Entries - 1;
        _chain.Rewrite(last, entry => entry.Sequence == last ? entry with { Type = type } : entry);
        await AssertRefusedAsync(EventTypes.Unsupported, () => ReadAsync("run-2026-01"));
        await AssertRefusedAsync(
            EventTypes.Unsupported,
            () => Services.Audit.ReconstructAsync(SmallBooks.January, default)
        );
        await AssertRefusedAsync(EventTypes.Unsupported, () => Services.Audit.RebuildAsync(default));
        var finding = Assert.Single((await Services.Audit.VerifyAsync(default)).Findings);
        Assert.Equal((EventTypes.Unsupported, last), (finding.Code, (int)finding.FirstBadEntry));
        Assert.Contains(type, finding.Message, StringComparison.Ordinal);
        Assert.Contains("use a newer one", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EntryOfALaterFormat_IsNotSupportedAndNotCalledEdited()
    {
        _chain.Edit(
            _chain.Entries - 1,
            bytes =>
                Encoding.UTF8.GetBytes(
                    Encoding.UTF8.GetString(bytes).Replace("\"v\":1}", "\"v\":2}", StringComparison.Ordinal)
                )
        );
        Assert.Equal(
            EventTypes.Unsupported,
            AuditEntry.Decode(Encoding.UTF8.GetBytes(_chain.Row(_chain.Entries - 1))).Fault.Code
        );
    }

    [Fact]
    public async Task Commit_OfATypeThatIsNotKnown_IsABug()
    {
        var workspace = Services.Workspace;
        var chain = await workspace.ReadHeadAsync(default);
        var draft = new AuditDraft(SmallBooks.Bookkeeper, "person", "guess/1", null, null, "x", JsonObject.Of());
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            workspace.Audit.CommitAsync(SmallBooks.Tenant, chain, [draft], _ => [], default)
        );
    }

    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Read_HeadPutBack_IsFoundAtOnceByReadersAndWriters(Place place)
    {
        using var temporary = await TemporaryWorld.OpenAsync(place);
        var services = temporary.World.Open();
        Assert.True((await services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk);
        var tables = Stores.Open(temporary.World.Root, new FixedClock(World.Now)).Tables;
        var old = (await tables.GetAsync("audit", "acme", "head", default))!;
        Assert.True((await services.Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk);
        var now = (await tables.GetAsync("audit", "acme", "head", default))!;
        await tables.CommitAsync("audit", "acme", [new("head", old.Payload, now.ETag)], default);

        var reopened = temporary.World.Open();
        await AssertRefusedAsync(ChainCode.HeadMismatch, () => reopened.Runs.LoadAsync(SmallBooks.January, default));
        await AssertRefusedAsync(
            ChainCode.HeadMismatch,
            () => reopened.Host.BeginAsync(SmallBooks.January, Actor.Agent, default)
        );
        Assert.Contains(
            (await reopened.Audit.VerifyAsync(default)).Findings,
            finding => finding.Code == ChainCode.HeadMismatch
        );
    }

    /// <summary>Entries and head as they once were, rows as they are: a copy of one part was put back.</summary>
    [Fact]
    public async Task Load_EndOfTheChainGoneUnderItsRows_IsFoundAtOnce()
    {
        var rows = _chain.Projections();
        _chain.TruncateTo(2);
        _chain.Change(stored =>
        {
            foreach (var (key, row) in rows)
                stored[key] = row;
        });
        await AssertRefusedAsync(ChainCode.HeadMismatch, () => ReadAsync("run-2026-01"));
    }

    [Fact]
    public async Task Load_EntryInTheMiddleGone_NamesTheGap()
    {
        var started = _chain.IndexOf("run_started/3");
        _chain.Remove(started + 2);
        await AssertRefusedAsync(ChainCode.Gap, () => ReadAsync("run-2026-01"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _temporary.Dispose();

    private static string AsOlderRelease(string head)
    {
        var older = AuditHead.FromBytes(Encoding.UTF8.GetBytes(head)).Value.ToBytes();
        var members = ((JsonObject)JsonText.Parse(older).Value).Members;
        return JsonObject.Of(members.Where(member => member.Key is not "rows" and not "v")).With("v", 1).ToString();
    }

    private Task ReadAsync(string row) =>
        row == "books"
            ? Services.Workspace.ReadMasterDataAsync(default)
            : Services.Runs.LoadAsync(SmallBooks.January, default);

    private async Task RefuseAPostingAsync(PeriodCode period) =>
        await Services.Runs.ExecuteAsync(period, new RefusePosting(AdjustingDesk.Bookkeeper, "X", "a write"), default);

    private static async Task AssertRefusedAsync(string code, Func<Task> read) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<ChainRefusedException>(read)).Fault.Code);
}

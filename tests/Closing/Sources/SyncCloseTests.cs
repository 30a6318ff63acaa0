using Bookseal.Books.Notifications;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Tests.Tasks;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Scenario;
using static Bookseal.Closing.Tests.Sources.SyncedCompany;

namespace Bookseal.Closing.Tests.Sources;

/// <summary>A close whose first task brings in what the company's sources have.</summary>
public sealed class SyncCloseTests : IDisposable
{
    private readonly SyncedCompany _company = new();

    [Fact]
    public async Task Close_OfBooksFromAnInboxAndAnAddress_SealsWhatTheyHad()
    {
        await using var server = await EntryServer.OpenAsync();
        server.Pages = [Line("WEB-1") + Line("WEB-2"), Line("WEB-3")];
        var services = await _company.ImportAsync(Drop with { IsRequired = true }, server.Source(isRequired: true));
        _company.Put("a.csv", Header + Rows("POS-1") + Rows("FEB-1", date: "2026-02-02"));
        var run = Good(await CloseAsync(services, new TwoPeopleDesk()));
        Assert.Equal(RunStatus.Certified, run.Status);
        foreach (var id in (string[])["POS-1", "FEB-1", "WEB-1", "WEB-2", "WEB-3"])
            Assert.Equal(1, await _company.CountAsync(id));
        Assert.Equal("2 source(s): 5 entries, 0 of them late, 0 items", run.Tasks[1].Summary);
        var bag = services.Workspace.Proofs.Bag(new ProofLocation(run.Tenant, run.Period, run.Proof!.ProofId));
        var report = await ProofVerifier.VerifyAsync(bag, null, default);
        Assert.True(report.IsValid, report.ToJson().ToString());
        // Again after the close: what was sealed is known, and what came for it since is late.
        server.Pages = [.. server.Pages, Line("WEB-4")];
        var counts = (await SyncAsync(_company.Open())).Counts;
        Assert.Equal((1, 1), (counts.Entries, counts.LateItems));
    }

    [Fact]
    public async Task Close_WithARequiredSourceMissing_StopsAtItsFirstTaskAndTellsTheFinanceLead()
    {
        var services = await _company.ImportAsync(Drop with { IsRequired = true, Path = "nowhere" });
        var stopped = await CloseAsync(services, new TwoPeopleDesk());
        Assert.Equal("SOURCE_FOLDER_MISSING", stopped.Fault.Code);
        await CloseAsync(services, new TwoPeopleDesk());
        var run = (await services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        Assert.False(run.IsDone(1));
        var notices = new List<Notice>();
        await foreach (var recorded in services.Workspace.Outbox.ReadNoticesAsync(0, default))
            notices.AddRange(recorded.Notices);
        var missing = notices.Where(notice => notice.Kind == NoticeKind.CriticalException).ToList();
        Assert.All(missing, notice => Assert.Equal(missing[0].Reason, notice.Reason)); // said once
        Assert.Contains("nowhere", missing[0].Values.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_WithAnOptionalSourceMissing_GoesOnAndSaysSo()
    {
        var services = await _company.ImportAsync(Drop with { Path = "nowhere" });
        var run = Good(await CloseAsync(services, new TwoPeopleDesk()));
        Assert.Equal(RunStatus.Certified, run.Status);
        Assert.EndsWith("; 1 not read", run.Tasks[1].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_AfterTheFirstTask_LeavesTheMonthUnderTheCloseAlone()
    {
        var services = await _company.ImportAsync(Drop);
        Good(await CloseAsync(services, new TwoPeopleDesk(until: 13)));
        _company.Put("a.csv", Header + Rows("POS-1"));
        _company.Put("b.csv", Header + Rows("FEB-1", date: "2026-02-02"));
        var source = (await SyncAsync(services)).Sources[0];
        Assert.Equal("PERIOD_CLOSING", source.Fault!.Code);
        Assert.Equal((0, 1), (await _company.CountAsync("POS-1"), await _company.CountAsync("FEB-1")));
    }

    [Fact]
    public async Task Close_WhereTheFolderIsElsewhere_TrustsASyncAfterTheMonth()
    {
        await _company.ImportAsync(Drop with { IsRequired = true });
        var host = _company.Open(hasBooks: false);
        Assert.Equal("SOURCE_ELSEWHERE", (await CloseAsync(host, new TwoPeopleDesk())).Fault.Code);
        _company.Put("a.csv", Header + Rows("POS-1"));
        await SyncAsync(_company.Open()); // under the lease of the close that waits for it
        Assert.Equal(RunStatus.Certified, Good(await CloseAsync(host, new TwoPeopleDesk())).Status);
        Assert.Equal(1, await _company.CountAsync("POS-1"));
    }

    [Fact]
    public async Task Close_WithEditsAndLargeFiles_TakesThemUnderItsLease()
    {
        await _company.ImportAsync(Drop);
        _company.Put("a.csv", Header + Rows("POS-1"));
        await SyncAsync(_company.Open());
        _company.Put("a.csv", Header + Rows("POS-1", "6.00"));
        var many = Enumerable.Range(1, 30).Select(number => Rows($"BULK-{number}"));
        _company.Put("b.csv", Header + string.Concat(many));
        var services = _company.Open(limits: new WorkspaceLimits(1_000, 2_000));
        Assert.Equal(RunStatus.Certified, Good(await CloseAsync(services, new TwoPeopleDesk())).Status);
        Assert.Equal((1, 1), (await _company.CountAsync("POS-1~1"), await _company.CountAsync("BULK-30")));
    }

    [Fact]
    public async Task Close_OfAnAccountThatItsChartDoesNotHave_IsRefused()
    {
        var services = await _company.ImportAsync(Drop with { IsRequired = true, Path = "nowhere" });
        await CloseAsync(services, new NobodyAtTheDesk()); // pins the chart
        var more = ChecklistBooks.Read();
        var chart = Bookseal.Books.Accounts.ChartOfAccounts.Of([
            .. more.Chart.Accounts,
            more.Chart.Accounts.First(account => $"{account.Code}" == "6000") with
            {
                Code = Bookseal.Books.Values.AccountCode.Parse("6001").Value,
            },
        ]);
        var grown = more with { Chart = chart.Value, SourceSettings = new([Drop]) };
        Good(await services.Importer.ImportAsync(grown, AdjustingDesk.Bookkeeper, default));
        _company.Put("a.csv", Header + Rows("POS-1").Replace("6000", "6001", StringComparison.Ordinal));
        Assert.Equal("ACCOUNT_UNKNOWN", (await SyncAsync(services)).Sources[0].Fault!.Code);
        Assert.Equal(0, await _company.CountAsync("POS-1"));
    }

    public void Dispose() => _company.Dispose();
}

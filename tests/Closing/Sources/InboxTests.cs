using Bookseal.Books.Accounts;
using Bookseal.Books.Sources;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Sources;
using Bookseal.Closing.Tests.Auditing;
using Bookseal.Closing.Tests.Tasks;
using Bookseal.Storage.Audit;
using Bookseal.TestHost.Scenario;
using static Bookseal.Closing.Tests.Sources.SyncedCompany;

namespace Bookseal.Closing.Tests.Sources;

public sealed class InboxTests : IDisposable
{
    private readonly SyncedCompany _company = new();

    [Fact]
    public async Task Sync_Twice_AddsNothingTheSecondTime()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put("a.csv", Header + Rows("POS-1") + Rows("POS-2"));
        _company.Put("b.ndjson", Line("POS-3"));
        _company.Put("half.csv.part", "not whole yet");
        var first = await SyncAsync(services);
        Assert.Equal((2, 3), (first.Counts.Parts, first.Counts.Entries));
        var second = await SyncAsync(_company.Open());
        Assert.Empty(second.Sources[0].Parts);
        Assert.Equal(1, await _company.CountAsync("POS-1"));
        Assert.Equal(
            ["a.csv", "b.ndjson", "half.csv.part"],
            _company.Inbox.GetFiles().Select(file => file.Name).Order()
        );
        Assert.Equal(World.Now, (await services.Sync.ReadStatusAsync(default)).Sources[0].Synced!.GoodAt);
    }

    [Fact]
    public async Task Sync_OfAFileThatWasEdited_ReplacesWhatItEdited()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put("a.csv", Header + Rows("POS-1") + Rows("POS-2"));
        await SyncAsync(services);
        _company.Put("a.csv", Header + Rows("POS-1", "6.00") + Rows("POS-2") + Rows("POS-3"));
        var counts = (await SyncAsync(services)).Counts;
        Assert.Equal((1, 1), (counts.Entries, counts.EntriesChanged));
        Assert.Equal(1, await _company.CountAsync("POS-1~1"));
    }

    [Fact]
    public async Task Sync_WithADamagedFile_BringsInTheOthersAndTriesItAgain()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put("a.csv", Header + "POS-1,2026-01-15,Shop,9999,5.00,,USD,,,,,\n");
        _company.Put("b.csv", Header + Rows("POS-2"));
        _company.Put("c.pdf", "%PDF");
        var source = (await SyncAsync(services)).Sources[0];
        Assert.Equal(("ACCOUNT_UNKNOWN", "a.csv:2:23"), (source.Fault!.Code, source.Fault.Where));
        Assert.Null(source.Synced!.GoodAt);
        Assert.Equal(["ACCOUNT_UNKNOWN", null, "SOURCE_FORMAT_UNKNOWN"], source.Parts.Select(part => part.Fault?.Code));
        Assert.Equal(1, await _company.CountAsync("POS-2"));
        _company.Put("a.csv", Header + Rows("POS-1"));
        File.Delete(Path.Combine(_company.Inbox.FullName, "c.pdf"));
        Assert.Equal(1, (await SyncAsync(services)).Counts.Entries);
        Assert.Equal(World.Now, (await services.Sync.ReadStatusAsync(default)).Sources[0].Synced!.GoodAt);
    }

    /// <summary>What a later file has corrected does not come back with an earlier one that had a fault.</summary>
    [Fact]
    public async Task Sync_OfAnEarlierFileTriedAgain_AddsAndChangesNothing()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put("a.csv", Header + Rows("POS-1") + "POS-2,2026-01-15,Shop,9999,5.00,,USD,,,,,\n");
        _company.Put("b.csv", Header + Rows("POS-1", "6.00"));
        await SyncAsync(services);

        _company.Put("a.csv", Header + Rows("POS-1") + Rows("POS-2"));
        Assert.Equal("ENTRY_REVERTS", (await SyncAsync(services)).Sources[0].Fault!.Code);
        Assert.Equal(0, await _company.CountAsync("POS-2"));
        _company.Put("a.csv", Header + Rows("POS-2"));
        Assert.Equal((1, 0), Changes(await SyncAsync(services)));
        // Once it was read, an edited file is the newer one, whatever its name.
        _company.Put("a.csv", Header + Rows("POS-2", "7.00"));
        Assert.Equal((0, 1), Changes(await SyncAsync(services)));

        static (int, int) Changes(SyncReport report) => (report.Counts.Entries, report.Counts.EntriesChanged);
    }

    [Fact]
    public async Task Sync_OfAPipe_WaitsForNobody()
    {
        var services = await _company.ImportAsync(Drop);
        using (var made = System.Diagnostics.Process.Start("mkfifo", Path.Combine(_company.Inbox.FullName, "a.csv")))
            await made.WaitForExitAsync();
        Assert.Equal("NOT_PLAIN_FILE", (await SyncAsync(services)).Sources[0].Fault!.Code);
    }

    /// <summary>Who may put files into the folder would have any file of the machine read.</summary>
    [Fact]
    public async Task Sync_OfLinks_FollowsNone()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put("b.csv", Header + Rows("POS-2"));
        var elsewhere = Path.Combine(_company.Inbox.Parent!.FullName, "elsewhere.csv");
        File.WriteAllText(elsewhere, Header + Rows("POS-1"));
        File.CreateSymbolicLink(Path.Combine(_company.Inbox.FullName, "a.csv"), elsewhere);
        var source = (await SyncAsync(services)).Sources[0];
        Assert.Equal(["SOURCE_UNREADABLE", null], source.Parts.Select(part => part.Fault?.Code));
        Assert.Equal((0, 1), (await _company.CountAsync("POS-1"), await _company.CountAsync("POS-2")));
        var real = _company.Inbox.FullName + "-real";
        Directory.Move(_company.Inbox.FullName, real);
        Directory.CreateSymbolicLink(_company.Inbox.FullName, real);
        Assert.Equal("SOURCE_UNREADABLE", (await SyncAsync(services)).Sources[0].Fault!.Code);
    }

    /// <summary>A part states no chart: what another has imported meanwhile is not taken back by it.</summary>
    [Fact]
    public async Task Import_OfAPartReadWithAnOlderChart_IsRefusedAndTakesNothingBack()
    {
        var services = await _company.ImportAsync(Drop);
        var readWith = await services.Workspace.ReadMasterDigestsAsync(default);
        var books = ChecklistBooks.Read() with { SourceSettings = new SourceSettings([Drop]) };
        var added = new Account(AccountCode.Parse("6999").Value, "Other", AccountType.Expense, []);
        var other = books with { Chart = ChartOfAccounts.Of([.. books.Chart.Accounts, added]).Value };
        Assert.True((await services.Importer.ImportAsync(other, AdjustingDesk.Bookkeeper, default)).IsOk);
        var options = ImportOptions.Default with { ReadWith = readWith };
        var part = await services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, options, null, default);
        Assert.Equal("IMPORT_SUPERSEDED", part.Fault.Code);
        Assert.NotNull((await services.Workspace.ReadMasterDataAsync(default)).Value.Chart.Find(added.Code));
    }

    [Fact]
    public async Task Sync_OfItemsAndBankRows_ImportsThem()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put(
            "subledgers.csv",
            "subledger,entity,reference,date,due_date,side,amount,currency,applies_to,description\n"
                + "AR,CUST-2,INV-2,2026-01-06,2026-02-05,debit,7.00,USD,,Sale\n"
        );
        _company.Put(
            "jan.bank_transactions.csv",
            "account,currency,date,reference,amount,description\nMAIN,USD,2026-01-06,R1,7.00,Received\n"
        );
        var counts = (await SyncAsync(services)).Counts;
        Assert.Equal((2, 1, 1), (counts.Parts, counts.Items, counts.BankRows));
    }

    [Fact]
    public async Task Sync_OfHledger_KnowsItsAccountsByTheirNames()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put(
            "year.hledger.csv",
            """
            "txnidx","date","date2","status","code","description","comment","account","amount","commodity","credit",
            """.TrimEnd()
                + """
                "debit","posting-status","posting-comment"
                "1","2026-01-08","","","","Ink","","expenses:ink","3","USD","","3","",""
                "1","2026-01-08","","","","Ink","","assets:cash","-3","USD","3","","",""

                """
        );
        var report = await SyncAsync(services);
        Assert.Null(report.Sources[0].Fault);
        Assert.Equal(1, report.Counts.Entries);
        Assert.Empty((await SyncAsync(services)).Sources[0].Parts);
    }

    [Fact]
    public async Task Sync_DryRun_WritesNothing()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put("a.csv", Header + Rows("POS-1"));
        var before = await Snapshot.EventsAsync(services);
        Assert.Equal(1, (await SyncAsync(services, SyncRequest.All with { IsDryRun = true })).Counts.Entries);
        Assert.Equal(before, await Snapshot.EventsAsync(services));
        Assert.Equal(0, await _company.CountAsync("POS-1"));
    }

    [Fact]
    public async Task Sync_Anew_LooksAtEveryFileAndAddsNothing()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put("a.csv", Header + Rows("POS-1"));
        await SyncAsync(services);
        var counts = (await SyncAsync(services, SyncRequest.All with { IsAnew = true })).Counts;
        Assert.Equal((1, 0), (counts.Parts, counts.Entries));
    }

    [Fact]
    public async Task Sync_OfWhatIsNotThere_SaysSo()
    {
        var services = await _company.ImportAsync(Drop with { Path = "nowhere" });
        Assert.Equal("SOURCE_FOLDER_MISSING", (await SyncAsync(services)).Sources[0].Fault!.Code);
        Assert.Equal("SOURCE_ELSEWHERE", (await SyncAsync(_company.Open(hasBooks: false))).Sources[0].Fault!.Code);
        var unknown = SyncRequest.All with { Only = IdOf("other") };
        Assert.Equal(
            "SOURCE_UNKNOWN",
            (await services.Sync.SyncAsync(unknown, AdjustingDesk.Bookkeeper, null, default)).Fault.Code
        );
    }

    [Fact]
    public async Task Audit_OfSyncedBooks_IsWholeAndMakesTheirRowsAgain()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put("a.csv", Header + Rows("POS-1"));
        await SyncAsync(services);
        Assert.True((await services.Audit.VerifyAsync(default)).IsGood);
        Assert.Empty(await services.Audit.RebuildAsync(default));
    }

    [Theory]
    [InlineData("sources")]
    [InlineData("source-drop")]
    public async Task Sync_WhereARowIsDamaged_IsRefusedByCode(string row)
    {
        await SyncAsync(await _company.ImportAsync(Drop));
        new StoredChain(_company.World.Root).Change(rows => rows[row] = "{}");
        var refused = await Assert.ThrowsAsync<ChainRefusedException>(() => SyncAsync(_company.Open()));
        Assert.Equal("PROJECTION_DAMAGED", refused.Fault.Code);
        Assert.Equal([row], await _company.Open().Audit.RebuildAsync(default));
        Assert.Null((await SyncAsync(_company.Open())).Sources[0].Fault);
    }

    public void Dispose() => _company.Dispose();
}

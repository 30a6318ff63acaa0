using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

/// <summary>Entries that went from a source that gives the whole journal and has no ids of its own.</summary>
public sealed class GoneReviewTests : IDisposable
{
    private readonly YearWorld _world = new();

    [Theory]
    [InlineData("Rent", "2026-03-05", "120.00", EntryEdit.Replaced)] // the amount
    [InlineData("Rent", "2026-03-09", "100.00", EntryEdit.Replaced)] // the date
    [InlineData("Office rent", "2026-03-05", "100.00", EntryEdit.Amended)] // the words
    [InlineData("Rent", "2026-04-05", "100.00", EntryEdit.Replaced)] // into another month
    public async Task Import_GoneAndNewTakenAsOneEdit_IsReplacedAndKnownFromThenOn(
        string words,
        string date,
        string amount,
        EntryEdit kind
    )
    {
        await _world.ImportAsync(Snapshot(("hl-a", "Rent", "2026-03-05", "100.00")));
        var edited = Snapshot(("hl-b", words, date, amount));
        var desk = new Desk(takesPairs: true, takesBack: false);

        var change = Assert.Single((await TryAsync(edited, desk)).Value.Changed);

        Assert.Equal(("hl-a", "hl-b", kind), ($"{change.Entry}", $"{change.Now!.Id}", change.Kind));
        Assert.Equal((1, 0), (desk.Pairs.Count, desk.Gone.Count));
        var entries = (await _world.EntriesAsync(YearBooks.March)).Concat(await _world.EntriesAsync(YearBooks.April));
        Assert.Equal(["hl-a", "hl-a~1-R", "hl-b"], entries.Select(entry => $"{entry.Id}"));
        Assert.Equal("hl-a", $"{entries.Last().Replaces}");
        var rent = (await _world.BooksAsync(PeriodCode.Of(Dates.Parse(date).Value))).TrialBalance.Rows.Single(row =>
            $"{row.Account}" == "6000"
        );
        Assert.Equal(amount.Replace(".", "", StringComparison.Ordinal), $"{rent.DebitMinor}");
        Assert.Equal(0, (long)rent.CreditMinor);
        Assert.False((await TryAsync(edited)).Value.IsChange);
    }

    [Fact]
    public async Task Import_PairEditedAgain_IsPairedWithWhatStands()
    {
        await _world.ImportAsync(Snapshot(("hl-a", "Rent", "2026-03-05", "100.00")));
        var desk = new Desk(takesPairs: true, takesBack: true);
        Assert.True((await TryAsync(Snapshot(("hl-b", "Rent", "2026-03-05", "120.00")), desk)).IsOk);
        Assert.True((await TryAsync(Snapshot(("hl-c", "Rent", "2026-03-05", "130.00")), desk)).IsOk);
        Assert.Equal(
            ["hl-a", "hl-a~1-R", "hl-b", "hl-b~1-R", "hl-c"],
            (await _world.EntriesAsync(YearBooks.March)).Select(entry => $"{entry.Id}")
        );
        // And back to the first one, which comes back under the next number.
        Assert.True((await TryAsync(Snapshot(("hl-a", "Rent", "2026-03-05", "100.00")), desk)).IsOk);
        Assert.Equal(10000, await RentAsync());
        Assert.False((await TryAsync(Snapshot(("hl-a", "Rent", "2026-03-05", "100.00")))).Value.IsChange);
    }

    /// <summary>What a paired entry is taken back by names that entry, as the guard on edits expects.</summary>
    [Fact]
    public async Task Close_AfterAPairThatWasEditedAgain_IsCertified()
    {
        await _world.ImportAsync(Snapshot(("hl-a", "Rent", "2026-01-15", "100.00")));
        var desk = new Desk(takesPairs: true, takesBack: false);
        Assert.True((await TryAsync(Snapshot(("hl-b", "Rent", "2026-01-15", "120.00")), desk)).IsOk);
        Assert.True((await TryAsync(Snapshot(("hl-c", "Rent", "2026-01-15", "130.00")), desk)).IsOk);
        await _world.CloseAsync(YearBooks.January);
    }

    [Fact]
    public async Task Import_NobodyTakesIt_IsRefusedAndNamesThePair()
    {
        await _world.ImportAsync(Snapshot(("hl-a", "Rent", "2026-03-05", "100.00")));
        var edited = Snapshot(("hl-b", "Rent", "2026-03-05", "120.00"));
        foreach (var options in (ImportOptions[])[ImportOptions.Default, OptionsOf(new Desk(false, false))])
        {
            var refused = (await TryAsync(edited, options)).Fault;
            Assert.Equal("ENTRY_GONE", refused.Code);
            Assert.Contains("hl-a is now hl-b of 2026-03-05", refused.Message, StringComparison.Ordinal);
            Assert.Contains("--pair", refused.Message, StringComparison.Ordinal);
        }

        Assert.Single(await _world.EntriesAsync(YearBooks.March));
    }

    [Fact]
    public async Task Import_PairIsNotTakenButGoneIs_AddsTheNewOneAsNew()
    {
        await _world.ImportAsync(Snapshot(("hl-a", "Rent", "2026-03-05", "100.00")));
        var desk = new Desk(takesPairs: false, takesBack: true);
        var outcome = (await TryAsync(Snapshot(("hl-b", "Rent", "2026-03-05", "120.00")), desk)).Value;
        Assert.Equal((1, 1, 0), (outcome.EntriesAdded, outcome.Gone.Count, outcome.Changed.Count));
        Assert.Equal(12000, await RentAsync());
    }

    [Theory]
    [InlineData("hl-b:Rent:2026-03-05:1.00 hl-c:Rent:2026-03-05:2.00", 0)] // two fit one
    [InlineData("hl-b:Water:2026-03-09:100.00", 0)] // one of three
    [InlineData("hl-b:Rent:2026-03-05:1.00 hl-c:Water:2026-03-05:2.00", 1)]
    public async Task Import_DryRun_ProposesOnlyWhatIsPlain(string added, int pairs)
    {
        await _world.ImportAsync(Snapshot(("hl-a", "Rent", "2026-03-05", "100.00")));
        var rows = added.Split(' ').Select(row => row.Split(':')).Select(row => (row[0], row[1], row[2], row[3]));
        var outcome = (await TryAsync(Snapshot([.. rows]), new ImportOptions(false, true))).Value;
        Assert.Equal((pairs, 1), (outcome.Pairs.Count, outcome.Gone.Count));
    }

    [Fact]
    public async Task Undo_OfAPair_RestoresWhatStoodAndRefusesOverTwoMonths()
    {
        await _world.ImportAsync(Snapshot(("hl-a", "Rent", "2026-03-05", "100.00")));
        var desk = new Desk(takesPairs: true, takesBack: false);
        Assert.True((await TryAsync(Snapshot(("hl-b", "Rent", "2026-03-05", "120.00")), desk)).IsOk);
        Assert.True((await UndoAsync(YearBooks.March)).IsOk);
        Assert.Equal(10000, await RentAsync());
        Assert.True((await TryAsync(Snapshot(("hl-c", "Rent", "2026-04-05", "100.00")), desk)).IsOk);
        Assert.Equal("IMPORT_IN_USE", (await UndoAsync(YearBooks.March)).Fault.Code);
        Assert.Equal("IMPORT_IN_USE", (await UndoAsync(YearBooks.April)).Fault.Code);
    }

    public void Dispose() => _world.Dispose();

    private static ImportedBooks Snapshot(params (string Id, string Words, string Date, string Amount)[] rows) =>
        YearBooks.Read(
            moreRows: string.Concat(
                rows.Select(row =>
                    YearBooks
                        .Rent(row.Id, row.Date, row.Amount)
                        .Replace(",Rent,", $",{row.Words},", StringComparison.Ordinal)
                )
            )
        ) with
        {
            FullSnapshotSource = new("journal.csv", "hl-"),
        };

    private static ImportOptions OptionsOf(IGoneReview desk) => new(false, false) { Review = desk };

    private Task<Result<ImportOutcome>> TryAsync(ImportedBooks books, IGoneReview? desk = null) =>
        TryAsync(books, desk is null ? ImportOptions.Default : OptionsOf(desk));

    private Task<Result<ImportOutcome>> TryAsync(ImportedBooks books, ImportOptions options) =>
        _world.Services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, options, null, default);

    private Task<Result<UndoneImport>> UndoAsync(PeriodCode period) =>
        _world.Services.ImportUndo.UndoAsync(period, AdjustingDesk.Bookkeeper, default);

    private async Task<long> RentAsync()
    {
        var books = await _world.BooksAsync(YearBooks.March);
        var rent = books.TrialBalance.Rows.Single(row => $"{row.Account}" == "6000");
        return (long)(rent.DebitMinor - rent.CreditMinor);
    }

    /// <summary>Somebody who is asked, and remembers what.</summary>
    private sealed class Desk(bool takesPairs, bool takesBack) : IGoneReview
    {
        public List<EntryPair> Pairs { get; } = [];

        public List<Entry> Gone { get; } = [];

        public Task<bool> TakesPairsAsync(IReadOnlyList<EntryPair> pairs, CancellationToken cancel)
        {
            Pairs.AddRange(pairs);
            return Task.FromResult(takesPairs);
        }

        public Task<bool> TakesBackAsync(IReadOnlyList<Entry> gone, CancellationToken cancel)
        {
            Gone.AddRange(gone);
            return Task.FromResult(takesBack);
        }
    }
}

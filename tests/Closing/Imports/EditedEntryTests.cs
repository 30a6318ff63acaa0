using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

public sealed class EditedEntryTests : IDisposable
{
    private readonly YearWorld _world = new();

    [Fact]
    public async Task Import_RentOf100EditedTo120_StandsOnceAndReplacedAmountsStandApart()
    {
        await _world.ImportAsync(WithRent("100.00"));
        var outcome = await TryAsync(WithRent("120.00"));
        Assert.Equal((0, 1), (outcome.Value.EntriesAdded, outcome.Value.Changed.Count));

        var rent = (await _world.BooksAsync(YearBooks.March)).TrialBalance.Rows.Single(row =>
            $"{row.Account}" == "6000"
        );
        Assert.Equal((12000, 0, 10000), ((long)rent.DebitMinor, (long)rent.CreditMinor, (long)rent.ReplacedMinor));
        var gross = (await _world.BooksAsync(YearBooks.March)).Fold.Activity.Single(item =>
            $"{item.Account}" == "6000"
        );
        Assert.Equal((22000, 10000), ((long)gross.DebitMinor, (long)gross.CreditMinor));
        var entries = await _world.EntriesAsync(YearBooks.March);
        Assert.Equal(["R-1", "R-1~1-R", "R-1~1"], entries.Select(entry => $"{entry.Id}"));
        Assert.Equal((EntryEdit.Replaced, "R-1"), (entries[1].Edit, $"{entries[1].Reverses}"));
        Assert.Equal("R-1", $"{entries[2].Replaces}");
        Assert.Single(entries.Skip(1), entry => entry.Batch is not null); // one append

        Assert.False((await TryAsync(WithRent("120.00"))).Value.IsChange);
        Assert.Equal(3, (await _world.EntriesAsync(YearBooks.March)).Count);
    }

    [Fact]
    public async Task Close_AfterEdits_CertifiesWhatStandsAndVerifies()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.ImportAsync(EditedRent("50.00", "77.00"));
        var run = await _world.CloseAsync(YearBooks.January);
        var rent = (await _world.BooksAsync(YearBooks.January)).TrialBalance.Rows.Single(row =>
            $"{row.Account}" == "6000"
        );
        Assert.Equal((7700, 5000), ((long)rent.DebitMinor, (long)rent.ReplacedMinor));
        Assert.Equal("1", $"{((Evidence.Json.JsonObject)(await _world.CertificateAsync(run))["counts"]!)["edits"]}");
    }

    [Theory]
    [InlineData("120.00", "80.00", "100.00")]
    [InlineData("120.00", "120.00", "121.00")]
    [InlineData("7.00", "100.00", "7.00")] // back, and forth again
    public async Task Import_EditedAgainAndAgain_StandsAsTheSourceSaysLast(string first, string second, string third)
    {
        await _world.ImportAsync(WithRent("100.00"));
        foreach (var amount in (string[])[first, second, third])
            Assert.True((await TryAsync(WithRent(amount))).IsOk);
        var rent = (await _world.BooksAsync(YearBooks.March)).TrialBalance.Rows.Single(row =>
            $"{row.Account}" == "6000"
        );
        Assert.Equal(third.Replace(".", "", StringComparison.Ordinal), $"{rent.DebitMinor}");
        Assert.Equal(0, (long)rent.CreditMinor);
    }

    [Theory]
    [InlineData("Rent", "Rent of the office", EntryEdit.Amended)]
    [InlineData("2026-03-05", "2026-03-06", EntryEdit.Replaced)]
    [InlineData(",6000,", ",3000,", EntryEdit.Replaced)]
    [InlineData(",standard", ",adjusting", EntryEdit.Replaced)]
    public async Task Import_AnEdit_IsAnAmendmentOnlyWhereWordsAloneChanged(string from, string to, EntryEdit kind)
    {
        await _world.ImportAsync(WithRent("100.00"));
        var rows = YearBooks.Rent("R-1", "2026-03-05", "100.00");
        Assert.Contains(from, rows, StringComparison.Ordinal);
        var edited = YearBooks.Read(moreRows: rows.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(kind, Assert.Single((await TryAsync(edited)).Value.Changed).Kind);
        var books = await _world.BooksAsync(YearBooks.March);
        Assert.All(EntryKinds.All, one => Assert.InRange(books.Fold.EffectiveOf(one), 0, 1));
        Assert.False((await TryAsync(edited)).Value.IsChange);
    }

    [Fact]
    public async Task Import_EditOfAClosedMonth_IsRefused()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        Assert.Equal("ENTRY_CHANGED", (await TryAsync(EditedRent("50.00", "51.00"))).Fault.Code);
        Assert.Equal("ENTRY_CHANGED", (await TryAsync(EditedRent("Rent", "Office"))).Fault.Code);
    }

    [Fact]
    public async Task Import_EditWhileTheMonthIsClosing_IsRefused()
    {
        await _world.ImportAsync(YearBooks.Read());
        Assert.True((await _world.TryBeginAsync(YearBooks.January)).IsOk);
        Assert.Equal("PERIOD_CLOSING", (await TryAsync(EditedRent("50.00", "51.00"))).Fault.Code);
    }

    [Fact]
    public async Task Import_EditOfWhatAPersonPostedOrReversed_IsRefused()
    {
        await _world.ImportAsync(WithRent("100.00"));
        Assert.True((await _world.PostAsync(YearBooks.March, YearBooks.Entry("P-1", new(2026, 3, 9)))).IsOk);
        var taken = YearBooks.Read(moreRows: YearBooks.Rent("P-1", "2026-03-09", "2.00"));
        Assert.Equal("ENTRY_CHANGED", (await TryAsync(taken)).Fault.Code);
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var reversed = await services.Reversals.ReverseAsync(
            EntryId.Parse("R-1").Value,
            new(2026, 3, 31),
            AdjustingDesk.Bookkeeper,
            master,
            default
        );
        Assert.True(reversed.IsOk);
        Assert.Equal("ENTRY_CHANGED", (await TryAsync(WithRent("120.00"))).Fault.Code);
    }

    [Fact]
    public async Task Reverse_OfAnEditedEntry_TakesBackWhatStands()
    {
        await _world.ImportAsync(WithRent("100.00"));
        await _world.ImportAsync(WithRent("120.00"));
        var services = _world.Services;
        var reversed = await services.Reversals.ReverseAsync(
            EntryId.Parse("R-1").Value,
            new(2026, 4, 1),
            AdjustingDesk.Bookkeeper,
            (await services.Workspace.ReadMasterDataAsync(default)).Value,
            default
        );
        Assert.Equal(
            ("R-1~1", 12000),
            ($"{reversed.Value.Reversal.Reverses}", reversed.Value.Reversal.Lines[0].CreditMinor)
        );
    }

    [Fact]
    public async Task Import_LateEntryEditedWhileTheMonthThatTookItIsOpen_IsReplacedThere()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        await _world.ImportAsync(YearBooks.Read(moreRows: YearBooks.Rent("L-1", "2026-01-28", "9.00")));
        var edited = YearBooks.Read(moreRows: YearBooks.Rent("L-1", "2026-01-28", "8.00"));
        Assert.Equal(YearBooks.February, Assert.Single((await TryAsync(edited)).Value.Changed).Period);
        Assert.False((await TryAsync(edited)).Value.IsChange);
        var rent = (await _world.BooksAsync(YearBooks.February)).TrialBalance.Rows.Single(row =>
            $"{row.Account}" == "6000"
        );
        Assert.Equal((5800, 900), ((long)rent.DebitMinor, (long)rent.ReplacedMinor));
    }

    [Fact]
    public async Task DryRun_SaysWhatWouldChangeAndWritesNothing()
    {
        await _world.ImportAsync(WithRent("100.00"));
        var before = _world.Files();
        var edited = YearBooks.Read(
            moreRows: YearBooks.Rent("R-1", "2026-03-05", "120.00") + YearBooks.Rent("N-1", "2026-04-05", "3.00")
        );
        var outcome = await _world.Services.Importer.ImportAsync(
            edited,
            AdjustingDesk.Bookkeeper,
            new ImportOptions(false, IsDryRun: true),
            null,
            default
        );
        var change = Assert.Single(outcome.Value.Changed);
        Assert.Equal(
            ("100.00 USD", "120.00 USD", 1),
            (EntryAmounts.Text(change.Was!), EntryAmounts.Text(change.Now!), outcome.Value.EntriesAdded)
        );
        Assert.Equal("3.00 USD", ImportOutcome.TextOf(outcome.Value.Amounts[YearBooks.April]));
        Assert.Equal(before, _world.Files());
    }

    public void Dispose() => _world.Dispose();

    private static ImportedBooks WithRent(string amount) =>
        YearBooks.Read(moreRows: YearBooks.Rent("R-1", "2026-03-05", amount));

    private static ImportedBooks EditedRent(string from, string to) =>
        EditedBooks.Read(
            (BooksFiles.Profile, "\"fiscal_year_end_month\":12", "\"fiscal_year_end_month\":2"),
            (
                BooksFiles.JournalCsv,
                $"JE-2,2026-01-20,Rent,6000,50.00",
                $"JE-2,2026-01-20,Rent,6000,50.00".Replace(from, to, StringComparison.Ordinal)
            ),
            (
                BooksFiles.JournalCsv,
                $"JE-2,2026-01-20,Rent,1000,,50.00",
                $"JE-2,2026-01-20,Rent,1000,,50.00".Replace(from, to, StringComparison.Ordinal)
            )
        );

    private Task<Result<ImportOutcome>> TryAsync(ImportedBooks books) =>
        _world.Services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default);
}

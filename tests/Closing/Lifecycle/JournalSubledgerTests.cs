using System.Text;
using Bookseal.Books.Certificates;
using Bookseal.Books.Proof;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Tests.Imports;
using Bookseal.Evidence.Json;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>Months whose receivables are the journal's own lines.</summary>
public sealed class JournalSubledgerTests : IDisposable
{
    private const string Item = "AR,CUST-1,INV-1,2026-01-05,2026-02-04,debit,120.00,USD,,Sale\n";
    private const string LastRow = "JE-3,2026-02-02,Rent,1000,,50.00,USD,,,,,standard\n";
    private const string Receipt =
        "JE-4,2026-02-10,Paid,1000,130.00,,USD,,,,,standard\n"
        + "JE-4,2026-02-10,Paid,1200,,130.00,USD,AR,CUST-1,INV-1,,standard\n";

    private readonly YearWorld _world = new();

    [Fact]
    public async Task Close_OfTwoMonths_GoesOnFromWhatTheFirstLeftOpenAndVerifies()
    {
        await _world.ImportAsync(Books());
        // While January is open, February looks ahead through its journal.
        Assert.Equal([-1_000], (await _world.BooksAsync(YearBooks.February)).Ageing.Select(row => (int)row.TotalMinor));

        var january = await _world.CloseAsync(YearBooks.January);
        Assert.Empty(january.Subledgers); // nothing comes from a file
        Assert.Contains(
            "\"source\":\"journal\"",
            (await _world.CertificateAsync(january))["open_items"]!.ToString(),
            StringComparison.Ordinal
        );
        var february = await _world.CloseAsync(YearBooks.February);

        var location = ProofLocation.Of(february.Tenant, february.Period, february.Proof!);
        var carried = await _world.Services.Workspace.Proofs.ReadAsync(location, BagLayout.PreviousOpenItems, default);
        Assert.Contains("\"amount_minor\":\"12000\"", Encoding.UTF8.GetString(carried!), StringComparison.Ordinal);
        var books = await _world.BooksAsync(YearBooks.February);
        Assert.Equal((-1_000, -1_000), Position(books));
    }

    [Fact]
    public async Task Apply_OfTheRestOfAReceipt_SettlesABillWithoutAnEntryAndVerifies()
    {
        const string sale =
            "JE-5,2026-02-12,Sale,1200,40.00,,USD,AR,CUST-1,INV-2,,standard\n"
            + "JE-5,2026-02-12,Sale,4000,,40.00,USD,,,,,standard\n";
        await _world.ImportAsync(Books("", sale));
        await _world.CloseAsync(YearBooks.January);
        var master = (await _world.Services.Workspace.ReadMasterDataAsync(default)).Value;
        var application = new Application(
            SubledgerName.Parse("AR").Value,
            "CUST-1",
            "INV-1", // paid 10 too much
            "INV-2",
            master.Profile.BaseCurrency,
            null,
            new(2026, 2, 28)
        );
        var services = _world.Services;

        var item = (
            await services.Applications.ApplyAsync(application, AdjustingDesk.Bookkeeper, master, default)
        ).Value;

        Assert.Equal((1_000, false), ((int)item.AmountMinor, item.IsDebit));
        await _world.CloseAsync(YearBooks.February);
        var open = Assert.Single((await _world.BooksAsync(YearBooks.February)).OpenItems.Open);
        Assert.Equal(("INV-2", 3_000), (open.Reference, (int)open.AmountMinor));
        Assert.Equal(
            "PERIOD_CLOSED",
            (await services.Applications.ApplyAsync(application, AdjustingDesk.Bookkeeper, master, default)).Fault.Code
        );
        Assert.False(
            (await services.Importer.ImportAsync(Books("", sale), AdjustingDesk.Bookkeeper, default)).Value.IsChange
        );
    }

    [Fact]
    public async Task Import_OfAnItemThatTheJournalKeeps_IsRefused()
    {
        await _world.ImportAsync(Books());
        var refused = await _world.Services.Importer.ImportAsync(Books(Item), AdjustingDesk.Bookkeeper, default);
        Assert.Equal("ITEM_OF_JOURNAL", refused.Fault.Code);
    }

    [Fact]
    public async Task Close_AfterTheSubledgerMovedFromItsFileToTheJournal_GoesOnFromWhatWasSealed()
    {
        await _world.ImportAsync(EditedBooks.Read((BooksFiles.JournalCsv, LastRow, LastRow + Receipt)));
        await _world.CloseAsync(YearBooks.January);
        await _world.ImportAsync(Books(Item));
        await _world.CloseAsync(YearBooks.February);
        Assert.Equal((-1_000, -1_000), Position(await _world.BooksAsync(YearBooks.February)));
    }

    public void Dispose() => _world.Dispose();

    private static (int, int) Position(Bookseal.Books.Periods.PeriodBooks books)
    {
        var row = Assert.Single(books.Reconciliation.Rows);
        return ((int)row.SubledgerMinor, (int)row.ControlMinor);
    }

    private static ImportedBooks Books(string items = "", string entries = "") =>
        EditedBooks.Read(
            (
                BooksFiles.Profile,
                "\"time_zone\"",
                "\"subledgers\":{\"AR\":{\"source\":\"journal\",\"terms_days\":30}},\"time_zone\""
            ),
            (BooksFiles.Subledgers, Item, items),
            (BooksFiles.JournalCsv, LastRow, LastRow + Receipt + entries)
        );
}

using Bookseal.Books.Health;
using Bookseal.Books.Subledgers;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

public sealed class SubledgerItemTests : IDisposable
{
    private const string Sale = "AR,CUST-1,INV-1,2026-01-05,2026-02-04,debit,120.00,USD,,Sale\n";
    private const string LateSale = "AR,CUST-2,INV-9,2026-01-20,2026-01-30,debit,40.00,USD,,Late\n";
    private const string LateEntry =
        "JE-9,2026-01-20,Late,1200,40.00,,USD,AR,CUST-2,INV-9,,standard\n"
        + "JE-9,2026-01-20,Late,4000,,40.00,USD,,,,,standard\n";

    private readonly YearWorld _world = new();

    [Fact]
    public async Task Import_OfAnItemOfAClosedMonth_CountsItFromTheMonthThatTookItIn()
    {
        await _world.ImportAsync(Books());
        await _world.CloseAsync(YearBooks.January);
        var grown = Books(Sale + LateSale, LateEntry);

        var outcome = await TryImportAsync(grown);

        Assert.Equal((1, 1, 1), (outcome.Value.LateItems, outcome.Value.EntriesAdded, outcome.Value.SubledgerItems));
        var january = await _world.BooksAsync(YearBooks.January);
        Assert.Equal([12_000], january.Ageing.Select(row => (int)row.TotalMinor));
        Assert.True(HealthReport.Of(january, january.Company.Policy).CanProceed);
        var february = await _world.BooksAsync(YearBooks.February);
        Assert.Equal([12_000, 4_000], february.Ageing.Select(row => (int)row.TotalMinor));
        Assert.Equal(YearBooks.February, Assert.Single(february.Subledgers.LateItems).TakenInto);
        Assert.True(HealthReport.Of(february, february.Company.Policy).CanProceed);

        Assert.False((await TryImportAsync(grown)).Value.IsChange);
        await _world.CloseAsync(YearBooks.February); // and its bag verifies
        Assert.False((await TryImportAsync(grown)).Value.IsChange);
        Assert.Equal(2, (await ItemsAsync()).Count);
    }

    [Fact]
    public async Task Import_OfAnItemOfBeforeTheBooksAfterTheFirstClose_CountsItFromTheOpenMonthToo()
    {
        await _world.ImportAsync(Books());
        await _world.CloseAsync(YearBooks.January);
        var old = LateSale.Replace("2026-01-20,2026-01-30", "2025-06-30,2025-07-30", StringComparison.Ordinal);
        Assert.Equal(1, (await TryImportAsync(Books(Sale + old, LateEntry))).Value.SubledgerItems);
        Assert.Equal(12_000, (int)(await _world.BooksAsync(YearBooks.January)).Ageing.Sum(row => (long)row.TotalMinor));
        var february = await _world.BooksAsync(YearBooks.February);
        Assert.Equal(4_000, (int)february.Ageing[1].BucketsMinor[4]); // by its own due date, long ago
        Assert.Empty(february.Reconciliation.Exceptions);
    }

    [Fact]
    public async Task Import_OfAnItemWhoseMonthIsOpen_SaysNothingOfAMonth()
    {
        await _world.ImportAsync(Books(Sale + LateSale, LateEntry));
        Assert.All(await ItemsAsync(), item => Assert.Null(item.TakenInto));
    }

    [Theory]
    [InlineData("120.00", "125.00", "amount was 120.00 USD and is now 125.00 USD")]
    [InlineData("2026-02-04", "2026-02-14", "due date was 2026-02-04 and is now 2026-02-14")]
    public async Task Import_OfAnEditedItem_IsRefusedAndNoSecondItem(string from, string to, string said)
    {
        await _world.ImportAsync(Books());
        var refused = (await TryImportAsync(Books(Sale.Replace(from, to, StringComparison.Ordinal)))).Fault;
        Assert.Equal(("ITEM_CHANGED", "subledgers.csv:1:1"), (refused.Code, refused.Where));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Single(await ItemsAsync());
        Assert.True((await TryImportAsync(Books())).IsOk); // the row put back
    }

    [Fact]
    public async Task Import_OfBankStatements_CountsTheirRowsApart()
    {
        var books = Books();
        var bank = BooksReader.Read(
            new Dictionary<string, byte[]>(SmallBooks.Files)
            {
                [BooksFiles.BankStatements] =
                    "account,currency,from,to,opening,closing\nmain,USD,2026-01-01,2026-01-31,0.00,0.00\n"u8.ToArray(),
            },
            SmallBooks.Bookkeeper,
            new Bookseal.Import.ImportFaults()
        )!;
        var outcome = (await TryImportAsync(books with { BankLines = bank.BankLines })).Value;
        Assert.Equal((1, 1), (outcome.SubledgerItems, outcome.BankRows));
        Assert.Contains("\"bank_rows_added\":1", outcome.ToJson().ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _world.Dispose();

    private static ImportedBooks Books(string items = Sale, string entries = "")
    {
        const string last = "JE-3,2026-02-02,Rent,1000,,50.00,USD,,,,,standard\n";
        return EditedBooks.Read((BooksFiles.Subledgers, Sale, items), (BooksFiles.JournalCsv, last, last + entries));
    }

    private async Task<Result<ImportOutcome>> TryImportAsync(ImportedBooks books) =>
        await _world.Services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default);

    private async Task<IReadOnlyList<SubledgerItem>> ItemsAsync()
    {
        var workspace = _world.Services.Workspace;
        var name = Bookseal.Books.Values.SubledgerName.Parse("AR").Value;
        return await workspace.Subledgers.ReadItemsAsync(workspace.Tenant, name, default);
    }
}

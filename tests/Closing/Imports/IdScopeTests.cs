using System.Text;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

public sealed class IdScopeTests : IDisposable
{
    private const string Start = "\"books_start\":\"2026-01-01\"";
    private readonly YearWorld _world = new();

    [Theory]
    [InlineData("VE-1", "AC-1")]
    [InlineData("1", "1")]
    public async Task Import_IdsCountedByJournalAndYear_AreThreeEntriesAndKnownAgain(string sale, string purchase)
    {
        var books = Read("journal_and_year", sale, purchase);
        await _world.ImportAsync(books);
        var entries = new List<(string Id, long Minor)>();
        foreach (var period in (PeriodCode[])[new(2025, 1), new(2025, 2), new(2026, 1)])
            entries.AddRange(
                (await _world.EntriesAsync(period)).Select(entry => ($"{entry.Id}", entry.Lines[0].DebitMinor))
            );
        Assert.Equal([(sale, 10000), (purchase, 3000), (sale, 7000)], entries);
        Assert.Equal(20000, entries.Sum(entry => entry.Minor));

        var again = await _world.Services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default);
        Assert.Equal((0, 3, false), (again.Value.EntriesAdded, again.Value.EntriesKnown, again.Value.IsChange));
    }

    [Theory]
    [InlineData("company", "year")]
    [InlineData("journal", "year")]
    public void Read_IdsThatClash_AreOneFaultThatProposesAScope(string scope, string proposed)
    {
        var faults = new ImportFaults();
        Assert.Null(BooksReader.Read(Files(scope, "VE-1", "AC-1"), SmallBooks.Bookkeeper, faults));
        var fault = Assert.Single(faults.Faults);
        Assert.Equal(("ENTRY_DUPLICATE", "journal.csv:6:1"), (fault.Code, fault.Where));
        Assert.Contains($"\"id_scope\": \"{proposed}\"", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_IdsThatNoOtherScopeParts_AreNamedAsTheyAre()
    {
        var files = Files("company", "VE-1", "AC-1");
        files[BooksFiles.JournalCsv] = Encoding.UTF8.GetBytes(
            Encoding
                .UTF8.GetString(files[BooksFiles.JournalCsv])
                .Replace("VE-1,2026-01-07", "VE-1,2025-01-05", StringComparison.Ordinal)
        );
        var faults = new ImportFaults();
        BooksReader.Read(files, SmallBooks.Bookkeeper, faults);
        Assert.DoesNotContain("id_scope", Assert.Single(faults.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reverse_AnIdThatFitsSeveral_IsRefusedAndTheMonthSaysWhich()
    {
        await _world.ImportAsync(Read("journal_and_year", "1", "1"));
        var id = EntryId.Parse("1").Value;
        var fault = (await ReverseAsync(new(id))).Fault;
        Assert.Equal("ENTRY_AMBIGUOUS", fault.Code);
        Assert.All(
            ["100.00 USD", "30.00 USD", "70.00 USD", "journal AC", "--period"],
            word => Assert.Contains(word, fault.Message, StringComparison.Ordinal)
        );
        var first = await ReverseAsync(new(id) { Period = new PeriodCode(2025, 2) });
        Assert.Equal(3000, first.Value.Lines[0].CreditMinor);
        var second = await ReverseAsync(new(id) { Journal = JournalName.Parse("VE").Value, Period = new(2026, 1) });
        Assert.Equal((7000, "1-R"), (second.Value.Lines[0].CreditMinor, $"{second.Value.Id}")); // its own scope's
    }

    [Theory]
    [InlineData("journal_and_year")]
    [InlineData("year")]
    [InlineData("month")]
    public async Task Import_ScopeNarrowedLater_KnowsWhatIsThereAndFindsItsEdits(string scope)
    {
        await _world.ImportAsync(Read("company", "VE-1", "AC-1", third: "VE-2"));
        var narrowed = Read(scope, "VE-1", "AC-1", third: "VE-2");
        Assert.Equal(3, (await TryAsync(narrowed)).Value.EntriesKnown);
        var edited = await TryAsync(Read(scope, "VE-1", "AC-1", third: "VE-2", amount: "31.00"));
        Assert.Equal("AC-1", $"{Assert.Single(edited.Value.Changed).Entry.Id}");
        Assert.Equal(1, (await TryAsync(Read(scope, "VE-1", "AC-1", amount: "31.00"))).Value.EntriesAdded); // VE-1
    }

    [Fact]
    public async Task Import_ScopeWidenedOverPostedEntries_IsRefused()
    {
        await _world.ImportAsync(Read("journal_and_year", "VE-1", "AC-1"));
        Assert.Equal("ID_SCOPE_IN_USE", (await TryAsync(Read("company", "VE-1", "AC-1", third: "VE-2"))).Fault.Code);
        Assert.Equal("ID_SCOPE_IN_USE", (await TryAsync(Read("month", "VE-1", "AC-1"))).Fault.Code);
    }

    [Fact]
    public async Task Import_DateMovedWithinItsYear_IsNoSecondPosting()
    {
        await _world.ImportAsync(Read("year", "VE-1", "AC-1"));
        var moved = (await TryAsync(Read("year", "VE-1", "AC-1", date: "2025-03-06"))).Value;
        Assert.Equal((0, "AC-1~1"), (moved.EntriesAdded, $"{Assert.Single(moved.Changed).Now!.Id}"));
        Assert.False((await TryAsync(Read("year", "VE-1", "AC-1", date: "2025-03-06"))).Value.IsChange);
    }

    public void Dispose() => _world.Dispose();

    private Task<Result<Closing.Imports.ImportOutcome>> TryAsync(ImportedBooks books) =>
        _world.Services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default);

    private async Task<Result<Books.Ledger.Entry>> ReverseAsync(EntryPointer pointer)
    {
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var reversed = await services.Reversals.ReverseAsync(
            pointer,
            new(2026, 2, 3),
            AdjustingDesk.Bookkeeper,
            master,
            default
        );
        return reversed.Map(item => item.Reversal);
    }

    private static ImportedBooks Read(
        string scope,
        string sale,
        string purchase,
        string? third = null,
        string amount = "30.00",
        string date = "2025-02-06"
    )
    {
        var faults = new ImportFaults();
        return BooksReader.Read(Files(scope, sale, purchase, third, amount, date), SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"{faults.Faults[0]}");
    }

    private static Dictionary<string, byte[]> Files(
        string scope,
        string sale,
        string purchase,
        string? third = null,
        string amount = "30.00",
        string date = "2025-02-06"
    )
    {
        var files = SmallBooks.Files.ToDictionary();
        files.Remove(BooksFiles.Subledgers);
        var profile = Encoding.UTF8.GetString(files[BooksFiles.Profile]);
        Assert.Contains(Start, profile, StringComparison.Ordinal);
        files[BooksFiles.Profile] = Encoding.UTF8.GetBytes(
            profile.Replace(Start, $"\"books_start\":\"2025-01-01\",\"id_scope\":\"{scope}\"", StringComparison.Ordinal)
        );
        files[BooksFiles.JournalCsv] = Encoding.UTF8.GetBytes(
            "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind,journal\n"
                + Rows(sale, "2025-01-05", "100.00", "VE")
                + Rows(purchase, date, amount, "AC")
                + Rows(third ?? sale, "2026-01-07", "70.00", "VE")
        );
        return files;
    }

    private static string Rows(string id, string date, string amount, string journal) =>
        $"{id},{date},Of {journal},1000,{amount},,USD,,,,,,{journal}\n"
        + $"{id},{date},Of {journal},4000,,{amount},USD,,,,,,{journal}\n";
}

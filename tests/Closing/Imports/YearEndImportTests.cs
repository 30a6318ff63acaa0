using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

/// <summary>
/// Books that another program closed and opened again: retained earnings 10, revenue 80, rent 30, bank 60.
/// </summary>
public sealed class YearEndImportTests : IDisposable
{
    private const string Header =
        "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n";

    private const string Year =
        Header
        + "S,2025-12-10,Sales,1000,80.00,,USD,,,,,\nS,2025-12-10,Sales,4000,,80.00,USD,,,,,\n"
        + "R,2025-12-20,Rent,6000,30.00,,USD,,,,,\nR,2025-12-20,Rent,1000,,30.00,USD,,,,,\n";

    private const string Retain =
        "C,2025-12-31,Year,4000,80.00,,USD,,,,,\nC,2025-12-31,Year,6000,,30.00,USD,,,,,\n"
        + "C,2025-12-31,Year,3200,,50.00,USD,,,,,\n";

    private const string Out = "F,2025-12-31,Forward,1000,,60.00,USD,,,,,\nF,2025-12-31,Forward,3000,60.00,,USD,,,,,\n";

    private const string In = "B,2026-01-01,Forward,1000,60.00,,USD,,,,,\nB,2026-01-01,Forward,3000,,60.00,USD,,,,,\n";

    private static readonly PeriodCode December = new(2025, 12);
    private readonly YearWorld _world = new();

    [Theory]
    [InlineData(Retain + Out + In)]
    [InlineData(Retain + In)]
    [InlineData(Out + In)]
    [InlineData(In)]
    public async Task Import_ClosedAndOpenedByAnotherProgram_CertifiesTheYearAndOpensTheNext(string yearEnd)
    {
        await _world.ImportAsync(Read(Year + yearEnd));
        await _world.CloseAsync(December);
        await _world.CloseAsync(YearBooks.January);

        var december = await _world.BooksAsync(December);
        Assert.Equal(
            (5_000, 5_000),
            Assert.Single(IncomeStatement.Of(december)).NetIncome is var net
                ? ((int)net.PeriodMinor, (int)net.YearToDateMinor)
                : default
        );
        Assert.Equal(
            0,
            Assert.Single(BalanceSheet.Of(december.Chart, december.TrialBalance)).CurrentYearEarnings.ClosingMinor
        );
        Assert.Equal([("1000", 6_000), ("3200", -6_000)], Read(december.TrialBalance.Closing));
        var january = await _world.BooksAsync(YearBooks.January);
        Assert.Equal([("1000", 6_000), ("3200", -6_000)], Read(january.Openings));
        Assert.Empty(await _world.EntriesAsync(YearBooks.January));
        Assert.Equal(
            yearEnd.Contains("C,", StringComparison.Ordinal) ? ["C"] : ["closing-2025-12-1"],
            (await _world.EntriesAsync(December))
                .Where(entry => entry.Kind == EntryKind.Closing)
                .Select(entry => $"{entry.Id}")
        );
    }

    [Fact]
    public async Task Import_OfYearEndEntries_SaysWhatBecameOfThem()
    {
        var outcome = (await ImportAsync(Year + Retain + Out + In)).Value;
        Assert.Equal(
            ["CARRY_FORWARD_SET_ASIDE", "CARRY_FORWARD_SET_ASIDE", "CLOSING_ENTRY_TAKEN"],
            outcome.Notices.Select(notice => notice.Code).Order()
        );
        Assert.Equal(3, outcome.EntriesAdded);
        var again = (await ImportAsync(Year + Retain + Out + In)).Value;
        Assert.Equal((0, 3), (again.EntriesAdded, again.EntriesKnown));
    }

    [Fact]
    public async Task Import_OfAnEntryBehindTheRetainEntry_LeavesThatAsItIs()
    {
        await ImportAsync(Year + Retain);
        const string late = "R2,2025-12-28,Rent,6000,4.00,,USD,,,,,\nR2,2025-12-28,Rent,1000,,4.00,USD,,,,,\n";
        Assert.Equal(1, (await ImportAsync(Year + late + Retain)).Value.EntriesAdded);
        await _world.CloseAsync(December);
        Assert.Equal(
            4_600,
            (int)Assert.Single(IncomeStatement.Of(await _world.BooksAsync(December))).NetIncome.YearToDateMinor
        );
        // Bookseal's own closing entry posts what the other one left.
        var closing = (await _world.EntriesAsync(December)).Single(entry => $"{entry.Id}" == "closing-2025-12-2");
        Assert.Equal(400, closing.Lines.Sum(line => line.CreditMinor));
    }

    [Fact]
    public async Task Import_RetainEntryOfAYearThatIsClosed_IsSetAside()
    {
        await ImportAsync(Year);
        await _world.CloseAsync(December);
        var outcome = (await ImportAsync(Year + Retain)).Value;
        Assert.Equal("CLOSING_ENTRY_SET_ASIDE", Assert.Single(outcome.Notices).Code);
        Assert.Equal(0, outcome.EntriesAdded);
    }

    [Fact]
    public async Task Import_CarryForwardThatDiffers_SaysSo()
    {
        const string off =
            "B,2026-01-01,Opening balances,1000,61.00,,USD,,,,,\nB,2026-01-01,Opening balances,3000,,61.00,USD,,,,,\n";
        var differs = Assert.Single(
            (await ImportAsync(Year + off)).Value.Notices,
            notice => notice.Code == "CARRY_FORWARD_DIFFERS"
        );
        Assert.Contains("1000 is carried with 60.00 USD", differs.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RETAIN_ENTRY_DIFFERS", "3200", "70.00")]
    [InlineData("RESULT_CLOSED_ELSEWHERE", "3000", "80.00")]
    public async Task Import_WhatLooksLikeAClosingEntryAndIsNone_IsRefused(string code, string account, string amount)
    {
        var year = Header + "S,2025-12-10,Sales,1000,80.00,,USD,,,,,\nS,2025-12-10,Sales,4000,,80.00,USD,,,,,\n";
        var entry = $"C,2025-12-31,Year,4000,{amount},,USD,,,,,\nC,2025-12-31,Year,{account},,{amount},USD,,,,,\n";
        Assert.Equal(code, (await ImportAsync(year + entry)).Fault.Code);
        Assert.Empty(await _world.EntriesAsync(December));
    }

    [Theory]
    [InlineData("2025-12-31", "1000")] // hides an expense
    [InlineData("2025-12-30", "3200")]
    public async Task Import_AUsersOwnClosingEntry_StaysRefused(string date, string account)
    {
        var entry = $"X,{date},Books,6000,9.00,,USD,,,,,closing\nX,{date},Books,{account},,9.00,USD,,,,,closing\n";
        Assert.Equal("ENTRY_KIND_NOT_ALLOWED", (await ImportAsync(Year + entry)).Fault.Code);
    }

    [Fact]
    public async Task PostAndImport_WhatTakesBackAClosingEntry_AreRefused()
    {
        await ImportAsync(Year);
        await _world.CloseAsync(December);
        var closing = (await _world.EntriesAsync(December)).Single(entry => entry.Kind == EntryKind.Closing);
        var reversal = Reversal.Of(closing, new(2026, 1, 2), SmallBooks.Bookkeeper) with
        {
            Id = EntryId.Parse("MINE").Value,
        };
        Assert.Equal("ENTRY_KIND_NOT_ALLOWED", (await _world.PostAsync(YearBooks.January, reversal)).Fault.Code);
        var line =
            """
                {"id":"MINE","date":"2026-01-02","description":"back","kind":"reversing","reverses":"closing-2025-12-1",
                """
            + """
                "lines":[{"account":"1000","debit":1,"currency":"USD"},{"account":"3000","credit":1,"currency":"USD"}]}
                """;
        Assert.Equal("ENTRY_KIND_NOT_ALLOWED", (await ImportAsync(Year, line)).Fault.Code);
    }

    public void Dispose() => _world.Dispose();

    private Task<Result<ImportOutcome>> ImportAsync(string journal, string ndjson = "") =>
        _world.Services.Importer.ImportAsync(Read(journal, ndjson), AdjustingDesk.Bookkeeper, default);

    private static IEnumerable<(string, int)> Read(BalanceList balances) =>
        balances.Balances.Select(balance => ($"{balance.Account}", (int)balance.BalanceMinor));

    private static ImportedBooks Read(string journal, string ndjson = "")
    {
        var files = SmallBooks.Files.ToDictionary();
        files[BooksFiles.Profile] = Text(
            Encoding
                .UTF8.GetString(files[BooksFiles.Profile])
                .Replace("2026-01-01", "2025-12-01", StringComparison.Ordinal)
        );
        files[BooksFiles.Openings] = Text("account,currency,debit,credit\n1000,USD,10.00,\n3200,USD,,10.00\n");
        files[BooksFiles.JournalCsv] = Text(journal);
        files[BooksFiles.JournalNdjson] = Text(ndjson);
        files.Remove(BooksFiles.Subledgers);
        var faults = new ImportFaults();
        return BooksReader.Read(files, SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the test books are wrong: {faults.Faults[0]}");
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}

using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

public sealed class EntryTests
{
    [Fact]
    public void Read_SeveralBadEntries_NamesEachAtItsFirstRow() =>
        Assert.Equal(
            [
                "journal.csv:2:1: ENTRY_UNBALANCED",
                "journal.csv:5:1: ENTRY_UNBALANCED",
                "journal.csv:5:1: ENTRY_UNBALANCED",
                "journal.csv:7:20: ACCOUNT_UNKNOWN",
            ],
            SmallBooks
                .Journal(
                    "E1,2026-01-02,Sale,1200,50,,USD,,,,,\n"
                        + "E2,2026-01-02,Sale,1200,50,,USD,,,,,\nE2,2026-01-02,Sale,4000,,50,USD,,,,,\n"
                        + "E3,2026-01-02,Sale,1200,50,,USD,,,,,\nE3,2026-01-02,Sale,4000,,50,EUR,,,,,\n"
                        + "E4,2026-01-02,Sale,9999,50,,USD,,,,,\n"
                )
                .Faults
        ); // the last is unbalanced too, but first of all its account has to be found

    [Fact]
    public void Read_TheRowsOfAnEntryNotAdjacent_AreRefused() =>
        Assert.Contains(
            "journal.csv:4:1: ENTRY_DUPLICATE",
            SmallBooks
                .Journal(
                    "E1,2026-01-02,,1010,0,,USD,,,,,\nE2,2026-01-02,,1010,0,,USD,,,,,\n"
                        + "E1,2026-01-02,,1010,0,,USD,,,,,\n"
                )
                .Faults
        );

    [Fact]
    public void Read_IdsThatDifferInCaseAlone_AreRefused() =>
        Assert.Equal(
            ["journal.csv:3:1: ENTRY_ID_TWIN"],
            SmallBooks.Journal("INV-1,2026-01-02,,1010,0,,USD,,,,,\ninv-1,2026-01-02,,1010,0,,USD,,,,,\n").Faults
        );

    [Theory]
    [InlineData("\u0410-1", "A-1")] // Cyrillic and Latin, each by itself well spelt
    [InlineData("\u0391-1", "\u0410-1")]
    [InlineData("A-1", "a\u20131")] // another dash
    public void Read_IdsThatLookTheSame_AreRefused(string one, string other) =>
        Assert.Equal(
            ["journal.csv:3:1: ENTRY_ID_TWIN"],
            SmallBooks.Journal($"{one},2026-01-02,,1010,0,,USD,,,,,\n{other},2026-01-02,,1010,0,,USD,,,,,\n").Faults
        );

    [Fact]
    public void Read_AccountsThatDifferInCaseAlone_AreRefused() =>
        Assert.Contains(
            "accounts.csv:4:1: ACCOUNT_TWIN",
            new SmallBooks()
                .With(BooksFiles.Accounts, "code,name,type,tags\n3200,R,equity,\nA1,B,asset,\na1,C,asset,\n")
                .Faults
        );

    [Theory]
    [InlineData("journal,created_by,created_at,approved_by", "VE,Omar,2026-01-03T10:00:00+01:00,Ines", "VE", "Ines")]
    [InlineData("created_at", "2026-01-03T09:00:00.000Z", null, null)]
    [InlineData("created_at,approved_by", "2026-01-03T09:00:00Z,i.n", null, "i.n")]
    public void Read_OptionalColumns_AreOfTheEntry(string columns, string cells, string? journal, string? approved)
    {
        var entry = SmallBooks.Rows(columns, $"E1,2026-01-02,,1010,0,,USD,,,,,,{cells}\n").Read().Entries.Listed()[0];
        Assert.Equal((journal, approved), (entry.Journal?.ToString(), entry.Origin!.ApprovedBy));
        Assert.Equal(new DateTimeOffset(2026, 1, 3, 9, 0, 0, TimeSpan.Zero), entry.Origin.CreatedAt);
    }

    [Theory]
    [InlineData("created_at", "yesterday", "journal.csv:2:33: INSTANT_INVALID")]
    [InlineData("created_at", "2026-01-03", "journal.csv:2:33: INSTANT_INVALID")]
    [InlineData("journal", "\"\"\"\"", "journal.csv:2:33: JOURNAL_NAME_INVALID")]
    [InlineData("aproved_by", "a", "journal.csv:1:93: CSV_HEADER")]
    public void Read_OptionalColumnsThatAreWrong_AreNamed(string columns, string cells, string fault) =>
        Assert.Equal([fault], SmallBooks.Rows(columns, $"E1,2026-01-02,,1010,0,,USD,,,,,,{cells}\n").Faults);

    [Fact]
    public void Read_RowsOfAnEntryOfTwoApprovers_Disagree() =>
        Assert.Equal(
            ["journal.csv:3:33: ENTRY_INCONSISTENT"],
            SmallBooks
                .Rows("approved_by", "E1,2026-01-02,,1010,0,,USD,,,,,,a\nE1,2026-01-02,,1010,0,,USD,,,,,,b\n")
                .Faults
        );

    [Theory]
    [InlineData(Limits.EntryLines, 0)]
    [InlineData(Limits.EntryLines + 1, 1)]
    public void Read_AnEntryOfManyLines_IsRefusedBeyondTheLimit(int lines, int faults)
    {
        var read = SmallBooks
            .Journal(string.Concat(Enumerable.Repeat("E1,2026-01-02,,1010,0,,USD,,,,,\n", lines)))
            .Faults;
        Assert.Equal(Enumerable.Repeat("journal.csv:2:1: ENTRY_TOO_LARGE", faults), read);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Read_AnEntryOfManyBytes_IsRefusedBeyondTheLimit(int tooMany, int faults)
    {
        // Here, and not when it is posted: nothing may be half-imported.
        var length =
            Limits.EntryBytes
            - EntryCodec
                .Encode(SmallBooks.Journal("E1,2026-01-02,,1010,0,,USD,,,,,\n").Read().Entries.Listed()[0])
                .Length;
        var read = SmallBooks.Journal($"E1,2026-01-02,{new string('x', length + tooMany)},1010,0,,USD,,,,,\n").Faults;
        Assert.Equal(Enumerable.Repeat("journal.csv:2:1: ENTRY_TOO_LARGE", faults), read);
    }

    [Fact]
    public void Read_MoreFaultsThanTheLimit_StopsAtTheLimit()
    {
        var rows = Enumerable
            .Range(1, 400)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"E{number},2026-01-02,,1010,x,,USD,,,,,\n"));
        var faults = SmallBooks.Journal(string.Concat(rows)).Faults;
        Assert.Equal(Limits.ImportFaults, faults.Count);
        Assert.Equal("journal.csv:51:22: AMOUNT_INVALID", faults[^1]);
    }

    [Fact]
    public void Read_LinesWithDueDateAndApplication_HaveThem()
    {
        var books = new SmallBooks()
            .With(
                BooksFiles.JournalCsv,
                SmallBooks.JournalHeader.TrimEnd()
                    + ",due_date,applies_to\n"
                    + "E1,2026-01-02,,1200,50.00,,USD,AR,CUST,INV-1,,,2026-02-28,\n"
                    + "E1,2026-01-02,,4000,,50.00,USD,,,,,,,\n"
                    + "E2,2026-01-09,,1010,50.00,,USD,,,,,,,\nE2,2026-01-09,,1200,,50.00,USD,AR,CUST,RCPT,,,,INV-1\n"
            )
            .Read();
        var (bill, receipt) = (books.Entries.Listed()[0], books.Entries.Listed()[1]);
        Assert.Equal((new DateOnly(2026, 2, 28), null), (bill.Lines[0].DueDate, bill.Lines[0].AppliesTo));
        Assert.Equal((null, null), (bill.Lines[1].DueDate, bill.Lines[1].AppliesTo));
        Assert.Equal((null, "INV-1"), (receipt.Lines[1].DueDate, receipt.Lines[1].AppliesTo));
    }

    [Theory]
    [InlineData("\"AR\":{\"source\":\"journal\"}", "")]
    [InlineData("\"AP\":{\"source\":\"journal\"}", "bookseal.json:1:1: SUBLEDGER_SOURCE_INVALID")]
    [InlineData("\"BANK\":{\"source\":\"both\"}", "bookseal.json:1:1: SUBLEDGER_SOURCE_INVALID")]
    [InlineData("\"AR\":{\"source\":\"ledger\"}", "bookseal.json:1:1: COMPANY_INVALID")]
    public void Read_SourcesOfSubledgers_AreOfSubledgersThatTheChartHas(string rules, string fault) =>
        Assert.Equal(
            fault,
            string.Join(
                ' ',
                new SmallBooks()
                    .Replace(BooksFiles.Accounts, "cash current", "cash current control:BANK")
                    .Replace(BooksFiles.Profile, "\"time_zone\"", $"\"subledgers\":{{{rules}}},\"time_zone\"")
                    .Faults
            )
        );

    [Fact]
    public void Read_GoodBooks_HasEveryCellInItsPlace()
    {
        var books = new SmallBooks()
            .Replace(
                BooksFiles.JournalCsv,
                ",,,,,\n",
                ",,,,,\nE2,2026-01-31,\"Two,\nlines\",1010,0.00,,USD,,,,,closing\n"
            )
            .Read();
        var (first, second) = (books.Entries.Listed()[0], books.Entries.Listed()[1]);
        Assert.Equal(
            ("E1", new DateOnly(2026, 1, 2), EntryKind.Standard, "Sale", SmallBooks.Importer),
            ($"{first.Id}", first.Date, first.Kind, first.Description, first.PostedBy)
        );
        Assert.Equal(
            ("1200", 5000L, 0L, "AR", "CUST", "INV-1", "JOB"),
            (
                $"{first.Lines[0].Account}",
                first.Lines[0].DebitMinor,
                first.Lines[0].CreditMinor,
                $"{first.Lines[0].Subledger}",
                first.Lines[0].Entity,
                first.Lines[0].Reference,
                first.Lines[0].Job
            )
        );
        Assert.Equal(
            (0L, 5000L, null, null, null, null),
            (
                first.Lines[1].DebitMinor,
                first.Lines[1].CreditMinor,
                first.Lines[1].Subledger,
                first.Lines[1].Entity,
                first.Lines[1].Reference,
                first.Lines[1].Job
            )
        );
        Assert.Equal((EntryKind.Closing, "Two,\nlines"), (second.Kind, second.Description));
        var item = Assert.Single(books.SubledgerItems);
        Assert.Equal(
            ("AR", "CUST", "INV-1", new DateOnly(2026, 1, 2), new DateOnly(2026, 2, 1), 5000L, null, "An invoice"),
            (
                $"{item.Subledger}",
                item.Entity,
                item.Reference,
                item.Date,
                item.DueDate!.Value,
                item.NetMinor,
                item.AppliesTo,
                item.Description
            )
        );
        Assert.Equal([10000, -10000], books.Openings.Balances.Select(balance => (int)balance.BalanceMinor));
        Assert.Equal(["cash", "current"], books.Chart.Accounts.First().Tags);
        Assert.Equal(5, books.Sources.Count);
        Assert.Equal(Digest.Of(new SmallBooks().Files[BooksFiles.Accounts]), books.Sources[BooksFiles.Accounts]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n \n\r\n\n")]
    public void Read_AnNdjsonJournal_IsAddedToTheOther(string separator)
    {
        const string first =
            """{"description":"Out of order, and spaced", "id":"N1", "kind":"correcting", "corrects":"E1","""
            + """ "date":"2026-02-01", "lines":[{"debit":5,"account":"1010","currency":"USD"},"""
            + """{"account":"4000","credit":5,"currency":"USD","entity":"X"}]}""";
        const string second =
            """
                {"date":"2026-01-02","description":"","id":"N2","kind":"standard","lines":[{"account":"1010",
                """
            + """
                "currency":"USD","debit":0}]}
                """;
        var entries = new SmallBooks()
            .With(BooksFiles.JournalNdjson, first + separator + second + separator)
            .Read()
            .Entries.Listed();
        Assert.Equal(["E1", "N1", "N2"], entries.Select(entry => $"{entry.Id}"));
        Assert.Equal(
            ("E1", EntryKind.Correcting, SmallBooks.Importer, "X"),
            ($"{entries[1].Corrects}", entries[1].Kind, entries[1].PostedBy, entries[1].Lines[1].Entity)
        );
    }
}

using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

/// <summary>Every code of the readers, with the place where a person has to look.</summary>
public sealed class FaultTests
{
    private const string A = BooksFiles.Accounts;
    private const string O = BooksFiles.Openings;
    private const string J = BooksFiles.JournalCsv;
    private const string N = BooksFiles.JournalNdjson;
    private const string S = BooksFiles.Subledgers;
    private const string P = BooksFiles.Profile;

    [Fact]
    public void Read_TheBooksThatTheNextTestSpoils_HasNoFault() => Assert.Empty(new SmallBooks().Faults);

    [Theory]
    [InlineData(P, "\"tenant\":\"acme\"", "\"tenant\":\"Acme\"", "bookseal.json:1:1: COMPANY_INVALID")]
    [InlineData(P, "{\"tenant\"", "{,\"tenant\"", "bookseal.json:1:1: JSON_INVALID")]
    [InlineData(P, "\"role\":\"preparer\"", "\"role\":\"clerk\"", "bookseal.json:1:1: COMPANY_INVALID")]
    [InlineData(P, "\"manager\":\"graham\"", "\"manager\":\"nobody\"", "bookseal.json:1:1: COMPANY_INVALID")]
    [InlineData(P, "\"3200\"", "\"4000\"", "bookseal.json:1:1: RETAINED_EARNINGS_INVALID")]
    [InlineData(P, "\"3200\"", "\"3201\"", "bookseal.json:1:1: RETAINED_EARNINGS_INVALID")]
    [InlineData(
        A,
        "1010,",
        " 1010,",
        "accounts.csv:2:1: ACCOUNT_CODE_INVALID",
        "opening_balances.csv:2:1: ACCOUNT_UNKNOWN"
    )]
    [InlineData(
        A,
        "1010,Bank,asset,cash current\n1200",
        " 1010,Bank,asset,cash current\n 1200",
        "accounts.csv:2:1: ACCOUNT_CODE_INVALID",
        "accounts.csv:3:1: ACCOUNT_CODE_INVALID",
        "opening_balances.csv:2:1: ACCOUNT_UNKNOWN"
    )]
    [InlineData(A, "revenue", "income", "accounts.csv:5:12: ACCOUNT_TYPE_INVALID")]
    [InlineData(A, "cash current", "cash petty", "accounts.csv:2:17: ACCOUNT_TAG_INVALID")]
    [InlineData(A, "control:AR", "control:A/R", "accounts.csv:3:24: ACCOUNT_TAG_INVALID")]
    [InlineData(A, "Sales", "", "accounts.csv:5:6: NAME_MISSING")]
    [InlineData(
        A,
        "4000,Sales,revenue,",
        "4000,Sales,revenue,\n1010,Bank,asset,",
        "accounts.csv:6:1: ACCOUNT_DUPLICATE"
    )]
    [InlineData(
        A,
        "code,name",
        "Cde,name",
        "accounts.csv:1:1: CSV_HEADER",
        "opening_balances.csv:2:1: ACCOUNT_UNKNOWN",
        "opening_balances.csv:3:1: ACCOUNT_UNKNOWN",
        "journal.csv:2:20: ACCOUNT_UNKNOWN",
        "journal.csv:3:20: ACCOUNT_UNKNOWN"
    )]
    [InlineData(A, "revenue,", "revenue", "accounts.csv:5:1: CSV_CELL_COUNT", "journal.csv:3:20: ACCOUNT_UNKNOWN")]
    [InlineData(A, "Sales", "Sa\"les", "accounts.csv:5:1: CSV_QUOTE", "journal.csv:3:20: ACCOUNT_UNKNOWN")]
    [InlineData(O, "1010", "1011", "opening_balances.csv:2:1: ACCOUNT_UNKNOWN")]
    [InlineData(O, "1010,USD", "1010,usd", "opening_balances.csv:2:6: CURRENCY_INVALID")]
    [InlineData(O, "100.00,\n3", "1OO.00,\n3", "opening_balances.csv:2:10: AMOUNT_INVALID")]
    [InlineData(O, "100.00,\n3", "-100.00,\n3", "opening_balances.csv:2:10: AMOUNT_NEGATIVE")]
    [InlineData(O, "100.00,\n3", "100.001,\n3", "opening_balances.csv:2:10: AMOUNT_INVALID")]
    [InlineData(O, "100.00,\n3", "90071992547409.92,\n3", "opening_balances.csv:2:10: AMOUNT_TOO_LARGE")]
    [InlineData(O, "100.00,\n3", "100.00,100.00\n3", "opening_balances.csv:2:10: AMOUNT_SIDES")]
    [InlineData(O, "100.00,\n3", ",\n3", "opening_balances.csv:2:10: AMOUNT_SIDES")]
    [InlineData(O, "100.00,\n3", "99.99,\n3", "opening_balances.csv:1:1: OPENING_UNBALANCED")]
    [InlineData(O, "3200,USD,,100.00", "1010,USD,,100.00", "opening_balances.csv:3:1: OPENING_DUPLICATE")]
    [InlineData(
        J,
        "E1,2026-01-02,Sale,1",
        ",2026-01-02,Sale,1",
        "journal.csv:2:1: ENTRY_ID_INVALID",
        "journal.csv:3:1: ENTRY_UNBALANCED"
    )]
    [InlineData(J, "2026-01-02", "02.01.2026", "journal.csv:2:4: DATE_INVALID")]
    [InlineData(J, "2026-01-02", "2025-12-31", "journal.csv:2:1: BEFORE_BOOKS_START")]
    [InlineData(J, "1200,50.00", "1300,50.00", "journal.csv:2:20: ACCOUNT_UNKNOWN")]
    [InlineData(J, "1200,50.00", "\" 1200\",50.00", "journal.csv:2:20: ACCOUNT_CODE_INVALID")]
    [InlineData(J, "50.00,,USD", "50.00,,$", "journal.csv:2:32: CURRENCY_INVALID")]
    [InlineData(J, "1200,50.00,", "1200,,", "journal.csv:2:25: AMOUNT_SIDES")]
    [InlineData(J, ",,50.00", ",,-50.00", "journal.csv:3:26: AMOUNT_NEGATIVE")]
    [InlineData(J, ",,50.00", ",,5e1", "journal.csv:3:26: AMOUNT_INVALID")]
    [InlineData(J, ",,50.00", ",,50.01", "journal.csv:2:1: ENTRY_UNBALANCED")]
    [InlineData(J, "USD,AR,", "USD,A R,", "journal.csv:2:36: SUBLEDGER_INVALID")]
    [InlineData(
        J,
        "JOB,\n",
        "JOB,normal\n",
        "journal.csv:3:40: ENTRY_INCONSISTENT",
        "journal.csv:2:54: ENTRY_KIND_INVALID"
    )]
    [InlineData(J, "Sale,4000", "Sold,4000", "journal.csv:3:15: ENTRY_INCONSISTENT")]
    [InlineData(J, "E1,2026-01-02,Sale,4", "E1,2026-01-03,Sale,4", "journal.csv:3:4: ENTRY_INCONSISTENT")]
    [InlineData(J, ",,,,,\n", ",,,,,adjusting\n", "journal.csv:3:40: ENTRY_INCONSISTENT")]
    [InlineData(S, "AR,CUST", "A R,CUST", "subledgers.csv:2:1: SUBLEDGER_INVALID")]
    [InlineData(S, "INV-1", "", "subledgers.csv:2:9: REFERENCE_MISSING")]
    [InlineData(S, "2026-01-02", "2026-01-32", "subledgers.csv:2:15: DATE_INVALID")]
    [InlineData(S, "2026-02-01", "2026-02", "subledgers.csv:2:26: DATE_INVALID")]
    [InlineData(S, "debit", "Debit", "subledgers.csv:2:37: SIDE_INVALID")]
    [InlineData(S, "50.00", "", "subledgers.csv:2:43: AMOUNT_INVALID")]
    [InlineData(S, "50.00", "-50.00", "subledgers.csv:2:43: AMOUNT_NEGATIVE")]
    [InlineData(S, "USD", "Dollar", "subledgers.csv:2:49: CURRENCY_INVALID")]
    [InlineData(S, "subledger,", "ledger,", "subledgers.csv:1:1: CSV_HEADER")]
    [InlineData(S, "An invoice", "An, invoice", "subledgers.csv:2:1: CSV_CELL_COUNT")]
    public void Read_OneThingSpoiled_SaysWhereAndWhat(
        string file,
        string part,
        string instead,
        params string[] faults
    ) => // one expected fault is the only one; of several, the first
        Assert.Equal(faults, new SmallBooks().Replace(file, part, instead).Faults.Take(Math.Max(2, faults.Length)));

    [Theory]
    [InlineData("{", "journal.ndjson:1:1: JSON_INVALID")]
    [InlineData("[]", "journal.ndjson:1:1: JSON_INVALID")]
    [InlineData("{}", "journal.ndjson:1:1: JOURNAL_LINE_INVALID")]
    [InlineData("\n\n{}", "journal.ndjson:3:1: JOURNAL_LINE_INVALID")]
    [InlineData(
        """
            {"by":"me","date":"2026-01-02","description":"","id":"N1","kind":"standard",
            """
            + """
                "lines":[{"account":"1010","currency":"USD","debit":0}]}
                """,
        "journal.ndjson:1:1: JOURNAL_LINE_INVALID"
    )]
    [InlineData(
        """
            {"date":"2026-01-02","description":"","id":"N1","kind":"standard","lines":[{"account":"9",
            """
            + """
                "currency":"USD","debit":0}]}
                """,
        "journal.ndjson:1:1: ACCOUNT_UNKNOWN"
    )]
    [InlineData(
        """
            {"date":"2026-01-02","description":"","id":"N1","kind":"standard","lines":[{"account":"1010",
            """
            + """
                "currency":"USD","debit":1}]}
                """,
        "journal.ndjson:1:1: ENTRY_UNBALANCED"
    )]
    [InlineData(
        """
            {"date":"2025-01-02","description":"","id":"N1","kind":"standard","lines":[{"account":"1010",
            """
            + """
                "currency":"USD","debit":0}]}
                """,
        "journal.ndjson:1:1: BEFORE_BOOKS_START"
    )]
    [InlineData(
        """
            {"date":"2026-01-02","description":"","id":"E1","kind":"standard","lines":[{"account":"1010",
            """
            + """
                "currency":"USD","debit":0}]}
                """,
        "journal.ndjson:1:1: ENTRY_DUPLICATE"
    )]
    public void Read_AnNdjsonJournalSpoiled_SaysWhereAndWhat(string text, string fault) =>
        Assert.Equal([fault], new SmallBooks().With(N, text).Faults);

    [Theory]
    [InlineData(P)]
    [InlineData(A)]
    public void Read_WithoutARequiredFile_SaysSo(string file)
    {
        var books = new SmallBooks();
        books.Files.Remove(file);
        Assert.Equal([$"{file}:1:1: FILE_MISSING"], books.Faults);
    }

    [Fact]
    public void Read_WithoutTheOtherFiles_IsGood()
    {
        var books = new SmallBooks();
        foreach (var file in (string[])[O, J, S])
            books.Files.Remove(file);
        var read = books.Read();
        Assert.Equal((0, 0, 0), (read.Openings.Balances.Count, read.Entries.Listed().Count, read.SubledgerItems.Count));
    }
}

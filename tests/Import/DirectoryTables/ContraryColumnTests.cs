using System.Text;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests.DirectoryTables;

/// <summary>A column that would say otherwise what others say is never passed over in silence.</summary>
public sealed class ContraryColumnTests
{
    private const string J = BooksFiles.JournalCsv;
    private const string Bank = "account;currency;date;amount;description";
    private const string Both = "entry_id;date;account;debit;credit;amount;currency";
    private const string Rows = "E1;2026-01-02;1200;7;;5;USD\nE1;2026-01-02;4000;;7;-5;USD\n";

    [Theory]
    [InlineData(BooksFiles.BankTransactions, Bank, "Credit/Debit", "--format bank-csv")]
    [InlineData(BooksFiles.BankTransactions, Bank, "Af Bij", "--format bank-csv")]
    [InlineData(BooksFiles.BankTransactions, Bank, "Paid out", "amounts are signed here")]
    [InlineData(BooksFiles.BankTransactions, Bank, "Gutschrift", "amounts are signed here")]
    [InlineData(BooksFiles.BankTransactions, Bank, "Status", "every row is booked")]
    [InlineData(
        BooksFiles.BankStatements,
        "account;currency;from;to;opening;closing",
        "D/C",
        "amounts are signed here"
    )]
    [InlineData(
        BooksFiles.Subledgers,
        "subledger;entity;reference;date;side;amount;currency",
        "Soll",
        "its side says debit or credit"
    )]
    [InlineData(
        BooksFiles.Prepaids,
        "id;account;expense;amount;currency;start;end;convention",
        "Credit",
        "what was paid"
    )]
    public void Read_ASideThatTheFormDoesNotHave_IsRefusedUnlessItIsLeftOut(
        string file,
        string header,
        string column,
        string said
    )
    {
        var books = new SmallBooks().With(file, $"{header};{column}\n");
        var fault = Assert.Single(books.FullFaults);
        Assert.Equal(($"{file}:1:{header.Length + 2}", "CSV_HEADER"), (fault.Where, fault.Code));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        var reading = Assert.Single(Said(books, file, $"\"ignored\":[\"{column}\"]").Read().Tables);
        Assert.Equal([column], reading.Ignored);
    }

    [Theory]
    [InlineData("\"columns\":{\"amount\":\"amount\"}", 500)]
    [InlineData("\"columns\":{\"amount\":\"amount\"},\"positive\":\"credit\"", -500)]
    [InlineData("\"positive\":\"credit\"", -500)]
    [InlineData("\"columns\":{\"debit\":\"debit\"}", 700)]
    [InlineData("\"delimiter\":\";\"", 700)]
    public void Read_AnAmountThatIsSaid_GoesBeforeSidesThatAreKnownByTheirNames(string said, int net) =>
        Assert.Equal(net, Said(Journal($"{Both}\n{Rows}"), J, said).Read().Entries.Listed()[0].Lines[0].NetMinor);

    [Fact]
    public void Read_AnAmountAndASideThatAreBothSaid_IsAFault()
    {
        var said = "\"columns\":{\"amount\":\"amount\",\"debit\":\"debit\",\"credit\":\"credit\"}";
        var fault = Assert.Single(Said(Journal($"{Both}\n{Rows}"), J, said).FullFaults);
        Assert.Equal("CSV_HEADER", fault.Code);
        Assert.Contains("amounts stand in the ones or in the others", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AConstantThatAColumnGivesToo_IsAFaultUnlessTheColumnIsLeftOut()
    {
        var books = Journal($"{Both}\n{Rows.Replace("USD", "EUR", StringComparison.Ordinal)}");
        var fault = Assert.Single(Said(books, J, "\"constants\":{\"currency\":\"USD\"}").FullFaults);
        Assert.Equal(($"{J}:1:43", "CSV_HEADER"), (fault.Where, fault.Code));
        Assert.Contains("currency is always \"USD\"", fault.Message, StringComparison.Ordinal);
        var said = "\"constants\":{\"currency\":\"USD\"},\"ignored\":[\"Currency\"]";
        Assert.Equal("USD", $"{Said(books, J, said).Read().Entries.Listed()[0].Lines[0].Currency}");
    }

    [Theory]
    [InlineData("\"ignored\":[\"Colour\"]", "leaves out \"Colour\", and the header has no such column")]
    [InlineData("\"ignored\":\"amount\"", "'ignored' is an array of texts")]
    public void Read_AColumnThatIsLeftOutAndNotThere_IsAFault(string said, string message) =>
        Assert.Contains(
            message,
            Assert.Single(Said(Journal($"{Both}\n{Rows}"), J, said).FullFaults).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Read_ANameInAJournal_IsNobodysEntity()
    {
        var books = Journal(
            "entry_id;date;account;debit;credit;currency;Name\n"
                + "E1;2026-01-02;1200;5;;USD;Nora\nE1;2026-01-02;4000;;5;USD;Nora\n"
        );
        Assert.Null(books.Read().Entries.Listed()[0].Lines[0].Entity);
        Assert.Equal("journal.csv: nothing is taken from \"Name\"", Assert.Single(books.Read().Notices).Message);
    }

    private static SmallBooks Journal(string table)
    {
        var books = new SmallBooks().With(J, table);
        books.Files.Remove(BooksFiles.Subledgers);
        return books;
    }

    private static SmallBooks Said(SmallBooks books, string file, string said) =>
        books.With(BooksFiles.Mapping, Encoding.UTF8.GetBytes($"{{\"tables\":{{\"{file}\":{{{said}}}}}}}"));
}

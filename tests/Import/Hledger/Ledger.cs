using System.Text;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Hledger;

namespace Bookseal.Import.Tests.Hledger;

/// <summary>
/// A file as <c>hledger print -O csv</c> writes it, and a books directory of nothing but a profile to read it into.
/// </summary>
internal sealed class Ledger
{
    public const string File = "ledger.csv";
    public const string Header =
        "\"txnidx\",\"date\",\"date2\",\"status\",\"code\",\"description\",\"comment\",\"account\","
        + "\"amount\",\"commodity\",\"credit\",\"debit\",\"posting-status\",\"posting-comment\"\n";
    private readonly StringBuilder _text = new(Header);
    private int _count;

    /// <summary>The profile and whatever a test adds to the directory.</summary>
    public SmallBooks Books { get; } = Directory();

    public string[] Commodities { get; init; } = [];

    /// <summary>A transaction, its postings as <c>account amount commodity</c> with a bar between them.</summary>
    public Ledger Add(string date, string description, params string[] postings)
    {
        _count++;
        foreach (var cells in postings.Select(posting => posting.Split('|')))
            AddRow($"{_count}", date, description, cells[0], cells[1], cells[2]);
        return this;
    }

    public Ledger AddRow(
        string index,
        string date,
        string description,
        string account,
        string amount,
        string commodity,
        string code = "",
        string status = "*",
        string comment = ""
    )
    {
        var (credit, debit) = amount.StartsWith('-') ? (amount[1..], "") : ("", amount);
        string[] cells =
        [
            index,
            date,
            "",
            status,
            code,
            description,
            "",
            account,
            amount,
            commodity,
            credit,
            debit,
            "",
            comment,
        ];
        _text
            .AppendJoin(',', cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
            .Append('\n');
        return this;
    }

    public Ledger Replace(string part, string instead)
    {
        Assert.Contains(part, _text.ToString(), StringComparison.Ordinal);
        _text.Replace(part, instead);
        return this;
    }

    public byte[] Bytes => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>A sale for cash, good as it stands.</summary>
    public static Ledger Sale() =>
        new Ledger().Add("2026-01-05", "Sale", "Assets:Bank|12.50|USD", "Income:Sales|-12.50|USD");

    public ImportedBooks Read()
    {
        var faults = new ImportFaults();
        return Read(Bytes, faults) ?? throw new InvalidOperationException(string.Join('\n', faults.Faults));
    }

    public ImportedBooks? Read(byte[] bytes, ImportFaults faults) =>
        BooksReader.Read(
            Books.Files,
            SmallBooks.Importer,
            faults,
            new HledgerFile(File, bytes, CommodityNames.Parse(Commodities).Value),
            SmallBooks.Today
        );

    public IReadOnlyList<string> Faults => [.. FullFaults.Select(fault => $"{fault.Where}: {fault.Code}")];

    public IReadOnlyList<Fault> FullFaults
    {
        get
        {
            var faults = new ImportFaults();
            Assert.Equal(Read(Bytes, faults) is null, !faults.IsEmpty); // all or nothing
            return faults.Faults;
        }
    }

    private static SmallBooks Directory()
    {
        var books = new SmallBooks();
        foreach (var file in books.Files.Keys.Where(file => file != BooksFiles.Profile).ToList())
            books.Files.Remove(file);
        return books;
    }
}

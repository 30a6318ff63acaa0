using System.Text;
using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.Tests;

/// <summary>A books directory in memory, good as it stands; a test then replaces a file.</summary>
internal sealed class SmallBooks
{
    public const string JournalHeader =
        "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n";
    public const string ItemHeader =
        "subledger,entity,reference,date,due_date,side,amount,currency,applies_to,description\n";
    private const string Team =
        """[{"id":"nora","name":"Nora","role":"preparer","manager":"graham"},"""
        + """{"id":"graham","name":"Graham","role":"approver"}]""";

    public Dictionary<string, byte[]> Files { get; } =
        new()
        {
            [BooksFiles.Profile] = Encoding.UTF8.GetBytes(
                """
                {"tenant":"acme","name":"Acme","base_currency":"USD","books_start":"2026-01-01",
                """
                    + $$"""
                    "fiscal_year_end_month":12,"time_zone":"UTC","retained_earnings":"3200","team":{{Team}}}
                    """
            ),
            [BooksFiles.Accounts] = Encoding.UTF8.GetBytes(
                "code,name,type,tags\n1010,Bank,asset,cash current\n1200,Receivables,asset,control:AR\n"
                    + "3200,Retained earnings,equity,\n4000,Sales,revenue,\n"
            ),
            [BooksFiles.Openings] = "account,currency,debit,credit\n1010,USD,100.00,\n3200,USD,,100.00\n"u8.ToArray(),
            [BooksFiles.JournalCsv] = Encoding.UTF8.GetBytes(
                JournalHeader
                    + "E1,2026-01-02,Sale,1200,50.00,,USD,AR,CUST,INV-1,JOB,\nE1,2026-01-02,Sale,4000,,50.00,USD,,,,,\n"
            ),
            [BooksFiles.Subledgers] = Encoding.UTF8.GetBytes(
                ItemHeader + "AR,CUST,INV-1,2026-01-02,2026-02-01,debit,50.00,USD,,An invoice\n"
            ),
        };

    /// <summary>The day on which the tests read.</summary>
    public static DateOnly Today { get; } = new(2026, 3, 10);

    public static PersonId Importer { get; } = PersonId.Parse("nora").Value;

    public SmallBooks With(string file, string text) => With(file, Encoding.UTF8.GetBytes(text));

    public SmallBooks With(string file, byte[] bytes)
    {
        Files[file] = bytes;
        return this;
    }

    public SmallBooks Replace(string file, string part, string instead)
    {
        var text = Encoding.UTF8.GetString(Files[file]);
        Assert.Contains(part, text, StringComparison.Ordinal);
        return With(file, text.Replace(part, instead, StringComparison.Ordinal));
    }

    /// <summary>A journal.csv of these rows, and no other entries.</summary>
    public static SmallBooks Journal(string rows) => new SmallBooks().With(BooksFiles.JournalCsv, JournalHeader + rows);

    /// <summary>The same with columns that a file may leave out.</summary>
    public static SmallBooks Rows(string optional, string rows) =>
        new SmallBooks().With(BooksFiles.JournalCsv, $"{JournalHeader.TrimEnd()},{optional}\n{rows}");

    public IReadOnlyList<string> Faults => [.. FullFaults.Select(fault => $"{fault.Where}: {fault.Code}")];

    public IReadOnlyList<Fault> FullFaults
    {
        get
        {
            var faults = new ImportFaults();
            var books = BooksReader.Read(Files, Importer, faults, today: Today);
            Assert.Equal(faults.IsEmpty, books is not null); // all or nothing
            return faults.Faults;
        }
    }

    public ImportedBooks Read(TableWishes? wishes = null)
    {
        var faults = new ImportFaults();
        return BooksReader.Read(Files, Importer, faults, today: Today, wishes: wishes)
            ?? throw new InvalidOperationException(string.Join('\n', faults.Faults));
    }
}

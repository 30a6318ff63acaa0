using System.Text;
using Bookseal.Import.Csv;

namespace Bookseal.Import.BooksDirectory;

/// <summary>The columns of journal.csv, and where a file has them.</summary>
internal sealed class JournalColumns
{
    public static readonly string[] Required =
    [
        "entry_id",
        "date",
        "description",
        "account",
        "debit",
        "credit",
        "currency",
        "subledger",
        "entity",
        "reference",
        "job",
        "kind",
    ];

    /// <summary>Columns that came later, or that few sources have.</summary>
    private static readonly string[] OptionalOfEntries = ["journal", "created_by", "created_at", "approved_by"];

    /// <summary>The same, of the line and not of its entry.</summary>
    private static readonly string[] OptionalOfLines = ["due_date", "applies_to"];

    public static readonly string[] Optional = [.. OptionalOfEntries, .. OptionalOfLines];

    /// <summary>What all rows of an entry say alike.</summary>
    public static readonly string[] OfEntry = ["date", "description", "kind", .. OptionalOfEntries];

    private JournalColumns(Dictionary<string, int> places) => Places = places;

    public Dictionary<string, int> Places { get; }

    public int Count => Places.Count;

    /// <summary>Where a column stands; -1 where the file leaves it out.</summary>
    public int this[string column] => Places.GetValueOrDefault(column, -1);

    /// <summary>Null where the row is not a plain header, and somebody else has to say why.</summary>
    public static JournalColumns? Of(CsvScanner header)
    {
        var cells = Enumerable.Range(0, header.Count).Select(at => Encoding.UTF8.GetString(header[at])).ToList();
        string[] expected = [.. Required, .. Optional.Where(cells.Contains)];
        return cells.SequenceEqual(expected)
            ? new(cells.Index().ToDictionary(cell => cell.Item, cell => cell.Index, StringComparer.Ordinal))
            : null;
    }
}

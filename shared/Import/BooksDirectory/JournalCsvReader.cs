using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// journal.csv: one line of an entry a row, the rows of one entry adjacent. Rows that are plainly good are read from
/// their bytes; from the first entry with one that is not, <see cref="JournalRows"/> reads on and says what is wrong.
/// </summary>
internal sealed class JournalCsvReader(
    string file,
    Func<Stream> open,
    ChartOfAccounts chart,
    PersonId postedBy,
    ImportFaults faults
)
{
    /// <param name="stream">The file, as opened by the caller, who wants its digest.</param>
    public IEnumerable<PlacedEntry> Read(Stream stream)
    {
        using var scanner = new CsvScanner(file, stream);
        var columns = scanner.Read() && scanner.Line == 1 ? JournalColumns.Of(scanner) : null;
        foreach (var placed in columns is null ? ReadCarefully() : ReadPlainly(scanner, columns))
            yield return placed;
    }

    private IEnumerable<PlacedEntry> ReadPlainly(CsvScanner scanner, JournalColumns columns)
    {
        var rows = new PlainRows(columns, chart, postedBy);
        var (start, isPlain) = ((scanner.Line, scanner.Offset), true);
        while (isPlain && !faults.IsFull && scanner.Read())
        {
            isPlain = rows.IsRow(scanner);
            if (isPlain && !rows.IsEmpty && !rows.Continues(scanner))
                yield return new(rows.Finish(), new(file, start.Line));
            if (rows.IsEmpty)
                start = (scanner.Line, scanner.Offset);
            isPlain = isPlain && rows.TryAdd(scanner);
        }

        if (scanner.Fault is not null && rows.IsEmpty)
            start = (scanner.Line, scanner.Offset);
        if (!isPlain || scanner.Fault is not null)
            foreach (var placed in ReadOn(columns, start))
                yield return placed;
        else if (!rows.IsEmpty)
            yield return new(rows.Finish(), new(file, start.Line));
    }

    private IEnumerable<PlacedEntry> ReadCarefully()
    {
        if (!IsUtf8())
            yield break;
        using var stream = open();
        var rows = CsvFile.Read(file, stream, JournalColumns.Required, faults, optional: JournalColumns.Optional);
        foreach (var placed in new JournalRows(chart, postedBy, faults).Read(rows))
            yield return placed;
    }

    private IEnumerable<PlacedEntry> ReadOn(JournalColumns columns, (int Line, long Offset) start)
    {
        if (!IsUtf8())
            yield break;
        using var stream = open();
        stream.Seek(start.Offset, SeekOrigin.Begin);
        var rows = CsvFile.ReadOn(file, stream, columns.Places, start.Line - 1, faults);
        foreach (var placed in new JournalRows(chart, postedBy, faults).Read(rows))
            yield return placed;
    }

    private bool IsUtf8()
    {
        using var stream = open();
        if (Utf8Scan.FindInvalid(stream) is not { } invalid)
            return true;
        faults.Add(CsvFile.NotUtf8(file, invalid));
        return false;
    }
}

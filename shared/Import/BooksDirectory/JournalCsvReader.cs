using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;
using Bookseal.Import.DirectoryTables;
using Bookseal.Import.Tables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// journal.csv: one line of an entry a row, the rows of one entry adjacent. Rows that are plainly good are read from
/// their bytes; from the first entry with one that is not, <see cref="JournalRows"/> reads on and says what is wrong.
/// A file that its head shows not to be in the plain form is read as a table.
/// </summary>
/// <param name="said">What is said of the file; null where it has to be in its plain form.</param>
internal sealed class JournalCsvReader(
    string file,
    Func<Stream> open,
    ChartOfAccounts chart,
    PersonId postedBy,
    ImportFaults faults,
    TableSaid? said = null
)
{
    /// <summary>So much of the file decides whether its decimals are parted by points.</summary>
    private const int HeadBytes = 64 * 1024;

    /// <summary>How the file was read; null as long as it was in its plain form.</summary>
    public TableReading? Reading { get; private set; }

    /// <param name="stream">The file, as opened by the caller, who wants its digest.</param>
    public IEnumerable<PlacedEntry> Read(Stream stream)
    {
        using var scanner = new CsvScanner(file, stream);
        var columns = scanner.Read() && scanner.Line == 1 ? JournalColumns.Of(scanner) : null;
        if (said is not null && columns is not null && (said.IsSaid || HasCommas(scanner, columns)))
            columns = null;
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
        if ((said is null ? StrictRows() : TableRows(said)) is { } rows)
            foreach (var placed in new JournalRows(chart, postedBy, faults).Read(rows))
                yield return placed;
    }

    private IEnumerable<CsvRow>? TableRows(TableSaid of)
    {
        var rows = TableSet.Read(file, open, DirectoryForms.Journal, of, faults, out var reading);
        Reading = reading;
        return rows;
    }

    private IEnumerable<CsvRow> StrictRows()
    {
        if (EncodingOf(0) is null)
            yield break;
        using var stream = open();
        foreach (
            var row in CsvFile.Read(file, stream, JournalColumns.Required, faults, optional: JournalColumns.Optional)
        )
            yield return row;
    }

    private IEnumerable<PlacedEntry> ReadOn(JournalColumns columns, (int Line, long Offset) start)
    {
        if (EncodingOf(start.Offset) is not { } encoding)
            yield break;
        using var stream = open();
        stream.Seek(start.Offset, SeekOrigin.Begin);
        var rows = CsvFile.ReadOn(file, stream, columns.Places, start.Line - 1, faults, encoding.Encoding);
        foreach (var placed in new JournalRows(chart, postedBy, faults).Read(rows))
            yield return placed;
    }

    /// <summary>
    /// Null, and said why, for what is in no encoding that is read, and where letters were read before as UTF-8 that
    /// the file is not in. What has none is the same in all of them.
    /// </summary>
    /// <param name="before">So many bytes were read plainly before.</param>
    private TextEncoding? EncodingOf(long before)
    {
        if (
            !TextEncoding
                .Of(file, open, said is null ? TextEncoding.Utf8 : null)
                .TryGet(out var encoding, out var fault)
        )
            faults.Add(fault);
        else if (encoding.Name != TextEncoding.Utf8 && Utf8Scan.BeyondAscii(open, before) is { } stray)
        {
            faults.Add(TextEncoding.Mixture(file, stray));
            return null;
        }
        else if (encoding.Name != TextEncoding.Utf8)
            Reading = new(file, encoding.Name, ',', '.', null, [], []);
        return encoding;
    }

    /// <summary>Whether amounts at the file's beginning have commas: then the whole file says what they are.</summary>
    private bool HasCommas(CsvScanner scanner, JournalColumns columns)
    {
        var head = scanner.LookAhead(HeadBytes);
        if (!head.Contains((byte)'"'))
            return false;
        var rows = new MemoryStream(head[..(head.LastIndexOf((byte)'\n') + 1)].ToArray());
        return CsvFile
            .ReadOn(file, rows, columns.Places, 1, new(), Encoding.UTF8)
            .Any(row => TableSet.HasComma(DirectoryForms.Journal, row));
    }
}

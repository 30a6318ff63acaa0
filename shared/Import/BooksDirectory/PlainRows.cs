using System.Buffers;
using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// Makes entries of the rows of a <see cref="CsvScanner"/>, one entry at a time: nothing is made of a row but its line,
/// and no text of a cell that repeats. It takes only what is plainly good; what it makes of that is what
/// <see cref="JournalRows"/> makes of it.
/// </summary>
internal sealed class PlainRows(JournalColumns columns, ChartOfAccounts chart, PersonId postedBy)
{
    private readonly PlainLines _lines = new(columns, chart);
    private readonly int[] _ofEntry =
    [
        columns["entry_id"],
        columns["journal"],
        .. JournalColumns.OfEntry.Where(name => name != "journal").Select(name => columns[name]),
    ];
    private readonly CellCache<DateOnly?> _dates = new(PlainLines.Parsed(Dates.Parse));
    private readonly CellCache<EntryKind?> _kinds = new(PlainLines.Parsed(EntryKinds.Parse));
    private readonly CellCache<JournalName?> _journals = new(PlainLines.Parsed(JournalName.Parse));
    private readonly CellCache<DateTimeOffset?> _instants = new(PlainLines.Parsed(RowParsing.Instant));
    private readonly CellCache<string?> _names = new(text => EntryOrigin.ParseName(text).IsOk ? text : null);

    /// <summary>The cells that all rows of the entry say alike, as its first has them.</summary>
    private readonly ArrayBufferWriter<byte> _head = new();
    private readonly int[] _ends = new int[JournalColumns.OfEntry.Length + 1];
    private Entry? _entry;
    private List<EntryLine> _entryLines = [];

    public bool IsEmpty => _entry is null;

    /// <summary>Whether the row is of the entry that was begun: id and journal are the same.</summary>
    public bool Continues(CsvScanner row) => IsAsInHead(row, 0) && IsAsInHead(row, 1);

    /// <summary>
    /// Whether the row has the form of one, whatever its cells say; one that has not belongs to no entry.
    /// </summary>
    public bool IsRow(CsvScanner row) => row.Count == columns.Count && IsWellSpelt(row);

    /// <summary>Takes a row of the entry, or the first of the next; false where it is not plainly good.</summary>
    public bool TryAdd(CsvScanner row)
    {
        if (IsEmpty)
        {
            Remember(row);
            if (!TryReadHead(row))
                return false;
        }
        else if (!IsAsInHead(row))
        {
            return false;
        }

        if (_lines.Read(row) is not { } line)
            return false;
        _entryLines.Add(line);
        return true;
    }

    /// <summary>The entry of the rows that were taken.</summary>
    public Entry Finish()
    {
        var entry = _entry! with { Lines = _entryLines };
        (_entry, _entryLines) = (null, new(2));
        return entry;
    }

    private bool TryReadHead(CsvScanner row)
    {
        var id = EntryId.Parse(Encoding.UTF8.GetString(row[columns["entry_id"]]));
        var kind = Cell(row, "kind");
        if (
            !id.IsOk
            || _dates.Of(Cell(row, "date")) is not { } date
            || (kind.IsEmpty ? EntryKind.Standard : _kinds.Of(kind)) is not { } known
            || !TryOptional(row, "journal", _journals, out var journal)
            || !TryOptional(row, "created_at", _instants, out var createdAt)
            || !TryName(row, "created_by", out var createdBy)
            || !TryName(row, "approved_by", out var approvedBy)
        )
            return false;
        _entry = new(id.Value, date, known, Encoding.UTF8.GetString(Cell(row, "description")), postedBy, [])
        {
            Journal = journal,
            Origin = EntryOrigin.Of(createdBy, createdAt, approvedBy),
        };
        return true;
    }

    private bool TryOptional<T>(CsvScanner row, string column, CellCache<T?> cache, out T? value)
        where T : struct
    {
        var cell = Cell(row, column);
        value = cell.IsEmpty ? null : cache.Of(cell);
        return cell.IsEmpty || value is not null;
    }

    private bool TryName(CsvScanner row, string column, out string? name)
    {
        var cell = Cell(row, column);
        name = cell.IsEmpty ? null : _names.Of(cell);
        return cell.IsEmpty || name is not null;
    }

    private ReadOnlySpan<byte> Cell(CsvScanner row, string column) => columns[column] is >= 0 and var at ? row[at] : [];

    private void Remember(CsvScanner row)
    {
        _head.ResetWrittenCount();
        for (var at = 0; at < _ofEntry.Length; at++)
        {
            if (_ofEntry[at] >= 0)
                _head.Write(row[_ofEntry[at]]);
            _ends[at] = _head.WrittenCount;
        }
    }

    private bool IsAsInHead(CsvScanner row)
    {
        for (var at = 0; at < _ofEntry.Length; at++)
            if (!IsAsInHead(row, at))
                return false;
        return true;
    }

    private bool IsAsInHead(CsvScanner row, int at) =>
        _ofEntry[at] < 0
        || row[_ofEntry[at]].SequenceEqual(_head.WrittenSpan[(at == 0 ? 0 : _ends[at - 1]).._ends[at]]);

    /// <summary>As <see cref="CellText"/> has it; and where a line ends within a cell, the cell is quoted.</summary>
    private bool IsWellSpelt(CsvScanner row)
    {
        if (!WithoutEnd(row.Row).ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            return true;
        for (var at = 0; at < row.Count; at++)
            if (row[at].ContainsAnyExceptInRange((byte)' ', (byte)'~') && !IsWellSpelt(row, at))
                return false;
        return true;
    }

    private bool IsWellSpelt(CsvScanner row, int at) =>
        (row.IsQuoted(at) ? HasWholeLineEnds(row[at]) : !row[at].Contains((byte)'\r'))
        && CellText.Check(Encoding.UTF8.GetString(row[at]), isProse: at == columns["description"]) is null;

    /// <summary>A carriage return alone ends a line to some and to others not.</summary>
    private static bool HasWholeLineEnds(ReadOnlySpan<byte> cell) => cell.Count((byte)'\r') == cell.Count("\r\n"u8);

    /// <summary>One line end, not several.</summary>
    private static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> row)
    {
        if (row.EndsWith("\r\n"u8))
            return row[..^2];
        return row.EndsWith("\n"u8) ? row[..^1] : row;
    }
}

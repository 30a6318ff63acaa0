using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Bookseal.Import.Csv;

/// <summary>
/// Cuts UTF-8 into the rows and cells of RFC 4180 with one pooled buffer, for files of millions of rows: nothing is
/// allocated for a row. Rows that are blank are passed over. The first fault of the file's form ends it.
/// </summary>
/// <param name="mostRowBytes">A longer row is <c>LINE_TOO_LONG</c>.</param>
public sealed class CsvScanner(string file, Stream stream, int mostRowBytes = Limits.ImportLineBytes) : IDisposable
{
    private const int InitialBytes = 256 * 1024;
    private static readonly SearchValues<byte> Ends = SearchValues.Create(",\n\""u8);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private CellPlace[] _cells = new CellPlace[64];
    private long _passed;
    private int _start;
    private int _next;
    private int _filled;
    private int _lines;
    private bool _isEnded;

    private enum Scan
    {
        Complete,
        NeedsMore,
        Faulty,
    }

    /// <summary>Cells of the row.</summary>
    public int Count { get; private set; }

    /// <summary>The line that the row begins on, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>How many bytes of the stream come before the row.</summary>
    public long Offset => _passed + _start;

    /// <summary>The row as it stands, but for quotes that were doubled within its cells.</summary>
    public ReadOnlySpan<byte> Row => _buffer.AsSpan(_start, _next - _start);

    /// <summary>Why reading ended before the file did.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>A cell's text, without its quotes.</summary>
    public ReadOnlySpan<byte> this[int cell] => _buffer.AsSpan(_cells[cell].From, _cells[cell].Length);

    public bool IsQuoted(int cell) => _cells[cell].IsQuoted;

    /// <summary>
    /// <c>file:line:column</c>, in characters from 1; a row over several lines counts from its first.
    /// </summary>
    public string Where(int cell)
    {
        var at = cell < Count ? _cells[cell].Start : Math.Max(_start, _next - 1);
        return $"{file}:{Line}:{Encoding.UTF8.GetCharCount(_buffer.AsSpan(_start, at - _start)) + 1}";
    }

    /// <summary>Goes to the next row; false at the end, and at a fault.</summary>
    public bool Read()
    {
        while (Fault is null)
        {
            (Line, _lines, _start) = (Line + _lines, 0, _next);
            if (Line == 1 && _filled == 0)
                SkipByteOrderMark();
            while (ScanRow() == Scan.NeedsMore && Fault is null)
                Fill();
            if (Fault is not null || (_start == _filled && _isEnded))
                return false;
            if (Count == 1 && !_cells[0].IsQuoted && _cells[0].Length == 0)
                continue; // a blank line
            return IsUtf8();
        }

        return false;
    }

    /// <summary>
    /// What stands behind the row, so many bytes of it or to the file's end; good until the next row. The row's own
    /// cells are gone.
    /// </summary>
    public ReadOnlySpan<byte> LookAhead(int bytes)
    {
        while (_filled - _next < bytes && !_isEnded && Fault is null)
        {
            var moved = _start;
            Fill();
            _next -= moved;
        }

        return _buffer.AsSpan(_next, Math.Min(bytes, _filled - _next));
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private Scan ScanRow()
    {
        (Count, _lines) = (0, 1);
        for (var at = _start; ; )
        {
            var isQuoted = at < _filled && _buffer[at] == '"';
            var scan = isQuoted ? ScanQuoted(ref at) : ScanPlain(ref at);
            if (scan != Scan.Complete)
                return scan;
            if (at == _filled)
                return EndRow(at);
            if (_buffer[at] == '\n')
                return EndRow(at + 1);
            at++; // the comma
        }
    }

    private Scan EndRow(int next)
    {
        _next = next;
        return next - _start <= mostRowBytes ? Scan.Complete : TooLong();
    }

    /// <summary>Leaves the place at the comma or line feed that ends the cell, or at the file's end.</summary>
    private Scan ScanPlain(ref int at)
    {
        var length = _buffer.AsSpan(at, _filled - at).IndexOfAny(Ends);
        if (length < 0 && !_isEnded)
            return Scan.NeedsMore;
        var end = length < 0 ? _filled : at + length;
        if (length >= 0 && _buffer[end] == '"')
            return Refuse("CSV_QUOTE", "a quote stands inside a cell that does not begin with one", end);
        var isLast = length < 0 || _buffer[end] == '\n';
        var to = isLast && end > at && _buffer[end - 1] == '\r' ? end - 1 : end;
        Add(new(at, at, to - at, false));
        at = end;
        return Scan.Complete;
    }

    private Scan ScanQuoted(ref int at)
    {
        var (from, escapes) = (at + 1, 0);
        for (var i = from; ; i += 2)
        {
            var quote = _buffer.AsSpan(i, _filled - i).IndexOf((byte)'"');
            if (quote < 0)
                return _isEnded ? Refuse("CSV_QUOTE", "the cell's quote is not closed", at) : Scan.NeedsMore;
            i += quote;
            if (i + 2 >= _filled && !_isEnded)
                return Scan.NeedsMore; // what follows the quote decides
            if (i + 1 < _filled && _buffer[i + 1] == '"')
            {
                escapes++;
                continue;
            }

            _lines += _buffer.AsSpan(from, i - from).Count((byte)'\n');
            Add(new(at, from, i - from - escapes, true) { Escapes = escapes });
            at = i + 1;
            if (at < _filled && _buffer[at] == '\r' && (at + 1 == _filled || _buffer[at + 1] == '\n'))
                at++;
            return at >= _filled || _buffer[at] is (byte)',' or (byte)'\n'
                ? Scan.Complete
                : Refuse("CSV_QUOTE", "a quoted cell goes on behind its quote", at);
        }
    }

    private void Add(CellPlace cell)
    {
        if (Count == _cells.Length)
            Array.Resize(ref _cells, Count * 2);
        _cells[Count++] = cell;
    }

    /// <summary>Only of a whole row: of a part the same bytes would be looked at again.</summary>
    private void Unescape()
    {
        for (var i = 0; i < Count; i++)
            if (_cells[i].Escapes > 0)
                Unescape(_buffer.AsSpan(_cells[i].From, _cells[i].Length + _cells[i].Escapes));
    }

    /// <summary>The quotes that fall away stay behind the text: the row keeps its number of characters.</summary>
    private static void Unescape(Span<byte> cell)
    {
        var to = 0;
        for (var from = 0; from < cell.Length; from++, to++)
        {
            cell[to] = cell[from];
            if (cell[from] == '"')
                from++;
        }

        cell[to..].Fill((byte)'"');
    }

    private bool IsUtf8()
    {
        var row = _buffer.AsSpan(_start, _next - _start);
        if (!Utf8.IsValid(row))
        {
            var good = 0;
            while (Rune.DecodeFromUtf8(row[good..], out _, out var bytes) == OperationStatus.Done)
                good += bytes;
            var lines = row[..good].Count((byte)'\n');
            var column = good - row[..good].LastIndexOf((byte)'\n');
            Fault = CsvFile.NotUtf8(file, (Line + lines, column));
            return false;
        }

        Unescape();
        return true;
    }

    private void SkipByteOrderMark()
    {
        while (_filled < 3 && !_isEnded)
            Fill();
        if (_buffer.AsSpan(0, _filled).StartsWith("\uFEFF"u8))
            _start = _next = 3;
    }

    /// <summary>Reads on, behind the row as far as it is there.</summary>
    private void Fill()
    {
        var row = _buffer.AsSpan(_start, _filled - _start);
        if (row.Length > mostRowBytes)
        {
            TooLong();
            return;
        }

        if (row.Length == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            row.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (_start > 0)
        {
            row.CopyTo(_buffer);
        }

        (_passed, _filled, _start) = (_passed + _start, _filled - _start, 0);
        var read = stream.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        _isEnded = read == 0;
    }

    private Scan TooLong()
    {
        Fault ??= new("LINE_TOO_LONG", $"a row is longer than {mostRowBytes} bytes") { Where = $"{file}:{Line}:1" };
        return Scan.Faulty;
    }

    private Scan Refuse(string code, string message, int at)
    {
        var before = Encoding.UTF8.GetString(_buffer.AsSpan(_start, at - _start));
        var lines = before.Count(c => c == '\n');
        var column = before.Length - before.LastIndexOf('\n');
        Fault ??= new(code, message) { Where = $"{file}:{Line + lines}:{column}" };
        return Scan.Faulty;
    }

    /// <param name="Start">Of the cell with its quote.</param>
    /// <param name="Length">Without quotes and escapes.</param>
    private readonly record struct CellPlace(int Start, int From, int Length, bool IsQuoted)
    {
        public int Escapes { get; init; }
    }
}

using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Bookseal.Import.Csv;

/// <summary>Reads a CSV file with a fixed header (RFC 4180, UTF-8 with or without a byte order mark).</summary>
public static class CsvFile
{
    public const string EncodingInvalid = "ENCODING_INVALID";

    private const char ByteOrderMark = '\ufeff';
    private const int BufferChars = 64 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// The rows, one after the other. Faults of the file's form (encoding, header, number of cells, quotes) are noted
    /// and their rows left out.
    /// </summary>
    /// <param name="hint">Follows what is said of a wrong header: where such a file comes from.</param>
    /// <param name="optional">Columns that may follow, in this order; a row has empty cells for those left out.</param>
    public static IEnumerable<CsvRow> Read(
        string file,
        byte[] bytes,
        IReadOnlyList<string> header,
        ImportFaults faults,
        string hint = "",
        IReadOnlyList<string>? optional = null
    )
    {
        if (Utf8Scan.FindInvalid(new MemoryStream(bytes)) is { } invalid)
        {
            faults.Add(NotUtf8(file, invalid));
            return [];
        }

        return Read(file, new MemoryStream(bytes), header, faults, hint, optional);
    }

    /// <summary>The same of a stream that is UTF-8, in memory of its longest row.</summary>
    public static IEnumerable<CsvRow> Read(
        string file,
        Stream stream,
        IReadOnlyList<string> header,
        ImportFaults faults,
        string hint = "",
        IReadOnlyList<string>? optional = null
    )
    {
        using var text = new StreamReader(
            stream,
            Utf8,
            detectEncodingFromByteOrderMarks: false,
            BufferChars,
            leaveOpen: true
        ); // the caller wants its digest
        SkipByteOrderMarks(text);
        using var parser = new StrictParser(text, ',');
        if (ReadHeader(file, parser, header, optional ?? [], faults, hint) is not { } columns)
            yield break;
        foreach (var row in ReadRows(file, parser, CsvShape.Of(columns), 0, faults))
            yield return row;
    }

    /// <summary>
    /// The first row that is not blank nor for spreadsheets alone, before anybody knows what it is; null where there is
    /// none.
    /// </summary>
    internal static CsvHead? HeadOf(Stream stream, char delimiter, Encoding encoding)
    {
        using var text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, BufferChars);
        SkipByteOrderMarks(text);
        using var parser = new StrictParser(text, delimiter);
        return HeadOf(parser);
    }

    /// <summary>The rows behind the head of a table that was looked at before.</summary>
    internal static IEnumerable<CsvRow> ReadBehindHead(
        string file,
        Stream stream,
        CsvShape shape,
        Encoding encoding,
        ImportFaults faults
    )
    {
        using var text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, BufferChars);
        SkipByteOrderMarks(text);
        using var parser = new StrictParser(text, shape.Delimiter);
        if (HeadOf(parser) is null)
            yield break;
        foreach (var row in ReadRows(file, parser, shape, 0, faults))
            yield return row;
    }

    /// <summary>The rows behind those that somebody else has read.</summary>
    /// <param name="stream">Begins with a row.</param>
    /// <param name="linesBefore">How many lines of the file come before it.</param>
    public static IEnumerable<CsvRow> ReadOn(
        string file,
        Stream stream,
        Dictionary<string, int> columns,
        int linesBefore,
        ImportFaults faults,
        Encoding? encoding = null
    )
    {
        using var text = new StreamReader(
            stream,
            encoding ?? Utf8,
            detectEncodingFromByteOrderMarks: false,
            BufferChars
        );
        using var parser = new StrictParser(text, ',');
        foreach (var row in ReadRows(file, parser, CsvShape.Of(columns), linesBefore, faults))
            yield return row;
    }

    private static IEnumerable<CsvRow> ReadRows(
        string file,
        StrictParser parser,
        CsvShape shape,
        int linesBefore,
        ImportFaults faults
    )
    {
        CsvRow row;
        for (
            var line = linesBefore + parser.RawRow + 1;
            parser.Read() && !faults.IsFull;
            line = linesBefore + parser.RawRow + 1
        )
        {
            var (raw, record) = (parser.RawRecord, parser.Record); // each makes its texts anew
            if (raw.AsSpan().TrimEnd("\r\n").IsEmpty)
                continue; // a blank line
            if (record.Length != shape.Width)
                faults.Add(
                    $"{file}:{line}:1",
                    "CSV_CELL_COUNT",
                    $"the row has {record.Length} cells, the header {shape.Width}"
                );
            else if (parser.IsBad || HasStrayQuote(raw))
                faults.Add($"{file}:{line}:1", "CSV_QUOTE", "the row's quotes do not pair up");
            else if (CellText.Check(row = new(file, line, raw, record, shape)) is { } odd)
                faults.Add(odd);
            else
                yield return row;
        }
    }

    public static Fault NotUtf8(string file, (int Line, int Column) invalid) =>
        new(EncodingInvalid, "the file is not UTF-8") { Where = $"{file}:{invalid.Line}:{invalid.Column}" };

    private static CsvHead? HeadOf(StrictParser parser)
    {
        for (var line = 1; parser.Read(); line = parser.RawRow + 1)
            if (!parser.RawRecord.AsSpan().TrimEnd("\r\n").IsEmpty && !IsForSpreadsheets(parser.RawRecord))
                return new(line, parser.RawRecord, [.. parser.Record.Select(cell => cell.Trim())]);
        return null;
    }

    /// <summary><c>sep=;</c>, which says no more than the header does.</summary>
    private static bool IsForSpreadsheets(string raw) =>
        raw.AsSpan().TrimStart('"').StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    private static void SkipByteOrderMarks(StreamReader text)
    {
        while (text.Peek() == ByteOrderMark)
            text.Read();
    }

    private static Dictionary<string, int>? ReadHeader(
        string file,
        StrictParser parser,
        IReadOnlyList<string> header,
        IReadOnlyList<string> optional,
        ImportFaults faults,
        string hint
    )
    {
        var isEmpty = !parser.Read();
        var (raw, cells) = isEmpty ? ("", (string[])[""]) : (parser.RawRecord, parser.Record);
        IReadOnlyList<string> required = header;
        header = [.. required, .. optional.Where(name => cells.Any(cell => cell.Trim() == name))];
        if (CsvHeader.Difference(raw, cells, header) is { } difference)
        {
            faults.Add(
                $"{file}:1:{difference.Column}",
                "CSV_HEADER",
                $"{difference.Message}; the first line must be: {string.Join(',', required)}"
                    + $"{(optional.Count > 0 ? $"; then may follow: {string.Join(',', optional)}" : "")}"
                    + $"{(hint.Length > 0 ? ", " : "")}{hint}"
            );
            return null;
        }

        return header.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
    }

    /// <summary>RFC 4180: quotes come in pairs. The parser is lenient; money is not.</summary>
    private static bool HasStrayQuote(string raw) => raw.AsSpan().Count('"') % 2 != 0;

    /// <summary>RFC 4180 and one delimiter, and it tells of each row whether its quotes are bad.</summary>
    private sealed class StrictParser : IDisposable
    {
        private readonly CsvParser _parser;

        public StrictParser(TextReader text, char delimiter) =>
            _parser = new(
                text,
                new CsvConfiguration(CultureInfo.InvariantCulture)
                {
                    Mode = CsvMode.RFC4180,
                    IgnoreBlankLines = false,
                    DetectDelimiter = false,
                    Delimiter = $"{delimiter}",
                    BadDataFound = _ => IsBad = true,
                }
            );

        public bool IsBad { get; private set; }

        /// <summary>The file's lines that were read, from 1.</summary>
        public int RawRow => _parser.RawRow;

        public string RawRecord => _parser.RawRecord;

        public string[] Record => _parser.Record!;

        public bool Read()
        {
            IsBad = false;
            return _parser.Read();
        }

        public void Dispose() => _parser.Dispose();
    }
}

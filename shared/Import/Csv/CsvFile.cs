using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Bookseal.Import.Csv;

/// <summary>Reads a CSV file with a fixed header (RFC 4180, UTF-8 with or without a byte order mark).</summary>
public static class CsvFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The rows, one after the other. Faults of the file's form (encoding, header, number of cells, quotes) are noted and their rows left out.</summary>
    /// <param name="hint">Follows what is said of a wrong header: where such a file comes from.</param>
    public static IEnumerable<CsvRow> Read(string file, byte[] bytes, IReadOnlyList<string> header, ImportFaults faults, string hint = "")
    {
        if (Decode(file, bytes, faults) is not { } text) yield break;
        var isBad = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            IgnoreBlankLines = false,
            DetectDelimiter = false,
            Delimiter = ",",
            BadDataFound = _ => isBad = true,
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        if (ReadHeader(file, parser, header, faults, hint) is not { } columns) yield break;

        for (var line = parser.RawRow + 1; parser.Read() && !faults.IsFull; (line, isBad) = (parser.RawRow + 1, false))
        {
            if (parser.RawRecord.AsSpan().TrimEnd("\r\n").IsEmpty) continue; // a blank line
            var record = parser.Record!;
            if (record.Length != header.Count) faults.Add($"{file}:{line}:1", "CSV_CELL_COUNT", $"the row has {record.Length} cells, the header {header.Count}");
            else if (isBad || HasStrayQuote(parser.RawRecord)) faults.Add($"{file}:{line}:1", "CSV_QUOTE", "the row's quotes do not pair up");
            else yield return new CsvRow(file, line, parser.RawRecord, record, columns);
        }
    }

    private static string? Decode(string file, byte[] bytes, ImportFaults faults)
    {
        try
        {
            return StrictUtf8.GetString(bytes).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException e)
        {
            var line = bytes.AsSpan(0, e.Index).Count((byte)'\n') + 1;
            var column = e.Index - bytes.AsSpan(0, e.Index).LastIndexOf((byte)'\n');
            faults.Add($"{file}:{line}:{column}", "ENCODING_INVALID", "the file is not UTF-8");
            return null;
        }
    }

    private static Dictionary<string, int>? ReadHeader(string file, CsvParser parser, IReadOnlyList<string> header, ImportFaults faults, string hint)
    {
        if (!parser.Read() || !parser.Record!.Select(cell => cell.Trim()).SequenceEqual(header))
        {
            faults.Add($"{file}:1:1", "CSV_HEADER", $"the first line must be: {string.Join(',', header)}{(hint.Length > 0 ? ", " : "")}{hint}");
            return null;
        }

        return header.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
    }

    /// <summary>RFC 4180: quotes come in pairs. The parser is lenient; money is not.</summary>
    private static bool HasStrayQuote(string raw) => raw.Count(c => c == '"') % 2 != 0;
}

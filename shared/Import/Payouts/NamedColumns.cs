using System.Globalization;
using System.Text;
using Bookseal.Import.Csv;
using CsvHelper;
using CsvHelper.Configuration;

namespace Bookseal.Import.Payouts;

/// <summary>
/// Rows of a CSV file whose columns are known by their names, in whatever order and among whatever others a provider
/// writes them.
/// </summary>
internal static class NamedColumns
{
    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture)
    {
        Mode = CsvMode.RFC4180,
        DetectDelimiter = false,
        Delimiter = ",",
        BadDataFound = _ => { },
    };

    /// <summary>
    /// No rows, and the fault noted, where a column that has to be there is not, or a name stands twice.
    /// </summary>
    public static IEnumerable<CsvRow> Read(
        string file,
        byte[] bytes,
        IEnumerable<string> required,
        ImportFaults faults,
        string hint
    )
    {
        if (Utf8Scan.FindInvalid(new MemoryStream(bytes)) is { } invalid)
        {
            faults.Add(CsvFile.NotUtf8(file, invalid));
            return [];
        }

        var (header, content) = Unpadded(bytes);
        if (required.FirstOrDefault(name => !header.Contains(name)) is { } missing)
            faults.Add($"{file}:1:1", "CSV_HEADER", $"there is no column '{missing}'; {hint}");
        else if (header.GroupBy(name => name).FirstOrDefault(name => name.Count() > 1) is { } twice)
            faults.Add($"{file}:1:1", "CSV_HEADER", $"the column {new JsonString(twice.Key)} stands twice");
        else
            return CsvFile.Read(file, content, header, faults, hint);
        return [];
    }

    /// <summary>The names of the first row; none where the file is empty, or not UTF-8.</summary>
    public static IReadOnlyList<string> HeaderOf(byte[] bytes) =>
        Utf8Scan.FindInvalid(new MemoryStream(bytes)) is null ? Unpadded(bytes).Header : [];

    /// <summary>
    /// Some providers write commas behind the last name that no row has: without them, names and cells pair up.
    /// </summary>
    private static (string[] Header, byte[] Content) Unpadded(byte[] bytes)
    {
        using var text = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        using var parser = new CsvParser(text, Rfc4180);
        if (!parser.Read())
            return ([], bytes);
        string[] header = [.. parser.Record!.Select(cell => cell.Trim())];
        var line = parser.RawRecord.TrimEnd('\r', '\n');
        var padding = line.Length - line.TrimEnd(',').Length;
        if (padding == 0 || !parser.Read() || parser.Count != header.Length - padding)
            return (header, bytes);
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var raw = Encoding.UTF8.GetBytes(line);
        if (!bytes.AsSpan(start).StartsWith(raw))
            return (header, bytes); // blank lines come before it
        var end = start + raw.Length;
        return (header[..^padding], [.. bytes[..(end - padding)], .. bytes[end..]]);
    }
}

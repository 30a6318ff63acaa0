using System.Globalization;
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

        var header = HeaderOf(bytes);
        if (required.FirstOrDefault(name => !header.Contains(name)) is { } missing)
            faults.Add($"{file}:1:1", "CSV_HEADER", $"there is no column '{missing}'; {hint}");
        else if (header.GroupBy(name => name).FirstOrDefault(name => name.Count() > 1) is { } twice)
            faults.Add($"{file}:1:1", "CSV_HEADER", $"the column {new JsonString(twice.Key)} stands twice");
        else
            return CsvFile.Read(file, bytes, header, faults, hint);
        return [];
    }

    private static string[] HeaderOf(byte[] bytes)
    {
        using var text = new StreamReader(new MemoryStream(bytes), detectEncodingFromByteOrderMarks: true);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            DetectDelimiter = false,
            Delimiter = ",",
            BadDataFound = _ => { },
        };
        using var parser = new CsvParser(text, configuration);
        return parser.Read() ? [.. parser.Record!.Select(cell => cell.Trim())] : [];
    }
}

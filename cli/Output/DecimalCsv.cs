using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Documents.Csv;
using CsvHelper;

namespace Bookseal.Cli.Output;

/// <summary>
/// A report as people and spreadsheets want it: the columns in minor units, as sealed files have them, become decimals
/// of the row's currency, and lose <c>_minor</c> from their names.
/// </summary>
internal static class DecimalCsv
{
    private const string Suffix = "_minor";

    public static byte[] Of(byte[] csv)
    {
        using var parser = new CsvParser(
            new StreamReader(new MemoryStream(csv)),
            new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false }
        );
        if (!parser.Read())
            return csv;
        string[] header = parser.Record!;
        var currency = Array.IndexOf(header, "currency");
        var text = new CsvText([.. header.Select(NameOf)]);
        while (parser.Read())
        {
            string[] cells = parser.Record!;
            text.Row([
                .. cells.Select((cell, place) => IsMinor(header[place]) ? Decimal(cell, cells[currency]) : cell),
            ]);
        }

        return text.ToBytes();
    }

    private static bool IsMinor(string column) => column.EndsWith(Suffix, StringComparison.Ordinal);

    private static string NameOf(string column) => IsMinor(column) ? column[..^Suffix.Length] : column;

    private static string Decimal(string minor, string currency) =>
        minor.Length == 0
            ? ""
            : Money.Plain(Int128.Parse(minor, CultureInfo.InvariantCulture), Currency.Parse(currency).Value);
}

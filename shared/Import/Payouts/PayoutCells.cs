using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Payouts;

/// <summary>Cells as providers write them.</summary>
internal static class PayoutCells
{
    /// <summary>In capitals, whatever the provider's custom.</summary>
    public static Currency Currency(CsvRow row, string column, ImportFaults faults) =>
        faults.Take(Books.Values.Currency.Parse(row[column].ToUpperInvariant()), row.Where(column));

    /// <summary>The day of a date or an instant, as the provider says it in its own zone.</summary>
    public static DateOnly Date(CsvRow row, string column, ImportFaults faults)
    {
        var cell = row[column];
        return IsoDay.Parse(cell) ?? faults.Take(Dates.Parse(cell), row.Where(column));
    }

    public static long Amount(CsvRow row, string column, Currency currency, bool isMinor, ImportFaults faults)
    {
        if (currency == default)
            return 0; // that fault is noted already
        return isMinor
            ? row.Take(column, Minor, faults)
            : faults.Take(Money.Parse(row[column], currency), row.Where(column)).AmountMinor;
    }

    private static Result<long> Minor(string cell) =>
        long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor)
        && Math.Abs(minor) <= Limits.SafeInteger
            ? minor
            : new Fault("AMOUNT_INVALID", $"{new JsonString(cell)} is not a whole number of minor units");
}

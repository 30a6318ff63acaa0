using System.Globalization;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;
using Bookseal.Import.Costs;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Payouts;

/// <summary>
/// Payouts out of PayPal's activity report in English, or its statement in Spanish: its withdrawals. Those that are
/// still pending have left the balance already, and count. The control is the report's own: gross and fee give net on
/// each row, and the balance of each currency follows from row to row.
/// </summary>
public static class PaypalReader
{
    private const string Provider = "paypal";
    private const string Invalid = "DATE_INVALID";
    private const string Hint =
        "an activity report in English has it, or a statement in Spanish (Fecha, Descripción, …)";

    /// <summary>Null where there are faults.</summary>
    /// <param name="dates">In the United States PayPal writes month/day/year, elsewhere day/month/year.</param>
    public static PayoutFile? Read(string file, byte[] content, SlashDates dates, ImportFaults faults)
    {
        var form = PaypalForm.Of(NamedColumns.HeaderOf(content));
        var payouts = new List<ProviderPayout>();
        var totals = new PayoutTotals();
        var others = 0L;
        foreach (var row in NamedColumns.Read(file, content, form.Columns, faults, Hint))
        {
            if (ReadAmounts(row, form, faults) is not { } amounts || !form.IsBooked(row))
                continue;
            Count(row, form, amounts, totals, faults);
            if (form.IsWithdrawal(row, amounts.Net))
                payouts.Add(Payout(row, form, amounts, dates, faults));
            else
                others++;
        }

        return faults.IsEmpty ? new(Provider, payouts, others) { Totals = totals.All } : null;
    }

    private sealed record Amounts(Currency Currency, long Gross, long Fee, long Net, long Balance);

    /// <summary>Null where there are faults; PayPal's fee is negative.</summary>
    private static Amounts? ReadAmounts(CsvRow row, PaypalForm form, ImportFaults faults)
    {
        var currency = PayoutCells.Currency(row, form.Currency, faults);
        var read = new Amounts(currency, Read(form.Gross), Read(form.Fee), Read(form.Net), Read(form.Balance));
        if (!faults.IsEmpty)
            return null;
        if (read.Gross + read.Fee != read.Net)
            faults.Add(row.Where(form.Net), "PAYOUT_NET_DIFFERS", "gross and fee do not give net");
        return read;

        long Read(string column) =>
            currency == default ? 0 : faults.Take(form.Amounts.Parse(row[column], currency), row.Where(column));
    }

    private static void Count(CsvRow row, PaypalForm form, Amounts amounts, PayoutTotals totals, ImportFaults faults)
    {
        if (totals.ClosingOf(amounts.Currency) is { } before && before + amounts.Net != amounts.Balance)
            faults.Add(
                row.Where(form.Balance),
                PayoutReader.ControlDiffers,
                $"the balance of {amounts.Currency} does not follow from the row before: "
                    + "rows are missing, or not in order"
            );
        totals.Add(amounts.Currency, amounts.Gross, -amounts.Fee, amounts.Net, amounts.Balance);
    }

    private static ProviderPayout Payout(
        CsvRow row,
        PaypalForm form,
        Amounts amounts,
        SlashDates dates,
        ImportFaults faults
    )
    {
        var date = faults.Take(DateOf(row[form.Date], dates), row.Where(form.Date));
        if (row[form.Id].Length == 0)
            faults.Add(row.Where(form.Id), "PAYOUT_ID_MISSING", $"a withdrawal has no {form.Id}");
        return new(Provider, row[form.Id], date, amounts.Currency, -amounts.Net, -amounts.Fee, -amounts.Gross)
        {
            Transactions = 1,
        };
    }

    private static Result<DateOnly> DateOf(string cell, SlashDates dates)
    {
        var (dayFirst, monthFirst) = (At(cell, "d/M/yyyy"), At(cell, "M/d/yyyy"));
        var date = dates switch
        {
            SlashDates.DayFirst => dayFirst,
            SlashDates.MonthFirst => monthFirst,
            _ => dayFirst ?? monthFirst,
        };
        if (dates == SlashDates.Unsaid && dayFirst is not null && monthFirst is not null && dayFirst != monthFirst)
            return new Fault(
                Invalid,
                $"{new JsonString(cell)} is read two ways: say 'dates' of the source or of the request, mdy or dmy"
            );
        return date is { } read
            ? read
            : new Fault(Invalid, $"a date is {FormOf(dates)} here, not {new JsonString(cell)}");
    }

    private static string FormOf(SlashDates dates) => dates == SlashDates.MonthFirst ? "M/d/yyyy" : "d/M/yyyy";

    private static DateOnly? At(string cell, string format) =>
        DateOnly.TryParseExact(cell, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}

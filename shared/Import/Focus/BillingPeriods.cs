using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import.Costs;

namespace Bookseal.Import.Focus;

/// <summary>
/// FOCUS's Billing Period dataset: Open is preliminary, Closed is final. A period that stands both Open and Closed says
/// nothing, unless it was said that its latest update counts.
/// </summary>
public sealed class BillingPeriods : ILifecycleSource
{
    private readonly Dictionary<(string Issuer, DateOnly From), List<Row>> _rows = [];
    private readonly Dictionary<(string, DateOnly, DateOnly?), Result<CostLifecycle?>> _found = [];
    private readonly bool _takesLatest;

    private BillingPeriods(bool takesLatest) => _takesLatest = takesLatest;

    /// <summary>Null where there are faults.</summary>
    /// <param name="takesLatest">Of several rows of a period the one that was updated last counts.</param>
    public static BillingPeriods? Read(
        string name,
        SourceFile content,
        SlashDates slashes,
        bool takesLatest,
        ImportFaults faults
    )
    {
        var periods = new BillingPeriods(takesLatest);
        DatasetRows.ForEach(
            name,
            content,
            FocusLayout.BillingPeriod,
            Limits.BillingPeriods,
            faults,
            row =>
            {
                var issuer = row.Take(CostField.InvoiceIssuer, text => (Result<string>)text);
                var (from, to) = (Instant(row, CostField.BillingFrom), Instant(row, CostField.BillingEnd));
                var updated = Instant(row, CostField.UpdatedAt);
                var lifecycle = row.Take(CostField.Status, LifecycleOf);
                if (faults.IsEmpty)
                    periods.Add(issuer, DateOnly.FromDateTime(from), new(LastDayOf(to), updated, lifecycle));
            }
        );
        return faults.IsEmpty ? periods : null;
        DateTime Instant(DatasetRow row, CostField field) => row.Take(field, text => CostDates.Parse(text, slashes));
    }

    public Result<CostLifecycle?> Find(string issuer, DateOnly from, DateOnly? to)
    {
        if (!_found.TryGetValue((issuer, from, to), out var found))
            _found[(issuer, from, to)] = found = Judge(issuer, from, to);
        return found;
    }

    private Result<CostLifecycle?> Judge(string issuer, DateOnly from, DateOnly? to)
    {
        var rows = _rows.GetValueOrDefault((issuer, from), []).Where(row => to is null || row.To == to).ToList();
        if (rows.Count == 0)
            return (CostLifecycle?)null;
        if (_takesLatest)
        {
            var latest = rows.Max(row => row.UpdatedAt);
            rows = [.. rows.Where(row => row.UpdatedAt == latest)];
        }

        if (rows.All(row => row.Lifecycle == rows[0].Lifecycle))
            return (CostLifecycle?)rows[0].Lifecycle;
        return new Fault(
            "BILLING_PERIOD_AMBIGUOUS",
            $"the billing period of {issuer} from {Dates.Text(from)} stands both Open and Closed; "
                + (
                    _takesLatest
                        ? "and so it was updated last"
                        : "--latest-billing-period takes what was updated last, a file with one row a period is better"
                )
        );
    }

    private void Add(string issuer, DateOnly from, Row row)
    {
        if (!_rows.TryGetValue((issuer, from), out var known))
            _rows[(issuer, from)] = known = [];
        known.Add(row);
    }

    private static DateOnly LastDayOf(DateTime end) => DateOnly.FromDateTime(end).AddDays(-1);

    private static Result<CostLifecycle> LifecycleOf(string status) =>
        status switch
        {
            "Open" => CostLifecycle.Preliminary,
            "Closed" => CostLifecycle.Final,
            _ => new Fault(
                "BILLING_PERIOD_INVALID",
                $"a billing period is Open or Closed, not {new JsonString(status)}"
            ),
        };

    private readonly record struct Row(DateOnly To, DateTime UpdatedAt, CostLifecycle Lifecycle);
}

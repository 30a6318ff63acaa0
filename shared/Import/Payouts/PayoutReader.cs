using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Payouts;

/// <summary>
/// Payouts out of a file of what they are made of (Stripe's itemized payout reconciliation), or of payouts alone. Rows
/// of one payout are summed; a row that is the payout itself has to be what the others come to.
/// </summary>
public static class PayoutReader
{
    public const string ControlDiffers = "PAYOUT_CONTROL_DIFFERS";

    private static readonly string[] PayoutItself = ["payout", "payout_reversal"];

    /// <summary>Null where there are faults.</summary>
    public static PayoutFile? Read(string file, byte[] content, PayoutColumns columns, ImportFaults faults)
    {
        var hint = "the columns are found by their names";
        var sums = new Dictionary<(string Id, Currency Currency), Sum>();
        var totals = new PayoutTotals();
        var unpaid = 0L;
        foreach (var row in NamedColumns.Read(file, content, columns.Required, faults, hint))
        {
            var amounts = ReadAmounts(row, columns, faults);
            if (!IsPayoutItself(row, columns))
                totals.Add(amounts.Currency, amounts.Gross, amounts.Fee, amounts.Net);
            if (row[columns.Payout].Length == 0)
                unpaid++;
            else
                Add(row, columns, amounts, sums, faults);
        }

        foreach (var ((id, _), sum) in sums.Where(pair => pair.Value.DiffersFrom is not null))
            faults.Add(
                sum.Where,
                ControlDiffers,
                $"payout {id} is {sum.Itself} and what it is made of comes to {sum.Net} (minor units)"
            );
        return faults.IsEmpty
            ? new(columns.Provider, [.. sums.Select(pair => pair.Value.ToPayout(columns.Provider, pair.Key))], unpaid)
            {
                Totals = totals.All,
            }
            : null;
    }

    private sealed record Amounts(Currency Currency, long Gross, long Fee, long Net);

    private static Amounts ReadAmounts(CsvRow row, PayoutColumns columns, ImportFaults faults)
    {
        var currency = PayoutCells.Currency(row, columns.Currency, faults);
        var net = PayoutCells.Amount(row, columns.Net, currency, columns.AreMinor, faults);
        if (columns is not { Gross: { } grossColumn, Fee: { } feeColumn })
            return new(currency, net, 0, net);
        var gross = PayoutCells.Amount(row, grossColumn, currency, columns.AreMinor, faults);
        var fee = PayoutCells.Amount(row, feeColumn, currency, columns.AreMinor, faults);
        if (gross - fee != net && faults.IsEmpty)
            faults.Add(row.Where(columns.Net), "PAYOUT_NET_DIFFERS", "gross less fee is not net");
        return new(currency, gross, fee, net);
    }

    private static bool IsPayoutItself(CsvRow row, PayoutColumns columns) =>
        columns.Category is { } category && PayoutItself.Contains(row[category]);

    private static void Add(
        CsvRow row,
        PayoutColumns columns,
        Amounts amounts,
        Dictionary<(string Id, Currency Currency), Sum> sums,
        ImportFaults faults
    )
    {
        var date = PayoutCells.Date(row, columns.Date, faults);
        var key = (row[columns.Payout], amounts.Currency);
        if (!sums.TryGetValue(key, out var sum))
            sums.Add(key, sum = new(row.Start.ToString()));
        if (IsPayoutItself(row, columns))
            sum.TakeItself(date, -amounts.Net);
        else
            sum.Add(date, amounts.Gross, amounts.Fee, amounts.Net);
    }

    private sealed class Sum(string where)
    {
        private DateOnly _date;
        private DateOnly? _paid;
        private long _gross;
        private long _fee;
        private long _count;

        public string Where => where;

        public long Net { get; private set; }

        /// <summary>What the provider sent, where a row says so.</summary>
        public long? Itself { get; private set; }

        /// <summary>A payout without what it is made of is taken as it is.</summary>
        public long? DiffersFrom => _count > 0 && Itself is { } itself && itself != Net ? Net : null;

        public void Add(DateOnly date, long gross, long fee, long net)
        {
            checked
            {
                (_gross, _fee, Net, _count) = (_gross + gross, _fee + fee, Net + net, _count + 1);
            }

            _date = date > _date ? date : _date;
        }

        public void TakeItself(DateOnly date, long net)
        {
            Itself = checked((Itself ?? 0) + net);
            _paid = _paid > date ? _paid : date;
        }

        public ProviderPayout ToPayout(string provider, (string Id, Currency Currency) key) =>
            _count == 0
                ? new(provider, key.Id, _paid!.Value, key.Currency, Itself!.Value, 0, Itself.Value)
                : new(provider, key.Id, _paid ?? _date, key.Currency, _gross, _fee, Net) { Transactions = _count };
    }
}

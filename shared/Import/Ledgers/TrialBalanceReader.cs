using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>Reads the rows of a trial balance, each an account's balance, and proves them by their totals.</summary>
internal sealed class TrialBalanceReader(LedgerDesk desk)
{
    /// <summary>How programs call the row of totals where they have accounts.</summary>
    private static readonly string[] TotalWords = ["total", "totals", "grand total", "summe", "gesamt", "totaux"];
    private readonly TableAmounts _amounts = new(desk, null);
    private readonly Dictionary<(AccountCode, Currency), long> _balances = [];
    private readonly Dictionary<Currency, (Int128 Debit, Int128 Credit)> _sums = [];
    private bool _hasSides;

    public BalanceList Read(Table table)
    {
        _hasSides = table.Has("debit") && table.Has("credit");
        if (!_amounts.Find(table))
        {
            desk.Faults.Add(
                $"{desk.File}:{table.Header[0].Line}:1",
                "TABLE_HEADER",
                "the header has no columns debit and credit, and no balance; export the trial balance with them"
            );
            return BalanceList.Empty;
        }

        foreach (var row in table.Rows(new()))
            _amounts.Look(row);
        if (_amounts.Check() is { } ambiguous)
        {
            desk.Faults.Add(ambiguous);
            return BalanceList.Empty;
        }

        foreach (var row in table.Rows(desk.Faults))
            if (desk.Faults.IsFull)
                break;
            else if (IsTotal(row))
                CheckTotal(row);
            else
                Read(row);
        CheckBalanced(table);
        return BalanceList.Of(
            _balances
                .Where(balance => balance.Value != 0)
                .Select(balance => new Balance(balance.Key.Item1, balance.Key.Item2, balance.Value))
        );
    }

    private static bool IsTotal(TableRow row) =>
        row["account"].Length == 0
        || TotalWords.Contains(row["account"].TrimEnd(':'), StringComparer.OrdinalIgnoreCase);

    private void Read(TableRow row)
    {
        var known = desk.Faults.Faults.Count;
        var (currency, net) = AmountOf(row);
        if (currency == default || net == 0)
            return; // an account that has no balance need not be known
        var account = desk.AccountOf(row["account"], row["account_name"], row["account_type"], row.Where("account"));
        if (desk.Faults.Faults.Count > known)
            return;
        if (!_balances.TryAdd((account, currency), net))
            desk.Faults.Add(
                row.Where("account"),
                "OPENING_DUPLICATE",
                $"account {account} has two balances in {currency}; leave one row"
            );
        var (debit, credit) = _sums.GetValueOrDefault(currency);
        _sums[currency] = net > 0 ? (debit + net, credit) : (debit, credit - net);
    }

    private (Currency Currency, long NetMinor) AmountOf(TableRow row)
    {
        var said = row["currency"];
        var currency =
            said.Length == 0
                ? desk.Profile.BaseCurrency
                : desk.Faults.Take(desk.Units.Parse(said), row.Where("currency"));
        return (currency, currency == default ? 0 : _amounts.NetOf(row, currency));
    }

    /// <summary>A row of totals proves the rows above it; one without amounts is a heading.</summary>
    private void CheckTotal(TableRow row)
    {
        var currency = row["currency"].Length == 0 ? desk.Profile.BaseCurrency : AmountOf(row).Currency;
        if (!_hasSides || currency == default || row["debit"].Length == 0 || row["credit"].Length == 0)
            return;
        var (debit, credit) = (_amounts.AmountOf(row, "debit", currency), _amounts.AmountOf(row, "credit", currency));
        var sums = _sums.GetValueOrDefault(currency);
        if ((debit, credit) != sums)
            desk.Faults.Add(
                row.Where("debit"),
                "TOTALS_DIFFER",
                $"the totals are {row["debit"]} and {row["credit"]}, the rows above add up to "
                    + $"{Money.Display(sums.Debit, currency)} and {Money.Display(sums.Credit, currency)}; "
                    + "export it anew"
            );
    }

    private void CheckBalanced(Table table)
    {
        if (!desk.Faults.IsEmpty)
            return;
        if (_balances.Count == 0)
            desk.Faults.Add(
                $"{desk.File}:{table.Header[0].Line}:1",
                "TABLE_HEADER",
                "no account below the header has a balance; export the trial balance of the day before the books begin"
            );
        foreach (var (currency, (debit, credit)) in _sums.Where(sum => sum.Value.Debit != sum.Value.Credit))
            desk.Faults.Add(
                $"{desk.File}:{table.Header[0].Line}:1",
                "OPENING_UNBALANCED",
                $"debits in {currency} are {Money.Display(debit, currency)}, credits "
                    + $"{Money.Display(credit, currency)}, off by {Money.Display(debit - credit, currency)}; "
                    + "export all accounts, those of the result too"
            );
    }
}

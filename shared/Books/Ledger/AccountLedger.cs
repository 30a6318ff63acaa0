using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// An account's ledger over a span of days, in the order of posting as the general ledger of a proof is: balances
/// brought forward, each line with its contra accounts and the running balance, totals. Of the lines only the first
/// are kept.
/// </summary>
/// <param name="mostLines">Lines that are kept; all are counted and summed.</param>
public sealed class AccountLedger(AccountCode account, DateOnly from, DateOnly to, int mostLines)
{
    private readonly SortedDictionary<Currency, LedgerTotal> _totals = [];
    private readonly List<LedgerLine> _lines = [];

    public AccountCode Account => account;

    public DateOnly From => from;

    public DateOnly To => to;

    /// <summary>The first ones.</summary>
    public IReadOnlyList<LedgerLine> Lines => _lines;

    public long LineCount { get; private set; }

    /// <summary>By currency: nothing is added across currencies.</summary>
    public IEnumerable<LedgerTotal> Totals => _totals.Values;

    /// <summary>What the account held before the journals that are added began.</summary>
    public void Open(Currency currency, Int128 balanceMinor) =>
        _totals[currency] = TotalOf(currency) with { OpeningMinor = TotalOf(currency).OpeningMinor + balanceMinor };

    /// <summary>In the order of the journals; what is dated before the span belongs to its opening.</summary>
    public void Add(Entry entry, PeriodCode period)
    {
        if (entry.Date > to)
            return;
        foreach (var line in entry.Lines.Where(line => line.Account == account))
            if (entry.Date < from)
                Open(line.Currency, line.NetMinor);
            else
                Add(entry, line, period);
    }

    private void Add(Entry entry, EntryLine line, PeriodCode period)
    {
        var total = TotalOf(line.Currency);
        total = total with
        {
            DebitMinor = checked(total.DebitMinor + line.DebitMinor),
            CreditMinor = checked(total.CreditMinor + line.CreditMinor),
        };
        _totals[line.Currency] = total;
        LineCount++;
        if (_lines.Count < mostLines)
            _lines.Add(new(period, entry, line, ContrasOf(entry, line), total.ClosingMinor));
    }

    private LedgerTotal TotalOf(Currency currency) =>
        _totals.GetValueOrDefault(currency) ?? new LedgerTotal(currency, 0, 0, 0);

    /// <summary>The accounts on the other side; where there are none, all others of the entry.</summary>
    private static IReadOnlyList<AccountCode> ContrasOf(Entry entry, EntryLine line)
    {
        var others = entry
            .Lines.Where(other => other.Account != line.Account && other.Currency == line.Currency)
            .ToList();
        var across = others.Where(other => Math.Sign(other.NetMinor) == -Math.Sign(line.NetMinor)).ToList();
        return [.. (across.Count > 0 ? across : others).Select(other => other.Account).Distinct()];
    }
}

/// <param name="BalanceMinor">Of the account in the line's currency, after it; debits positive.</param>
public sealed record LedgerLine(
    PeriodCode Period,
    Entry Entry,
    EntryLine Line,
    IReadOnlyList<AccountCode> Contras,
    Int128 BalanceMinor
);

public sealed record LedgerTotal(Currency Currency, Int128 OpeningMinor, Int128 DebitMinor, Int128 CreditMinor)
{
    public Int128 ClosingMinor => checked(OpeningMinor + DebitMinor - CreditMinor);
}

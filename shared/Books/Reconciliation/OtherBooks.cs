using Bookseal.Books.Accounts;
using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>
/// What the ledger is compared with: bank statements, subledgers and payouts up to the interval's end, read line by
/// line.
/// </summary>
/// <param name="journalKept">
/// Subledgers whose items are the journal's lines: comparing those with their control accounts would say nothing.
/// </param>
public sealed class OtherBooks(
    Interval interval,
    ReconciliationRules rules,
    ChartOfAccounts chart,
    IReadOnlySet<SubledgerName> journalKept
)
{
    private readonly List<ProviderPayout> _payouts = [];

    public BankFold Bank { get; } = new(interval.To);

    public SubledgerFold Subledgers { get; } =
        new(
            interval.To,
            default,
            chart
                .BankSubledgers.Concat(
                    rules
                        .Pairs.Where(pair => pair.Other == OtherSide.Subledger)
                        .SelectMany(pair => NameOf(pair.Against))
                )
                .ToHashSet()
        );

    public IReadOnlySet<SubledgerName> JournalKept { get; } = journalKept;

    /// <summary>Every payout once, whatever its day: the one that was reported last.</summary>
    public IEnumerable<ProviderPayout> Payouts =>
        _payouts.GroupBy(payout => (payout.Provider, payout.Id, payout.Currency)).Select(reports => reports.Last());

    /// <summary>The first line that cannot be read.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>They are held one by one.</summary>
    public long Count => Bank.Lines + Subledgers.ItemCount + _payouts.Count;

    public void AddBank(ReadOnlySpan<byte> line)
    {
        Bank.Add(line);
        Fault ??= Bank.Faults.FirstOrDefault();
    }

    public void AddItem(ReadOnlySpan<byte> line)
    {
        if (!SubledgerItem.Decode(line).TryGet(out var item, out var fault))
            Fault ??= fault;
        else if (!JournalKept.Contains(item.Subledger))
            Subledgers.Add(item);
    }

    public void AddPayout(ReadOnlySpan<byte> line)
    {
        if (ProviderPayout.Decode(line).TryGet(out var payout, out var fault))
            _payouts.Add(payout);
        else
            Fault ??= fault;
    }

    private static IEnumerable<SubledgerName> NameOf(string text) =>
        SubledgerName.Parse(text).TryGet(out var name, out _) ? [name] : [];
}

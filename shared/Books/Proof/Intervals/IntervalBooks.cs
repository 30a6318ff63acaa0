using System.Text.Json;
using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Intervals;

/// <summary>
/// The books of an interval: its entries folded over the balances that it opened with, and what the ledger is compared
/// with. Who exports and who verifies read the same lines through it.
/// </summary>
public sealed class IntervalBooks
{
    private readonly IntervalSource _source;
    private readonly LedgerLines _ledger;
    private TrialBalance? _trialBalance;

    public IntervalBooks(IntervalSource source)
    {
        _source = source;
        _ledger = new(source.Rules.Pairs, source.MadeUnder);
        Others = new(source.Interval, source.Rules, source.Chart, source.JournalKept);
    }

    public IntervalSource Source => _source;

    public Interval Interval => _source.Interval;

    public PeriodFold Fold { get; } = new();

    public OtherBooks Others { get; }

    /// <summary>The first entry that is dated outside of the interval; null where all are in it.</summary>
    public Fault? Stranger { get; private set; }

    public TrialBalance TrialBalance => _trialBalance ??= TrialBalance.Of(_source.Openings, Fold.Activity);

    /// <summary>What is held in memory one by one.</summary>
    public long HeldRows => Fold.HeldRows + _ledger.Count + Others.Count;

    public bool IsBalanced =>
        Fold.Unbalanced.Count == 0
        && TrialBalance.Totals.All(totals => totals.IsBalanced)
        && _source.Openings.Imbalances.Count == 0;

    public ReconciliationReport Reconcile() =>
        ReconciliationReport.Of(new(_source.Interval, _source.Rules, _source.Chart, TrialBalance, _ledger, Others));

    /// <summary>Adds a journal line of the interval, without its line feed.</summary>
    public void AddEntry(ReadOnlySpan<byte> line)
    {
        Fold.Add(line);
        _ledger.Add(line);
        if (Stranger is null && DateIn(line) is { } date && !_source.Interval.Contains(date))
            Stranger = new("ENTRY_OUTSIDE_INTERVAL", $"entry {Fold.Entries} is dated {Dates.Text(date)}");
    }

    /// <summary>The entry's date; null of a line that is no entry.</summary>
    public static DateOnly? DateIn(ReadOnlySpan<byte> line)
    {
        try
        {
            return NameBytes.Parse(new EntryCursor(line).Date, Dates.Parse);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What an interval's books begin with.</summary>
/// <param name="MadeUnder">The rules that it is reconciled under.</param>
/// <param name="JournalKept">The subledgers whose items are the journal's lines.</param>
public sealed record IntervalSource(
    Interval Interval,
    ChartOfAccounts Chart,
    BalanceList Openings,
    ReconciliationRules Rules,
    IntervalRules MadeUnder,
    IReadOnlySet<SubledgerName> JournalKept
);

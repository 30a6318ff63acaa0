using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>
/// The ledger of an interval against bank statements, payouts and subledgers: what matches, what is on one side alone,
/// what differs in amount or time, and whether all of it agrees. A pure function of what it was given.
/// </summary>
public sealed record ReconciliationReport(Interval Interval, IReadOnlyList<ReconciledPair> Pairs)
{
    /// <summary>What there is and nothing compares, in words: bank accounts without statements, and the like.</summary>
    public IReadOnlyList<string> NotCompared { get; init; } = [];

    /// <summary>The worst of all pairs.</summary>
    public ParityVerdict Verdict => Pairs.Select(pair => pair.Verdict).Append(ParityVerdict.Parity).Max();

    /// <summary>
    /// Nothing differs. What is only a matter of days (a check that the bank has not seen) does not stand against it.
    /// </summary>
    public bool IsParity => Verdict != ParityVerdict.Difference;

    public static ReconciliationReport Of(ReconciliationInputs inputs)
    {
        var usual = UsualPairs.Of(inputs);
        var own = inputs.Rules.Pairs.SelectMany(rule => OwnPairs.Of(rule, inputs));
        return new(inputs.Interval, [.. usual.Pairs, .. own]) { NotCompared = usual.NotCompared };
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("from", Dates.Text(Interval.From)),
            ("not_compared", JsonArray.OfTexts(NotCompared)),
            ("pairs", new JsonArray(Pairs.Select(pair => pair.ToJson()))),
            ("parity", IsParity),
            ("to", Dates.Text(Interval.To)),
            ("v", 1),
            ("verdict", ReconciledPair.TextOf(Verdict))
        );

    public byte[] ToBytes() => CanonicalJson.ToBytes(ToJson());
}

/// <summary>All that a reconciliation is made from.</summary>
/// <param name="Ledger">The lines of the interval on the accounts that some rule names.</param>
public sealed record ReconciliationInputs(
    Interval Interval,
    ReconciliationRules Rules,
    ChartOfAccounts Chart,
    TrialBalance TrialBalance,
    LedgerLines Ledger,
    OtherBooks Others
);

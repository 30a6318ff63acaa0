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

    /// <summary>What of that somebody would miss: no parity is said while there is any.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Of the rules that the comparisons followed.</summary>
    public required Digest Rules { get; init; }

    /// <summary>The worst of all pairs.</summary>
    public ParityVerdict Verdict =>
        Pairs
            .Select(pair => pair.Verdict)
            .Append(Missing.Count > 0 ? ParityVerdict.Incomplete : ParityVerdict.Parity)
            .Max();

    /// <summary>
    /// Nothing differs and all was compared. What is only a matter of days (a check that the bank has not seen) does
    /// not stand against it.
    /// </summary>
    public bool IsParity => Verdict is ParityVerdict.Parity or ParityVerdict.Timing;

    public static ReconciliationReport Of(ReconciliationInputs inputs)
    {
        var bank = UsualPairs.ReconcileBank(inputs);
        var usual = UsualPairs.Of(inputs, bank);
        var budget = PairMatcher.NewBudget();
        var own = inputs.Rules.Pairs.ToDictionary(
            rule => rule,
            rule => OwnPairs.Of(rule, inputs, bank, budget).ToList()
        );
        List<string> missing = [.. usual.Missing];
        if (budget.IsUsedUp)
            missing.Add("the search for sums came to its limit: name the lines' references, or fewer pairs");
        return new(inputs.Interval, [.. usual.Pairs, .. own.Values.SelectMany(pairs => pairs)])
        {
            Missing = missing,
            NotCompared =
            [
                .. missing,
                .. usual.Beside,
                .. own.Where(pair => pair.Value.Count == 0).Select(pair => $"{pair.Key.Name}: neither side has a line"),
            ],
            Rules = Digest.Of(inputs.Rules.ToBytes()),
        };
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("from", Dates.Text(Interval.From)),
            ("not_compared", JsonArray.OfTexts(NotCompared)),
            ("pairs", new JsonArray(Pairs.Select(pair => pair.ToJson()))),
            ("parity", IsParity),
            ("rules_sha256", Rules),
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

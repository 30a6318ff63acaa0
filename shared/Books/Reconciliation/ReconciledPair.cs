using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>What becomes of a comparison; the worse, the later.</summary>
public enum ParityVerdict
{
    /// <summary>Everything is on both sides, in the same amount.</summary>
    Parity,

    /// <summary>One side has what the other will have: near the interval's edge, or outstanding at the bank.</summary>
    Timing,

    /// <summary>Nothing that was compared differs, and something that should have been was not.</summary>
    Incomplete,

    /// <summary>Something is on one side alone, or in two amounts.</summary>
    Difference,
}

/// <summary>The ledger against one other side, in one currency.</summary>
/// <param name="Kind"><c>bank</c>, <c>payouts</c>, <c>subledger</c>, or <c>control</c> (totals alone).</param>
public sealed record ReconciledPair(string Name, string Kind, Currency Currency, string Against)
{
    private static readonly string[] Verdicts = ["parity", "timing", "incomplete", "difference"];

    public IReadOnlyList<AccountCode> Ledger { get; init; } = [];

    public Int128 LedgerMinor { get; init; }

    public Int128 OtherMinor { get; init; }

    public IReadOnlyList<ComparedGroup> Matched { get; init; } = [];

    /// <summary>What belongs together and has two amounts.</summary>
    public IReadOnlyList<ComparedGroup> Unequal { get; init; } = [];

    public IReadOnlyList<ComparedLine> UnmatchedLedger { get; init; } = [];

    public IReadOnlyList<ComparedLine> UnmatchedOther { get; init; } = [];

    /// <summary>Of the unmatched, those that may have their other half outside the interval.</summary>
    public IReadOnlyList<ComparedLine> Pending { get; init; } = [];

    /// <summary>What else keeps it from parity, in words.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    public Int128 DifferenceMinor => checked(LedgerMinor - OtherMinor);

    public ParityVerdict Verdict
    {
        get
        {
            var left = UnmatchedLedger.Count + UnmatchedOther.Count - Pending.Count;
            if (Unequal.Count > 0 || Findings.Count > 0 || left > 0)
                return ParityVerdict.Difference;
            return Pending.Count > 0 ? ParityVerdict.Timing : ParityVerdict.Parity;
        }
    }

    public static string TextOf(ParityVerdict verdict) => Verdicts[(int)verdict];

    public static string Text(Int128 minor) => minor.ToString(CultureInfo.InvariantCulture);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("against", Against),
            ("amount_differences", Listed(Unequal, group => group.ToJson())),
            ("currency", Currency.ToString()),
            ("difference_minor", Text(DifferenceMinor)),
            ("findings", JsonArray.OfTexts(Findings)),
            ("kind", Kind),
            ("ledger", JsonArray.OfTexts(Ledger.Select(account => account.ToString()))),
            ("ledger_minor", Text(LedgerMinor)),
            ("matched", Listed(Matched, group => group.ToJson())),
            ("name", Name),
            ("other_minor", Text(OtherMinor)),
            ("pending", Listed(Pending, line => line.ToJson())),
            ("timing_differences", Matched.Count(group => group.DaysApart > 0)),
            ("unmatched_ledger", Listed(UnmatchedLedger, line => line.ToJson())),
            ("unmatched_other", Listed(UnmatchedOther, line => line.ToJson())),
            ("verdict", TextOf(Verdict))
        );

    /// <summary>How many there are, and the first of them.</summary>
    private static JsonObject Listed<T>(IReadOnlyList<T> all, Func<T, JsonObject> toJson) =>
        JsonObject.Of(
            ("count", all.Count),
            ("listed", new JsonArray(all.Take(Limits.ReconciliationShown).Select(toJson)))
        );
}

namespace Bookseal.Books.Proof.Intervals;

/// <summary>
/// The files of an interval proof (docs/formats.md). What a close has too has the same path; no file of it is called a
/// certificate.
/// </summary>
public static class IntervalLayout
{
    public const string PredicateType = "https://bookseal.dev/interval-proof/v1";

    public const string Record = "data/interval.json";
    public const string ReconciliationRules = "data/inputs/reconciliation.json";
    public const string Payouts = "data/inputs/payouts.ndjson";

    /// <summary>The inputs that are streamed and never held whole.</summary>
    public static IReadOnlyList<string> Streamed { get; } =
    [BagLayout.Journal, BagLayout.Subledgers, BagLayout.Bank, Payouts];
}

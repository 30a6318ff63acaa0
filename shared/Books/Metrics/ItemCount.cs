namespace Bookseal.Books.Metrics;

/// <summary>
/// Of the items of a close, how many no person changed. An item is a match of the bank reconciliation, or an entry that
/// was posted under a run of the close.
/// </summary>
public readonly record struct ItemCount(long Untouched, long Changed)
{
    public long All => Untouched + Changed;

    public static ItemCount operator +(ItemCount left, ItemCount right) =>
        new(left.Untouched + right.Untouched, left.Changed + right.Changed);

    /// <summary>Of the entries that were posted under runs.</summary>
    public static ItemCount OfEntries(PeriodHistory history) => new(history.AgentEntries, history.PersonEntries);

    /// <summary>
    /// Of the bank reconciliation as the agent left it to a person: what Bookseal matched by itself, and what a person
    /// had decided or was left to decide. <c>EVIDENCE_INVALID</c> for what is no reconciliation.
    /// </summary>
    public static Result<ItemCount> OfBank(JsonObject reconciliation)
    {
        var fields = new Fields(reconciliation, "EVIDENCE_INVALID");
        var pairs = fields.Objects("pairs", pair => (Result<bool>)(pair["by"] is null));
        var errors = fields.Objects("bank_errors", _ => (Result<bool>)false);
        var proposals = fields.Objects("proposals", _ => (Result<bool>)false);
        var untouched = pairs.Count(isAlone => isAlone);
        return fields.Finish(
            () => new ItemCount(untouched, pairs.Count - untouched + errors.Count + proposals.Count),
            closed: false
        );
    }
}

namespace Bookseal.Books.Reconciliation;

/// <summary>How lines of two sides come to be matched.</summary>
public enum MatchKind
{
    /// <summary>All lines of one reference on either side, if their sums agree.</summary>
    Reference,

    /// <summary>One line and one line of the same amount.</summary>
    Amount,

    /// <summary>One line of the ledger, and several of the other side that add up to it.</summary>
    OneToMany,

    /// <summary>Several lines of the ledger that add up to one of the other side.</summary>
    ManyToOne,
}

/// <summary>One rule of a pair; the rules are tried in their order.</summary>
/// <param name="Days">How far apart the dates may be; of references it says nothing.</param>
public sealed record MatchRule(MatchKind Kind, int Days)
{
    public const int MostDays = 31;
    private const int UsualDays = 5;
    private static readonly string[] Names = ["reference", "amount", "one_to_many", "many_to_one"];

    public static IReadOnlyList<MatchRule> Usual { get; } =
    [.. Enum.GetValues<MatchKind>().Select(kind => new MatchRule(kind, UsualDays))];

    public string Text => Names[(int)Kind];

    public JsonObject ToJson() => JsonObject.Of(("by", Text), ("days", Days));

    public static Result<MatchRule> FromJson(JsonObject source)
    {
        var fields = new Fields(source, ReconciliationRules.Invalid);
        var kind = Array.IndexOf(Names, fields.Text("by"));
        var days = fields.Has("days") ? fields.SmallInteger("days") : UsualDays;
        if (kind < 0)
            fields.Fail($"'by' is {string.Join(", ", Names[..^1])} or {Names[^1]}");
        if (days is < 0 or > MostDays)
            fields.Fail($"'days' is 0 to {MostDays}");
        return fields.Finish(() => new MatchRule((MatchKind)kind, days));
    }
}

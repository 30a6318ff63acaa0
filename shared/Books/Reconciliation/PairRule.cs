using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>What some accounts of the ledger are compared with.</summary>
public enum OtherSide
{
    /// <summary>The transactions of a bank account.</summary>
    Bank,

    /// <summary>The payouts that a provider reported.</summary>
    Payouts,

    /// <summary>The items of a subledger.</summary>
    Subledger,
}

/// <summary>Which lines of accounts count.</summary>
public enum LedgerSide
{
    Both,
    Debit,

    /// <summary>Credits alone, as positive amounts.</summary>
    Credit,
}

/// <summary>Lines of accounts against a bank account, a provider's payouts or a subledger.</summary>
/// <param name="Against">The bank account, the provider, or the subledger.</param>
public sealed record PairRule(
    string Name,
    IReadOnlyList<AccountCode> Ledger,
    OtherSide Other,
    string Against,
    IReadOnlyList<MatchRule> Rules
)
{
    private const int MostRules = 10;
    private static readonly string[] Others = ["bank", "payouts", "subledger"];
    private static readonly string[] Sides = ["both", "debit", "credit"];

    public LedgerSide Side { get; init; }

    /// <summary>Lines of this entity only; null: of any.</summary>
    public string? Entity { get; init; }

    public string OtherText => Others[(int)Other];

    /// <summary>How far from its edges an interval may cut what belongs together.</summary>
    public int Days => Rules.Where(rule => rule.Kind != MatchKind.Reference).Select(rule => rule.Days).Append(0).Max();

    /// <summary>
    /// Whether a line of the ledger that nothing matches may be matched by what comes after the interval, or came
    /// before it.
    /// </summary>
    public bool MayMatchLater(Interval interval, ComparedLine ledger) =>
        interval.IsNearEnd(ledger.Date, EdgeDays(interval))
        || (Other != OtherSide.Bank && interval.IsNearBegin(ledger.Date, EdgeDays(interval)));

    /// <summary>
    /// The same of a line of the other side. What a bank has done and the books do not know at the interval's end is
    /// no matter of days: nobody has recorded it.
    /// </summary>
    public bool MayBeMatchedLater(Interval interval, ComparedLine other) =>
        interval.IsNearBegin(other.Date, EdgeDays(interval))
        || (Other != OtherSide.Bank && interval.IsNearEnd(other.Date, EdgeDays(interval)));

    /// <summary>Rules that look far do not make the whole interval an edge, where nothing had to match.</summary>
    private int EdgeDays(Interval interval) =>
        Math.Min(Days, Math.Max(1, (interval.To.DayNumber - interval.From.DayNumber + 1) / 4));

    public JsonObject ToJson() =>
        JsonObject
            .Of(
                ("entity", Entity),
                ("ledger", JsonArray.OfTexts(Ledger.Select(account => account.ToString()))),
                ("name", Name),
                ("rules", new JsonArray(Rules.Select(rule => rule.ToJson()))),
                ("side", Sides[(int)Side])
            )
            .With(OtherText, Against);

    public static Result<PairRule> FromJson(JsonObject source)
    {
        var fields = new Fields(source, ReconciliationRules.Invalid);
        var entity = fields.OptionalText("entity");
        var ledger = fields.Texts("ledger", AccountCode.Parse);
        var name = fields.Text("name");
        IReadOnlyList<MatchRule> rules = fields.Has("rules")
            ? fields.Objects("rules", MatchRule.FromJson)
            : MatchRule.Usual;
        var side = fields.Has("side") ? Array.IndexOf(Sides, fields.Text("side")) : 0;
        var named = Others.Where(fields.Has).ToList();
        var against = named.Count == 1 ? fields.Text(named[0]) : "";
        if (named.Count != 1)
            fields.Fail($"{new JsonString(name)} names one of {string.Join(", ", Others)}");
        if (name.Length is 0 or > 100 || against.Length is 0 or > 200)
            fields.Fail("'name' has 1 to 100 characters, what it is compared with 1 to 200");
        if (ledger.Count == 0 || ledger.Distinct().Count() != ledger.Count)
            fields.Fail($"{new JsonString(name)} names accounts in 'ledger', each once");
        if (rules.Count is 0 or > MostRules)
            fields.Fail($"a pair has 1 to {MostRules} rules");
        if (side < 0)
            fields.Fail("'side' is both, debit or credit");
        return fields.Finish(() =>
            new PairRule(name, ledger, (OtherSide)Array.IndexOf(Others, named[0]), against, rules)
            {
                Entity = entity,
                Side = (LedgerSide)side,
            }
        );
    }
}

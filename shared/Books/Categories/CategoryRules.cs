using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;

namespace Bookseal.Books.Categories;

/// <summary><c>rules.json</c>: how a company's uncategorised lines are categorised. Their order says nothing.</summary>
public sealed record CategoryRules(IReadOnlyList<CategoryRule> Rules)
{
    public const string Invalid = "RULES_INVALID";

    public static CategoryRules Empty { get; } = new([]);

    public Digest Sha256 => Digest.Of(ToBytes());

    /// <summary>The numbers, from 1, of the rules that know a line.</summary>
    public IReadOnlyList<int> Find(Entry entry, EntryLine line) =>
        [.. Enumerable.Range(1, Rules.Count).Where(number => Rules[number - 1].Match.Knows(entry, line))];

    /// <summary>
    /// The first rule, by its number, that the chart does not allow: an entry of a subledger, of cash, or of an account
    /// that is to be cleared has more to it than an account. Null where all are well.
    /// </summary>
    public (int Number, Fault Fault)? Check(ChartOfAccounts chart)
    {
        foreach (var (at, rule) in Rules.Index())
            if (Check(rule, chart) is { } fault)
                return (at + 1, fault);
        return null;
    }

    public byte[] ToBytes() => CanonicalJson.ToBytes(ToJson());

    public JsonObject ToJson() => JsonObject.Of(("rules", new JsonArray(Rules.Select(rule => rule.ToJson()))));

    /// <summary><c>RULES_INVALID</c>.</summary>
    public static Result<CategoryRules> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, Invalid);
                var rules = fields.Objects("rules", CategoryRule.FromJson);
                return fields.Finish(() => new CategoryRules(rules));
            });

    private static Fault? Check(CategoryRule rule, ChartOfAccounts chart)
    {
        if (rule.Match.Account is { } from && chart.Find(from) is not { IsUncategorised: true })
            return new(
                "RULE_ACCOUNT_INVALID",
                $"account {from} of 'match' is not tagged uncategorised: no line of it is ever looked at"
            );
        if (chart.Find(rule.Account) is not { } account)
            return new(
                "ACCOUNT_UNKNOWN",
                $"account {rule.Account} is not in the chart (a rule of rules.json posts to it)"
            );
        return account.IsUncategorised || account.IsSuspenseOrClearing || account.IsCash || account.Controls.Any()
            ? new(
                "RULE_ACCOUNT_INVALID",
                $"account {account.Code} is uncategorised, suspense, clearing, cash or a subledger's"
            )
            : null;
    }
}

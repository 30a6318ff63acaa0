namespace Bookseal.Books.Reconciliation;

/// <summary>
/// The rules that an interval is reconciled and proven under. Every released set is kept, as
/// <see cref="Certificates.RuleSet"/> keeps those of closes.
/// </summary>
public readonly record struct IntervalRules
{
    private const string Prefix = "bookseal-interval/";

    private IntervalRules(int number) => Number = number;

    /// <summary>A pair of one side never looked at the lines of the other.</summary>
    public static IntervalRules V1 { get; } = new(1);

    /// <summary>What takes back a line of a pair's side counts against it (docs/formats.md, Interval proof).</summary>
    public static IntervalRules V2 { get; } = new(2);

    /// <summary>What is reconciled and exported now.</summary>
    public static IntervalRules Current => V2;

    private static IReadOnlyList<IntervalRules> Released { get; } = [V1, V2];

    public int Number { get; }

    public static Result<IntervalRules> Parse(string text)
    {
        foreach (var rules in Released)
            if (rules.ToString() == text)
                return rules;
        return new Fault(
            "UNSUPPORTED_RULES",
            $"this version of Bookseal does not know the rules {new JsonString(text)}; use a newer one"
        );
    }

    public override string ToString() => $"{Prefix}{Number}";
}

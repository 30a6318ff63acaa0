using Bookseal.Evidence;
using Bookseal.Evidence.Json;

namespace Bookseal.Books.Certificates;

/// <summary>
/// The accounting rules and formats that a bag was made under. Every released set is kept: a bag is judged by its own,
/// and where a rule has changed the code asks <c>rules &gt;= RuleSet.V3</c>. Of a set that is not known nothing is
/// said, least of all "invalid".
/// </summary>
public readonly record struct RuleSet : IComparable<RuleSet>
{
    private const string Prefix = "bookseal-rules/";

    private RuleSet(int number) => Number = number;

    public static RuleSet V2 { get; } = new(2);

    public static RuleSet V3 { get; } = new(3);

    public static RuleSet V4 { get; } = new(4);

    public static RuleSet V5 { get; } = new(5);

    public static RuleSet V6 { get; } = new(6);

    public static RuleSet V7 { get; } = new(7);

    /// <summary>What a new run pins.</summary>
    public static RuleSet Current => V7;

    private static IReadOnlyList<RuleSet> Released { get; } = [V2, V3, V4, V5, V6, V7];

    public int Number { get; }

    public static Result<RuleSet> Parse(string text)
    {
        foreach (var rules in Released)
            if (rules.ToString() == text)
                return rules;
        return new Fault(
            "UNSUPPORTED_RULES",
            $"this version of Bookseal does not know the rule set {new JsonString(text)}; use a newer one"
        );
    }

    public int CompareTo(RuleSet other) => Number.CompareTo(other.Number);

    public static bool operator <(RuleSet left, RuleSet right) => left.CompareTo(right) < 0;

    public static bool operator >(RuleSet left, RuleSet right) => left.CompareTo(right) > 0;

    public static bool operator <=(RuleSet left, RuleSet right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RuleSet left, RuleSet right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Prefix}{Number}";
}

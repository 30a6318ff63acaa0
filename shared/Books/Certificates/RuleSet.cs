namespace Bookseal.Books.Certificates;

/// <summary>
/// The accounting rules and formats that a bag was made under. A verifier keeps every released set and says
/// UNSUPPORTED_RULES to others, never "invalid".
/// </summary>
public static class RuleSet
{
    public const string Current = "bookseal-rules/2";

    public static bool IsSupported(string rules) => rules == Current;
}

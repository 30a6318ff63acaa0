namespace Bookseal.Books.Values;

/// <summary>
/// A commodity that amounts are counted in: an ISO 4217 code, or a unit of the company's own (hours, shares) of 2 to 16
/// capitals and digits. Own units have two decimals.
/// </summary>
public readonly record struct Currency : IComparable<Currency>
{
    private static readonly HashSet<string> NoDecimals =
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ];

    private static readonly HashSet<string> ThreeDecimals = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
    private static readonly HashSet<string> FourDecimals = ["CLF", "UYW"];
    private readonly string? _code;

    private Currency(string code) => _code = code;

    /// <summary>How many decimals the minor unit stands for (ISO 4217's exponent).</summary>
    public int Exponent =>
        ToString() switch
        {
            var code when NoDecimals.Contains(code) => 0,
            var code when ThreeDecimals.Contains(code) => 3,
            var code when FourDecimals.Contains(code) => 4,
            _ => 2,
        };

    public static Result<Currency> Parse(string text)
    {
        var good =
            text.Length is >= 2 and <= 16
            && char.IsAsciiLetterUpper(text[0])
            && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        return good
            ? new Currency(text)
            : new Fault("CURRENCY_INVALID", $"a currency is 2 to 16 capitals and digits, not {new JsonString(text)}");
    }

    public int CompareTo(Currency other) => string.CompareOrdinal(_code, other._code);

    public static bool operator <(Currency left, Currency right) => left.CompareTo(right) < 0;

    public static bool operator >(Currency left, Currency right) => left.CompareTo(right) > 0;

    public static bool operator <=(Currency left, Currency right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Currency left, Currency right) => left.CompareTo(right) >= 0;

    public override string ToString() => _code ?? "";
}

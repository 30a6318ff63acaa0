using Bookseal.Books.Values;

namespace Bookseal.Import.Hledger;

/// <summary>
/// Which currency a commodity of hledger is. What the user said comes first; a currency code is itself; a sign that one
/// currency has is that one. A sign that many share is the base currency, if that is one of them, and otherwise
/// nobody's: to guess would turn Canadian dollars into American ones.
/// </summary>
public sealed class CommodityNames
{
    private static readonly Dictionary<string, string[]> Signs = new(StringComparer.Ordinal)
    {
        ["€"] = ["EUR"],
        ["£"] = ["GBP"],
        ["₹"] = ["INR"],
        ["$"] =
        [
            "USD",
            "AUD",
            "BBD",
            "BMD",
            "BSD",
            "BZD",
            "CAD",
            "CLP",
            "COP",
            "FJD",
            "HKD",
            "JMD",
            "KYD",
            "LRD",
            "MXN",
            "NAD",
            "NZD",
            "SBD",
            "SGD",
            "SRD",
            "TTD",
            "TWD",
            "XCD",
        ],
        ["¥"] = ["JPY", "CNY"],
    };

    private readonly Dictionary<string, Currency> _said;

    private CommodityNames(Dictionary<string, Currency> said) => _said = said;

    /// <summary>The currencies that the user gave a commodity by name.</summary>
    public IEnumerable<Currency> Said => _said.Values;

    public static CommodityNames Default { get; } = new([]);

    /// <summary>
    /// Texts such as <c>$=USD</c>; <c>=USD</c> is for amounts without a commodity. Anything else is
    /// <c>COMMODITY_OPTION_INVALID</c>.
    /// </summary>
    public static Result<CommodityNames> Parse(IEnumerable<string> options)
    {
        var said = new Dictionary<string, Currency>(StringComparer.Ordinal);
        foreach (var option in options)
        {
            var at = option.LastIndexOf('=');
            if (at < 0 || !Currency.Parse(option[(at + 1)..]).TryGet(out var currency, out _))
                return new Fault(
                    "COMMODITY_OPTION_INVALID",
                    $"--commodity takes a commodity and its currency, such as '$=USD', not {new JsonString(option)}"
                );
            if (!said.TryAdd(option[..at], currency))
                return new Fault("COMMODITY_OPTION_INVALID", $"--commodity names {new JsonString(option[..at])} twice");
        }

        return new CommodityNames(said);
    }

    /// <summary><c>COMMODITY_UNKNOWN</c> if it is no currency and nobody said which one it stands for.</summary>
    public Result<Currency> Find(string commodity, Currency baseCurrency)
    {
        if (_said.TryGetValue(commodity, out var said))
            return said;
        if (Currency.Parse(commodity).TryGet(out var code, out _))
            return code;
        if (
            Signs.TryGetValue(commodity, out var currencies)
            && (currencies.Length == 1 || currencies.Contains(baseCurrency.ToString()))
        )
            return currencies.Length == 1 ? Currency.Parse(currencies[0]) : baseCurrency;
        var name =
            commodity.Length == 0 ? "an amount without a commodity" : $"the commodity {new JsonString(commodity)}";
        return new Fault(
            "COMMODITY_UNKNOWN",
            $"{name} is no currency code; say which one it stands for, with --commodity "
                + $"'{commodity}={Example(commodity, baseCurrency)}'"
        );
    }

    private static string Example(string commodity, Currency baseCurrency)
    {
        if (Signs.TryGetValue(commodity, out var currencies))
            return currencies[0];
        var capitals = string.Concat(commodity.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        return commodity.Length > 0 && Currency.Parse(capitals).IsOk ? capitals : baseCurrency.ToString();
    }
}

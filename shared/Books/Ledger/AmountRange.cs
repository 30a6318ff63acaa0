using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>Amounts from one to another, both of them too, whichever side they stand on.</summary>
/// <param name="Least">In the currency's unit, not negative; null for no bound.</param>
/// <param name="Most">The same.</param>
public sealed record AmountRange(decimal? Least, decimal? Most)
{
    private const int AmountCharacters = 40;

    /// <summary>What no amount of a journal comes near, and a decimal carries in any currency's minor unit.</summary>
    private const decimal Largest = 1_000_000_000_000_000_000;

    public static AmountRange Any { get; } = new(null, null);

    public bool Holds(Int128 amountMinor, Currency currency)
    {
        var amount = Int128.Abs(amountMinor);
        return (Least is not { } least || amount >= Minor(least, currency, decimal.Ceiling))
            && (Most is not { } most || amount <= Minor(most, currency, decimal.Floor));
    }

    /// <summary>
    /// <c>1250</c>, <c>1250.00</c>, <c>1,250.00</c>; commas only before three digits: <c>12,50</c> is not taken for
    /// 1250. <c>AMOUNT_INVALID</c>.
    /// </summary>
    public static Result<decimal> ParseAmount(string text)
    {
        var whole = text.Split('.')[0];
        var isGrouped =
            !whole.Contains(',', StringComparison.Ordinal)
            || whole.Split(',') is var groups && groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(IsThousands);
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        return
            isGrouped
            && text.Length <= AmountCharacters
            && !text.Contains('\0') // which the platform's parser ignores at the end
            && decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var amount)
            && amount <= Largest
            ? amount
            : new Fault("AMOUNT_INVALID", $"{new JsonString(text)} is not an amount such as 1250 or 1,250.00");
    }

    private static bool IsThousands(string group) => group.Length == 3;

    /// <summary>What is between two minor units is rounded into the range.</summary>
    private static Int128 Minor(decimal amount, Currency currency, Func<decimal, decimal> round)
    {
        for (var i = 0; i < currency.Exponent; i++)
            amount *= 10;
        return (Int128)round(amount);
    }
}

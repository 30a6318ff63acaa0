using System.Globalization;

namespace Bookseal.Books.Values;

/// <summary>
/// An amount in integer minor units of one currency. Nothing is ever added across currencies, so there is no operator
/// that could.
/// </summary>
public readonly record struct Money(long AmountMinor, Currency Currency)
{
    /// <summary>
    /// Reads a plain decimal exactly, spelt as a JSON number without exponent (RFC 8259 section 6); another spelling,
    /// minus zero and too many decimals are <c>AMOUNT_INVALID</c>, beyond 2^53 − 1 minor units
    /// <c>AMOUNT_TOO_LARGE</c>.
    /// </summary>
    public static Result<Money> Parse(string text, Currency currency)
    {
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        // 28 digits and a point are what a decimal surely carries without rounding; and the platform's parser ignores
        // trailing nulls.
        if (
            text.Length is 0 or > 29
            || text.Contains('\0')
            || !decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out var amount)
        )
            return new Fault("AMOUNT_INVALID", $"{new JsonString(text)} is not a decimal amount such as 1234.56");
        if (!IsPlain(text, amount))
            return new Fault("AMOUNT_INVALID", $"{new JsonString(text)} is spelt oddly; write {Spelt(text)}");
        var scale = Scale(currency.Exponent);
        if (Math.Abs(amount) > (decimal)Limits.SafeInteger / scale)
            return new Fault(
                "AMOUNT_TOO_LARGE",
                $"{text} {currency} is beyond the limit of {Limits.SafeInteger} minor units"
            );
        var minor = amount * scale;
        return minor == decimal.Truncate(minor)
            ? new Money((long)minor, currency)
            : new Fault("AMOUNT_INVALID", $"{text} has more than the {currency.Exponent} decimals of {currency}");
    }

    private static bool IsPlain(ReadOnlySpan<char> text, decimal amount)
    {
        var digits = text[0] == '-' && amount != 0 ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        return !whole.IsEmpty
            && !whole.ContainsAnyExceptInRange('0', '9')
            && (whole.Length == 1 || whole[0] != '0')
            && point != digits.Length - 1;
    }

    /// <summary>The plain spelling of a text that is a decimal.</summary>
    private static string Spelt(string text)
    {
        var parts = text.TrimStart('+', '-').TrimEnd('.').Split('.');
        var whole = parts[0].TrimStart('0') is { Length: > 0 } digits ? digits : "0";
        var isZero = whole == "0" && parts.Skip(1).All(rest => rest.Trim('0').Length == 0);
        return $"{(text[0] == '-' && !isZero ? "-" : "")}{string.Join('.', parts.Skip(1).Prepend(whole))}";
    }

    /// <summary>Any total in minor units as people read it: <c>-1,234.56</c>.</summary>
    public static string Display(Int128 amountMinor, Currency currency)
    {
        var (whole, rest) = Int128.DivRem(Int128.Abs(amountMinor), Scale(currency.Exponent));
        var decimals =
            currency.Exponent == 0 ? "" : "." + rest.ToString($"D{currency.Exponent}", CultureInfo.InvariantCulture);
        return $"{(amountMinor < 0 ? "-" : "")}{whole.ToString("#,0", CultureInfo.InvariantCulture)}{decimals}";
    }

    /// <summary>The same as programs read it: <c>-1234.56</c>.</summary>
    public static string Plain(Int128 amountMinor, Currency currency) =>
        Display(amountMinor, currency).Replace(",", "", StringComparison.Ordinal);

    public override string ToString() => $"{Display(AmountMinor, Currency)} {Currency}";

    private static long Scale(int exponent) =>
        exponent switch
        {
            0 => 1,
            2 => 100,
            3 => 1_000,
            _ => 10_000,
        };
}

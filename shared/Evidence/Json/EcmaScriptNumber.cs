using System.Globalization;

namespace Bookseal.Evidence.Json;

/// <summary>ECMAScript's Number::toString, which RFC 8785 section 3.2.2.3 prescribes for numbers.</summary>
internal static class EcmaScriptNumber
{
    public static string Format(double value)
    {
        if (value == 0)
            return "0"; // minus zero too
        var sign = value < 0 ? "-" : "";
        var (digits, pointAt) = ShortestDigits(Math.Abs(value));
        return sign + Layout(digits, pointAt);
    }

    /// <summary>
    /// The shortest digits that read back as the same double, and where the decimal point stands after them.
    /// </summary>
    private static (string Digits, int PointAt) ShortestDigits(double value)
    {
        // "E16" pads and is not the shortest; "R" is the shortest, in either of two layouts that this takes apart.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var dotAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = dotAt < 0 ? mantissa : mantissa[..dotAt];
        var all = whole + (dotAt < 0 ? "" : mantissa[(dotAt + 1)..]);
        var leadingZeros = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), whole.Length + exponent - leadingZeros);
    }

    /// <summary>
    /// ECMA-262, Number::toString, steps 6 to 10: n is the position of the decimal point, k the number of digits.
    /// </summary>
    private static string Layout(string digits, int n)
    {
        var k = digits.Length;
        if (k <= n && n <= 21)
            return digits + new string('0', n - k);
        if (n is > 0 and <= 21)
            return $"{digits[..n]}.{digits[n..]}";
        if (n is > -6 and <= 0)
            return $"0.{new string('0', -n)}{digits}";
        var exponent = n - 1 < 0 ? $"e-{1 - n}" : $"e+{n - 1}";
        return k == 1 ? digits + exponent : $"{digits[..1]}.{digits[1..]}{exponent}";
    }
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Bookseal.Books.Values;

/// <summary>
/// A decimal that is never rounded: an amount of currency units as a provider bills it, finer than any minor unit.
/// Counted in 10^-20 in 128 bits, at one scale, so that sums are exact in any order and equal values are equal. It is
/// written without exponent, plus sign or trailing zeros: <c>0.0000008</c>, <c>-12.5</c>, <c>100</c>, <c>0</c>.
/// </summary>
public readonly record struct ExactDecimal : IComparable<ExactDecimal>
{
    /// <summary>Decimals that it keeps.</summary>
    public const int Places = 20;

    /// <summary>Digits before the point that one amount may have.</summary>
    public const int WholeDigits = 13;

    /// <summary>Digits before the point that a sum may have: the next two additions still fit into 128 bits.</summary>
    public const int SumDigits = 17;

    private const ulong HalfOfPlaces = 10_000_000_000;

    private static readonly Int128[] Powers = PowersOfTen();
    private static readonly Int128 Most = Powers[Places + SumDigits];
    private readonly Int128 _units;

    private ExactDecimal(Int128 units) => _units = units;

    public static ExactDecimal Zero => default;

    public bool IsNegative => _units < 0;

    public bool IsZero => _units == 0;

    /// <summary>
    /// Reads a decimal as JSON spells numbers (RFC 8259, section 6), leading zeros and an exponent included. Another
    /// spelling is <c>AMOUNT_INVALID</c>, as are more than 20 decimals; beyond 13 digits before the point it is
    /// <c>AMOUNT_TOO_LARGE</c>.
    /// </summary>
    public static Result<ExactDecimal> Parse(string text) => Parse(text.AsSpan());

    public static Result<ExactDecimal> Parse(ReadOnlySpan<byte> utf8)
    {
        Span<char> text = stackalloc char[64];
        if (utf8.Length > text.Length || !Ascii.IsValid(utf8))
            return NotDecimal(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 64)]));
        Encoding.ASCII.GetChars(utf8, text);
        return Parse(text[..utf8.Length]);
    }

    public static Result<ExactDecimal> Parse(ReadOnlySpan<char> text)
    {
        var digits = text is ['-', ..] ? text[1..] : text;
        var exponentAt = digits.IndexOfAny('e', 'E');
        if (!TryReadExponent(exponentAt < 0 ? [] : digits[(exponentAt + 1)..], exponentAt >= 0, out var exponent))
            return NotDecimal(text);
        var mantissa = exponentAt < 0 ? digits : digits[..exponentAt];
        var pointAt = mantissa.IndexOf('.');
        var whole = pointAt < 0 ? mantissa : mantissa[..pointAt];
        var rest = pointAt < 0 ? [] : mantissa[(pointAt + 1)..];
        if (whole.IsEmpty || (pointAt >= 0 && rest.IsEmpty) || !IsDigits(whole) || !IsDigits(rest))
            return NotDecimal(text);
        if (!Scaled(whole, rest, exponent).TryGet(out var units, out var fault))
            return new Fault(fault.Code, $"{new JsonString(Shown(text))} {fault.Message}");
        return new ExactDecimal(text is ['-', ..] ? -units : units);
    }

    /// <summary>What stands in a canonical line: the one spelling that <see cref="ToString"/> gives.</summary>
    public static Result<ExactDecimal> ParseCanonical(string text) =>
        Parse(text)
            .Then<ExactDecimal>(value =>
                value.ToString() == text
                    ? value
                    : new Fault("AMOUNT_INVALID", $"{new JsonString(text)} is spelt oddly; write {value}")
            );

    /// <summary>A sum, in the one spelling that <see cref="ToString"/> gives.</summary>
    public static Result<ExactDecimal> ParseSum(string text)
    {
        var digits = text is ['-', ..] ? text[1..] : text;
        var pointAt = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = pointAt < 0 ? digits : digits[..pointAt];
        var units = whole + (pointAt < 0 ? "" : digits[(pointAt + 1)..]).PadRight(Places, '0');
        if (
            whole.Length <= SumDigits
            && units.Length == whole.Length + Places
            && Int128.TryParse(units, NumberStyles.None, CultureInfo.InvariantCulture, out var read)
        )
        {
            var value = new ExactDecimal(text is ['-', ..] ? -read : read);
            if (value.ToString() == text)
                return value;
        }

        return NotDecimal(text);
    }

    /// <summary>The exact sum; <c>AMOUNT_TOO_LARGE</c> where it has more than <see cref="SumDigits"/>.</summary>
    public Result<ExactDecimal> Plus(ExactDecimal other) => TryAdd(other, out var sum) ? sum : TooLarge();

    public bool TryAdd(ExactDecimal other, out ExactDecimal sum)
    {
        sum = new(checked(_units + other._units));
        return Int128.Abs(sum._units) <= Most;
    }

    /// <summary>In minor units of the currency, halves away from zero: only to be compared with a ledger.</summary>
    public Int128 RoundToMinor(Currency currency)
    {
        var unit = Powers[Places - currency.Exponent];
        var (whole, rest) = Int128.DivRem(Int128.Abs(_units), unit);
        var rounded = rest >= unit - rest ? whole + 1 : whole;
        return _units < 0 ? -rounded : rounded;
    }

    public int CompareTo(ExactDecimal other) => _units.CompareTo(other._units);

    public static ExactDecimal operator -(ExactDecimal value) => new(-value._units);

    public static bool operator <(ExactDecimal left, ExactDecimal right) => left._units < right._units;

    public static bool operator >(ExactDecimal left, ExactDecimal right) => left._units > right._units;

    public static bool operator <=(ExactDecimal left, ExactDecimal right) => left._units <= right._units;

    public static bool operator >=(ExactDecimal left, ExactDecimal right) => left._units >= right._units;

    /// <summary>Of the longest value that <see cref="Format"/> writes.</summary>
    public const int MostCharacters = 48;

    /// <summary>Writes what <see cref="ToString"/> gives, in UTF-8; returns its length.</summary>
    public int Format(Span<byte> utf8)
    {
        var (whole, rest) = UInt128.DivRem((UInt128)Int128.Abs(_units), (UInt128)Powers[Places]);
        var length = 0;
        if (_units < 0)
            utf8[length++] = (byte)'-';
        Utf8Formatter.TryFormat((ulong)whole, utf8[length..], out var written);
        length += written;
        if (rest == 0)
            return length;
        utf8[length++] = (byte)'.';
        var (high, low) = UInt128.DivRem(rest, HalfOfPlaces);
        Utf8Formatter.TryFormat((ulong)high, utf8[length..], out _, new('D', Places / 2));
        Utf8Formatter.TryFormat((ulong)low, utf8[(length + Places / 2)..], out _, new('D', Places / 2));
        length += Places;
        while (utf8[length - 1] == '0')
            length--;
        return length;
    }

    public override string ToString()
    {
        var (whole, rest) = Int128.DivRem(Int128.Abs(_units), Powers[Places]);
        var sign = _units < 0 ? "-" : "";
        return rest == 0
            ? $"{sign}{whole}"
            : $"{sign}{whole}.{rest.ToString($"D{Places}", CultureInfo.InvariantCulture).TrimEnd('0')}";
    }

    /// <summary>The units of whole and decimals, moved by the exponent; positive.</summary>
    private static Result<Int128> Scaled(ReadOnlySpan<char> whole, ReadOnlySpan<char> rest, int exponent)
    {
        whole = whole.TrimStart('0');
        rest = rest.TrimEnd('0');
        if (rest.IsEmpty)
        {
            exponent += whole.Length - whole.TrimEnd('0').Length;
            whole = whole.TrimEnd('0');
        }

        if (whole.IsEmpty && rest.IsEmpty)
            return Int128.Zero;
        var wholeDigits = whole.IsEmpty ? rest.TrimStart('0').Length - rest.Length : whole.Length;
        if (wholeDigits + exponent > WholeDigits)
            return new Fault("AMOUNT_TOO_LARGE", $"has more than {WholeDigits} digits before the point");
        if (rest.Length - exponent > Places)
            return new Fault("AMOUNT_INVALID", $"has more than {Places} decimals");
        // Between the two limits lie 33 digits at most, and 128 bits hold 38.
        return Digits(rest, Digits(whole, Int128.Zero)) * Powers[Places + exponent - rest.Length];
    }

    private static Int128 Digits(ReadOnlySpan<char> text, Int128 before)
    {
        foreach (var digit in text)
            before = before * 10 + (digit - '0');
        return before;
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, bool isThere, out int exponent)
    {
        exponent = 0;
        if (!isThere)
            return true;
        var digits = text is ['+' or '-', ..] ? text[1..] : text;
        if (digits.Length is 0 or > 2 || !IsDigits(digits))
            return false;
        exponent = (int)Digits(digits, Int128.Zero) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static Int128[] PowersOfTen()
    {
        var powers = new Int128[Places + SumDigits + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }

    private static string Shown(ReadOnlySpan<char> text) => text.Length <= 64 ? $"{text}" : $"{text[..64]}...";

    private static Fault NotDecimal(ReadOnlySpan<char> text) =>
        new("AMOUNT_INVALID", $"{new JsonString(Shown(text))} is not a decimal amount such as 1234.56");

    private static Fault TooLarge() =>
        new("AMOUNT_TOO_LARGE", $"a sum has more than {SumDigits} digits before the point");
}

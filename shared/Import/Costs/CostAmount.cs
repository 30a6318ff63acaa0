using System.Buffers;
using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Import.Costs;

/// <summary>
/// An amount of a cost file: a plain decimal, or one as spreadsheets dress it: <c>$10,100.00 </c>, <c>-$5.00</c>,
/// <c>($5.00)</c>. A comma that may be a decimal one is refused.
/// </summary>
internal static class CostAmount
{
    private const string Code = "AMOUNT_INVALID";
    private const string Symbols = "$€£";
    private static readonly SearchValues<byte> Plain = SearchValues.Create("0123456789.-eE+"u8);

    public static Result<ExactDecimal> Parse(ReadOnlySpan<byte> cell) =>
        cell.ContainsAnyExcept(Plain) ? ParseDressed(Encoding.UTF8.GetString(cell)) : ExactDecimal.Parse(cell);

    private static Result<ExactDecimal> ParseDressed(string text)
    {
        var digits = text.Trim();
        var isNegative = digits is ['(', .., ')'];
        if (isNegative)
            digits = digits[1..^1].Trim();
        if (!isNegative && digits is ['-', ..])
            (isNegative, digits) = (true, digits[1..].TrimStart());
        var hasSymbol = digits.Length > 0 && Symbols.Contains(digits[0], StringComparison.Ordinal);
        if (hasSymbol)
            digits = digits[1..].TrimStart();
        if (hasSymbol && !isNegative && digits is ['-', ..])
            (isNegative, digits) = (true, digits[1..]);
        if (!IsGrouped(digits, hasSymbol))
            return new Fault(Code, $"{new JsonString(text)} is not a decimal amount such as 1234.56");
        var parsed = ExactDecimal.Parse(digits.Replace(",", "", StringComparison.Ordinal));
        return isNegative ? parsed.Map(amount => -amount) : parsed;
    }

    /// <summary>
    /// Digits with commas between thousands, if any. With one comma and neither point nor symbol, nobody can tell
    /// <c>1,234</c> from a decimal.
    /// </summary>
    private static bool IsGrouped(string digits, bool hasSymbol)
    {
        if (digits.Length == 0 || !char.IsAsciiDigit(digits[0]))
            return false;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var groups = (point < 0 ? digits : digits[..point]).Split(',');
        if (groups.Length == 1)
            return !digits.Contains(',', StringComparison.Ordinal);
        return (hasSymbol || point >= 0 || groups.Length > 2)
            && groups[0].Length is >= 1 and <= 3
            && groups.Skip(1).All(group => group.Length == 3)
            && (point < 0 || !digits[point..].Contains(',', StringComparison.Ordinal));
    }
}

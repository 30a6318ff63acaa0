using System.Buffers;
using System.Globalization;
using System.Text;
using Bookseal.Documents.Tables;

namespace Bookseal.Documents.Workbooks;

/// <summary>
/// A cell as a sheet has it: a number or a day where its column has such, else text. What a spreadsheet would round
/// stays text, with every digit.
/// </summary>
/// <param name="Value">What stands in the cell's <c>v</c>; null for text.</param>
internal readonly record struct SheetCell(string Text, string? Value, int Style)
{
    /// <summary>Digits of a number that spreadsheets keep.</summary>
    private const int MaxDigits = 15;

    private static readonly SearchValues<char> DigitsAndPoint = SearchValues.Create("0123456789.");
    private static readonly DateOnly BeforeSerials = new(1899, 12, 30);

    /// <summary>Before it Excel's serials count a leap day that never was.</summary>
    private static readonly DateOnly FirstDay = new(1900, 3, 1);

    public static SheetCell Of(string text, ColumnKind kind, bool isBold)
    {
        if (kind == ColumnKind.Date && Day(text) is { } day && day >= FirstDay)
            return new(
                text,
                (day.DayNumber - BeforeSerials.DayNumber).ToString(CultureInfo.InvariantCulture),
                SheetStyles.Date(isBold)
            );
        if (kind is not (ColumnKind.Number or ColumnKind.MinorUnits) || !IsPlain(text))
            return new(text, null, SheetStyles.Text(isBold));
        var digits = text.AsSpan().TrimStart("-0.");
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return digits.Length - (digits.Contains('.') ? 1 : 0) > MaxDigits
            ? new(text, null, SheetStyles.LongNumber(isBold))
            : new(text, text, SheetStyles.Number(point < 0 ? 0 : text.Length - point - 1, isBold));
    }

    /// <summary>How many characters it takes to show it: a number with separators.</summary>
    public int Width => Value == Text ? Text.Length + Text.Length / 4 : WidestLine(Text);

    public void Append(StringBuilder xml, int row, int column)
    {
        if (Text.Length == 0)
            return;
        xml.Append("<c r=\"").Append(ColumnName(column)).Append(row).Append("\" s=\"").Append(Style).Append('"');
        if (Value is { } value)
            xml.Append("><v>").Append(value).Append("</v></c>");
        else
        {
            xml.Append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            SheetText.Append(xml, Text);
            xml.Append("</t></is></c>");
        }
    }

    /// <param name="column">From 1.</param>
    public static string ColumnName(int column) =>
        column > 26
            ? ColumnName((column - 1) / 26) + (char)('A' + (column - 1) % 26)
            : ((char)('A' + column - 1)).ToString();

    private static int WidestLine(string text)
    {
        var widest = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
            widest = Math.Max(widest, line.Length);
        return widest;
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>A decimal without exponent, sign of plus or separators.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        var digits = text.StartsWith("-") ? text[1..] : text;
        var point = digits.IndexOf('.');
        return digits.Length > 0
            && point != 0
            && point != digits.Length - 1
            && !digits.ContainsAnyExcept(DigitsAndPoint)
            && digits.Count('.') <= 1;
    }
}

using System.Globalization;
using System.Xml;

namespace Bookseal.Import.Tables;

/// <summary>
/// What cells of a sheet say: numbers with a point before their decimals, dates as ISO writes them, of formulas what
/// they came to when the workbook was saved.
/// </summary>
/// <param name="isDate">Of each style, whether it shows a date.</param>
/// <param name="is1904">Days are counted from 1904 on, as Macintoshes did.</param>
internal sealed class SheetCells(IReadOnlyList<string> strings, IReadOnlyList<bool> isDate, bool is1904)
{
    private const double LastDay = 2_958_465; // 31 December 9999
    private const double LeapDayThatNeverWas = 60; // 29 February 1900, to Excel
    private static readonly DateTime Before1900 = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly DateTime Of1904 = new(1904, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    public TableCell Read(XmlReader reader, int line, int column)
    {
        var type = reader.GetAttribute("t") ?? "n";
        var style = int.TryParse(reader.GetAttribute("s"), CultureInfo.InvariantCulture, out var number) ? number : 0;
        var (value, hasFormula) = Content(reader);
        var cell = new TableCell("", line, column);
        if (value is null)
            return hasFormula ? cell with { Text = "a formula without a value", Kind = CellKind.Error } : cell;
        switch (type)
        {
            case "s":
                return int.TryParse(value, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < strings.Count
                    ? cell with
                    {
                        Text = strings[at].Trim(),
                    }
                    : throw new InvalidDataException("a cell names a text that is not there");
            case "n":
                return NumberOf(cell, value, style);
            case "b":
                return cell with { Text = value == "1" ? "TRUE" : "FALSE" };
            case "e":
                return cell with { Text = value, Kind = CellKind.Error };
            default:
                return cell with { Text = value.Trim() };
        }
    }

    private static (string? Value, bool HasFormula) Content(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return (null, false);
        var (depth, value, hasFormula) = (reader.Depth, (string?)null, false);
        while (reader.Read() && reader.Depth > depth)
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "v" or "is" })
                value = SharedStrings.TextIn(reader);
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "f" })
                hasFormula = true;
        return (value, hasFormula);
    }

    /// <summary>With the 15 digits that Excel shows of a number: what it computes has noise behind them.</summary>
    private TableCell NumberOf(TableCell cell, string value, int style)
    {
        if (
            !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > (double)decimal.MaxValue / 10
        )
            throw new InvalidDataException("a number is none");
        if (style >= 0 && style < isDate.Count && isDate[style] && DayOf(number) is { } day)
            return cell with
            {
                Text = day.ToString(
                    day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
                    CultureInfo.InvariantCulture
                ),
            };
        return cell with { Text = ((decimal)number).ToString(CultureInfo.InvariantCulture), Kind = CellKind.Number };
    }

    /// <summary>Null for what is no day of the calendar.</summary>
    private DateTime? DayOf(double serial)
    {
        if (is1904)
            return serial >= 0 && serial <= LastDay - 1_462 ? Of1904.AddDays(serial) : null;
        if (serial < 1 || serial > LastDay || (serial >= LeapDayThatNeverWas && serial < LeapDayThatNeverWas + 1))
            return null;
        return Before1900.AddDays(serial < LeapDayThatNeverWas ? serial + 1 : serial);
    }
}

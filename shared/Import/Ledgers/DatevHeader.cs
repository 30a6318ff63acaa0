using System.Globalization;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// The first line of a file in DATEV's format: what it is, the fiscal year that its days belong to, how many digits
/// accounts have.
/// </summary>
internal sealed record DatevHeader(DateOnly YearStart, int Digits, string Currency)
{
    public const string Code = "DATEV_HEADER_INVALID";
    private const int DigitsUnlessSaid = 4;
    private const int DayDigits = 8;

    /// <summary>How many fields the currency stands behind the year.</summary>
    private const int ToCurrency = 9;
    private static readonly int[] YearPlaces = [12, 13];

    /// <summary><c>DATEV_HEADER_INVALID</c>.</summary>
    public static DatevHeader? Read(string file, string text, ImportFaults faults)
    {
        var first = TableScanner.Rows(text, ';').FirstOrDefault();
        string Cell(int place) => first is not null && place < first.Count ? first[place].Text.Trim('"') : "";
        string Place(int place) =>
            first is not null && place < first.Count
                ? $"{file}:{first[place].Line}:{first[place].Column}"
                : $"{file}:1:1";
        if (Cell(0) is not ("EXTF" or "DTVF"))
            return Refuse(
                0,
                "the file does not begin with EXTF; export a booking batch in DATEV's format (EXTF_...csv)"
            );
        if (Cell(1) is not ("700" or "510"))
            return Refuse(1, $"version {Cell(1)} of the format is not read, 700 and 510 are; export it anew");
        if (Cell(2) != "21")
            return Refuse(2, $"category {Cell(2)} ({Cell(3)}) is no booking batch, which is 21; export Buchungsstapel");
        // Some programs write a field more in front of it.
        var order = new DateOrder(null);
        var year = Array.Find(YearPlaces, place => Cell(place).Length == DayDigits && order.Parse(Cell(place)).IsOk);
        if (year == 0)
            return Refuse(
                YearPlaces[0],
                "the beginning of the fiscal year is missing (YYYYMMDD): without it no booking has a year"
            );
        var isNumber = int.TryParse(Cell(year + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var digits);
        return new(order.Parse(Cell(year)).Value, isNumber ? digits : DigitsUnlessSaid, Cell(year + ToCurrency));

        DatevHeader? Refuse(int place, string what)
        {
            faults.Add(Place(place), Code, what);
            return null;
        }
    }

    /// <summary>The day that <c>DDMM</c> is in the fiscal year; a zero in front may be missing.</summary>
    public Result<DateOnly> DayOf(string text)
    {
        var padded = text.PadLeft(4, '0');
        if (padded.Length == 4 && padded.All(char.IsAsciiDigit))
            foreach (var year in (int[])[YearStart.Year, YearStart.Year + 1])
                if (
                    DateOnly.TryParseExact($"{padded}{year:D4}", "ddMMyyyy", out var day)
                    && day >= YearStart
                    && day < YearStart.AddYears(1)
                )
                    return day;
        return new Fault(
            "DATE_INVALID",
            $"{new JsonString(text)} is no day DDMM of the fiscal year that begins on {YearStart:yyyy-MM-dd}"
        );
    }
}

namespace Bookseal.Books.Banking;

/// <summary>One side of a bank account: its lines by date, and by amount and date.</summary>
internal sealed class OpenLines
{
    private static readonly DatedLines None = new([]);
    private readonly Dictionary<long, DatedLines> _ofAmount;

    /// <param name="lines">In any order; on one date they stay in theirs.</param>
    public OpenLines(IEnumerable<(DateOnly Date, long Minor, string Reference)> lines)
    {
        All =
        [
            .. lines
                .Select((line, place) => new OpenLine(place, line.Date, line.Minor, ReferenceKey.Of(line.Reference)))
                .OrderBy(line => line.Date),
        ];
        ByDate = new(All);
        _ofAmount = All.GroupBy(line => line.Minor)
            .ToDictionary(group => group.Key, group => new DatedLines([.. group]));
    }

    public IReadOnlyList<OpenLine> All { get; }

    public DatedLines ByDate { get; }

    /// <summary>The places of what is not matched, in order of date.</summary>
    public IEnumerable<int> Left => All.Where(line => line.IsOpen || line.IsReserved).Select(line => line.Place);

    public DatedLines OfAmount(long minor) => _ofAmount.GetValueOrDefault(minor, None);

    /// <summary>A day some days away; the calendar's ends do not overflow.</summary>
    public static DateOnly Shift(DateOnly date, int days) =>
        DateOnly.FromDayNumber(
            Math.Clamp(date.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber)
        );
}

using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// Entries are dated between the books' start and a year ahead of the clock. What is beyond is a slip (2206 for 2026),
/// and would have every later command look at the periods up to there.
/// </summary>
/// <param name="Latest">The last day that an entry may be dated.</param>
public sealed record EntryDates(DateOnly BooksStart, DateOnly Latest)
{
    private const int PastYears = 100;
    private const int NearDays = 31;

    /// <summary>What is dated after this is let in, and told: it may be a slip all the same.</summary>
    public DateOnly Near { get; init; } = DateOnly.MaxValue;

    /// <summary>A journal that reaches back before the books start has its openings there, though no slips.</summary>
    private DateOnly EarliestOfPast =>
        BooksStart.Year > PastYears ? BooksStart.AddYears(-PastYears) : DateOnly.MinValue;

    /// <param name="today">The clock's date where the company is.</param>
    public static EntryDates At(DateOnly booksStart, DateOnly today) =>
        new(booksStart, LatestOn(today)) { Near = NearOn(today) };

    /// <summary>The last day that is not far ahead.</summary>
    public static DateOnly NearOn(DateOnly today) =>
        today < DateOnly.MaxValue.AddDays(-NearDays) ? today.AddDays(NearDays) : DateOnly.MaxValue;

    public static DateOnly LatestOn(DateOnly today) =>
        today.Year < DateOnly.MaxValue.Year ? today.AddYears(1) : DateOnly.MaxValue;

    /// <summary><c>BEFORE_BOOKS_START</c>, <c>DATE_OUT_OF_RANGE</c>, or null.</summary>
    public Fault? Check(Entry entry, bool takesPast = false)
    {
        if (entry.Date > Latest)
            return new(
                "DATE_OUT_OF_RANGE",
                $"{What(entry)}; entries are dated at most a year ahead of today, up to {Dates.Text(Latest)}"
            );
        if (takesPast && entry.Date < EarliestOfPast)
            return new("DATE_OUT_OF_RANGE", $"{What(entry)}, more than {PastYears} years before the books start");
        return !takesPast && entry.Date < BooksStart
            ? new("BEFORE_BOOKS_START", $"{What(entry)}, before the books start on {Dates.Text(BooksStart)}")
            : null;
    }

    private static string What(Entry entry) => $"entry {entry.Id} is dated {Dates.Text(entry.Date)}";
}

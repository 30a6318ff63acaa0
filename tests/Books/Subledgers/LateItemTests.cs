using Bookseal.Books.Health;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Tests.Guards;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Subledgers;

public sealed class LateItemTests
{
    private static readonly PeriodCode February = Some.January.Next;

    // ACCOUNTING, Subledgers: INV-1 100 of 10 January, imported during January's close; INV-2 40 of 20 January,
    // imported after it.
    private static readonly SubledgerItem InTime = Invoice("INV-1", 100, new(2026, 1, 10));
    private static readonly SubledgerItem Late = Invoice("INV-2", 40, new(2026, 1, 20)) with { TakenInto = February };

    [Fact]
    public void Ageing_OfAnItemThatCameAfterTheClose_CountsItFromThePeriodThatTookItIn()
    {
        Assert.Equal(
            [(100, 0, 100)],
            Of(Some.January)
                .Books.Ageing.Select(row => ((int)row.BucketsMinor[0], (int)row.BucketsMinor[1], (int)row.TotalMinor))
        );
        // Both were due on 31 January: their own due dates age them, whichever period they count in.
        Assert.Equal(
            [(0, 140, 140)],
            Of(February)
                .Books.Ageing.Select(row => ((int)row.BucketsMinor[0], (int)row.BucketsMinor[1], (int)row.TotalMinor))
        );
    }

    [Fact]
    public void Totals_OfAPeriod_AddWhatItTookInToWhatItOpenedWith()
    {
        var key = (Some.Subledger("AR"), Some.Usd);
        var (january, february) = (Of(Some.January).Books.Subledgers, Of(February).Books.Subledgers);
        Assert.Equal((100, 0), ((int)january.Totals[key], january.LateItems.Count));
        Assert.Equal((140, 100), ((int)february.Totals[key], (int)february.OpeningTotals[key]));
        Assert.Equal([Late], february.LateItems);
        Assert.Empty(Of(February.Next).Books.Subledgers.LateItems);
    }

    [Fact]
    public void Health_OfThePeriodThatTookItIn_ListsItWithItsAmount()
    {
        var late = Assert.Single(
            HealthReport.Of(Of(February).Books, Some.Advisory).Warnings,
            warning => warning.Category == "LATE_ITEM"
        );
        Assert.Equal(("CUST-1", 40), (late.Entity, (int)late.AmountMinor!.Value));
        Assert.Contains("2026-01-20", late.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(
            HealthReport.Of(Of(Some.January).Books, Some.Advisory).Warnings,
            warning => warning.Category == "LATE_ITEM"
        );
    }

    [Fact]
    public void EntityActivity_OfAVariance_ComparesAnItemInThePeriodThatTookItIn()
    {
        var books = Of(February).Books;
        var activity = new EntityActivity(books);
        activity.Add(InTime);
        activity.Add(Late);
        Assert.Equal([40], activity.Exceptions.Select(difference => (int)difference.AmountMinor!.Value));
    }

    [Fact]
    public void ContentDigest_OfAnItem_IsTheSameWhicheverPeriodTookItIn()
    {
        var own = Late with { TakenInto = null, Description = "says \"period\":\"2026-01\" itself" };
        Assert.Equal(
            SubledgerItem.ContentDigest(own.Encode()),
            SubledgerItem.ContentDigest((own with { TakenInto = February }).Encode())
        );
        Assert.NotEqual(
            SubledgerItem.ContentDigest(own.Encode()),
            SubledgerItem.ContentDigest((own with { AmountMinor = 41, TakenInto = February }).Encode())
        );
    }

    private static BooksUnderTest Of(PeriodCode period) => new() { Period = period, Items = [InTime, Late] };

    private static SubledgerItem Invoice(string reference, long minor, DateOnly date) =>
        BooksUnderTest.Item("AR", reference, minor, date: date) with
        {
            DueDate = Some.January.LastDay,
        };
}

using Bookseal.Books.Costs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Costs;

/// <summary>Cost records in the fewest words.</summary>
internal static class SomeCosts
{
    public static CostRange January { get; } = CostRange.Of(new(2026, 1));

    public static CostRecord Record(string id, string billed, int day = 5, long? batch = 1, string provider = "AWS") =>
        new(
            id,
            provider,
            new DateOnly(2026, 1, day),
            Amount(billed),
            Amount(billed),
            Some.Usd,
            CostLifecycle.Final,
            $"batch {batch}",
            Some.Now
        )
        {
            Order = new(batch, null),
        };

    public static ExactDecimal Amount(string text) => ExactDecimal.Parse(text).Value;

    public static CostFold Fold(CostRange range, params IEnumerable<CostRecord> records) =>
        Fold(range, CostSettings.Empty, CostFilter.All, records);

    public static CostFold Fold(
        CostRange range,
        CostSettings settings,
        CostFilter filter,
        params IEnumerable<CostRecord> records
    )
    {
        var fold = new CostFold(range, filter, settings);
        foreach (var record in records)
            fold.Add(record.Encode());
        return fold;
    }

    public static CostView View(CostRange range, params IEnumerable<CostRecord> records) =>
        CostView.Of(Fold(range, records)).Value;

    public static CostPackage Package(CostSettings settings, params IEnumerable<CostRecord> records) =>
        CostPackage.Of(Fold(January, settings, CostFilter.All, records), AccruedCosts.None, null).Value;

    public static IReadOnlyList<string> Codes(CostPackage package) =>
        [.. package.Discrepancies.Select(found => found.Code)];
}

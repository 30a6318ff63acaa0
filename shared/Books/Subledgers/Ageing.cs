using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>
/// What each entity owes or is owed at the period's end, by how long it is overdue. Debit positive; a subledger's rows
/// add up to its position, which is its control account's balance.
/// </summary>
public static class Ageing
{
    /// <summary>In order of subledger, currency and entity; entities with nothing open are left out.</summary>
    /// <param name="isUnapplied">What has no due date to age by: money that no bill has been found for yet.</param>
    public static IReadOnlyList<AgeingRow> Of(
        IEnumerable<OpenItem> items,
        DateOnly asOf,
        Func<OpenItem, bool> isUnapplied
    ) =>
        [
            .. items
                .GroupBy(item => (item.Subledger, item.Currency, item.Entity))
                .OrderBy(group => group.Key.Subledger)
                .ThenBy(group => group.Key.Currency)
                .ThenBy(group => group.Key.Entity, StringComparer.Ordinal)
                .Select(group => new AgeingRow(
                    group.Key.Subledger,
                    group.Key.Currency,
                    group.Key.Entity,
                    Buckets(group.Where(item => !isUnapplied(item)), asOf)
                )
                {
                    UnappliedMinor = group
                        .Where(isUnapplied)
                        .Aggregate((Int128)0, (sum, item) => checked(sum + item.AmountMinor)),
                }),
        ];

    /// <summary>0 for what is not overdue yet, then 1 to 30, 31 to 60, 61 to 90 days, and 4 for over 90.</summary>
    public static int BucketOf(int daysOverdue) =>
        daysOverdue switch
        {
            <= 0 => 0,
            <= 30 => 1,
            <= 60 => 2,
            <= 90 => 3,
            _ => 4,
        };

    private static Int128[] Buckets(IEnumerable<OpenItem> items, DateOnly asOf)
    {
        var buckets = new Int128[AgeingRow.BucketNames.Count];
        foreach (var item in items)
        {
            ref var bucket = ref buckets[BucketOf(asOf.DayNumber - item.Due.DayNumber)];
            bucket = checked(bucket + item.AmountMinor);
        }

        return buckets;
    }
}

/// <summary>One entity's open amounts by bucket, in minor units, debit positive.</summary>
public sealed record AgeingRow(
    SubledgerName Subledger,
    Currency Currency,
    string Entity,
    IReadOnlyList<Int128> BucketsMinor
)
{
    public static IReadOnlyList<string> BucketNames { get; } = ["current", "1-30", "31-60", "61-90", "over 90"];

    /// <summary>Receipts and credits without a bill; under rules 2 they stand in the buckets.</summary>
    public Int128 UnappliedMinor { get; init; }

    public Int128 TotalMinor => BucketsMinor.Aggregate(UnappliedMinor, (sum, bucket) => checked(sum + bucket));
}

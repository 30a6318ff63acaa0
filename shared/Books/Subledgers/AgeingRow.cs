using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>One entity's open amounts by bucket, in minor units, debit positive.</summary>
public sealed record AgeingRow(
    SubledgerName Subledger,
    Currency Currency,
    string Entity,
    IReadOnlyList<Int128> BucketsMinor
)
{
    public static IReadOnlyList<string> BucketNames { get; } = ["current", "1-30", "31-60", "61-90", "over 90"];

    public Int128 TotalMinor => BucketsMinor.Aggregate((Int128)0, (sum, bucket) => checked(sum + bucket));
}

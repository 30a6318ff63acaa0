namespace Bookseal.Import.Costs;

/// <summary>Two records of one id say different things, and nothing says which comes first: nobody guesses.</summary>
public static class CostOrders
{
    public const string UnknownCode = "COST_ORDER_UNKNOWN";

    /// <param name="batch">Of the record that is stored; null where both stand in one file.</param>
    public static Fault Unknown(string one, string other, string? batch) =>
        new(
            UnknownCode,
            $"{one} and {other} are one record with different contents, and nothing says which comes first; "
                + (
                    batch is null
                        ? "name a column of record sequences in the mapping"
                        : $"say --batch-sequence N, as it was said for batch {batch}: the higher one counts"
                )
        );
}

using Bookseal.Books.Costs;

namespace Bookseal.Import.Costs;

/// <summary>Two records of one id say different things, and nothing says which comes first: nobody guesses.</summary>
public static class CostOrders
{
    public const string UnknownCode = "COST_ORDER_UNKNOWN";

    /// <summary>Of two rows of one file.</summary>
    public static Fault InFile(string one) =>
        Unknown($"the row at {one} and this one", "name a column of record sequences in the mapping");

    /// <summary>Of one that is stored and one of the file.</summary>
    public static Fault WithBatch(string one, string batch, CostOrder stored) =>
        Unknown(
            $"{one} of batch {batch} and one of this file",
            stored.BatchSequence is { } sequence
                ? $"say --batch-sequence N: that batch has {sequence}, and the higher one counts"
                : "that batch was imported without --batch-sequence, so that only what is final comes after what is "
                    + "preliminary"
        );

    private static Fault Unknown(string which, string what) =>
        new(UnknownCode, $"{which} are one record with different contents, and nothing says which comes first; {what}");
}

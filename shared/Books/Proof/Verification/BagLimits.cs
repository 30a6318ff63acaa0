namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// How much of a bag is taken into memory. What a stranger sends is held to <see cref="Limits"/>, so that no file can
/// make the verifier large or slow; larger books are read where somebody vouches for them.
/// </summary>
/// <param name="SmallFileBytes">Of envelopes, certificates, policy, consistency and checkpoint, each.</param>
/// <param name="ListBytes">Of charts, balances and open items together.</param>
/// <param name="SliceBytes">Of the audit slice.</param>
/// <param name="Items">Subledger items, and bank lines: they are held one by one, journal lines are not.</param>
public sealed record BagLimits(int SmallFileBytes, int ListBytes, long SliceBytes, long Items)
{
    private const int Most = 1 << 30;

    /// <summary>Cost records, of which less is held than of items.</summary>
    public long Costs { get; init; } = Limits.BagCosts;

    public static BagLimits OfStrangers { get; } =
        new(Limits.BagSmallFileBytes, Limits.BagListBytes, Limits.AuditSliceBytes, Limits.BagItems);

    /// <summary>Own books, and those that <c>--large</c> vouches for.</summary>
    public static BagLimits OfFriends { get; } =
        new(Most, Most, long.MaxValue, long.MaxValue) { Costs = long.MaxValue };
}

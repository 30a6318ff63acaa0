namespace Bookseal.Books.Ledger;

/// <summary>What a period begins with.</summary>
/// <param name="Balances">The opening balances, restated where an adjustment period has been closed since the period before.</param>
/// <param name="PreviousCertificate">The bytes of the prior period's close certificate; null in the first period, and while the prior one is not closed.</param>
/// <param name="PriorResult">What the prior period did to revenue and expense accounts, for comparison; null in the first period.</param>
public sealed record OpeningPosition(BalanceList Balances, byte[]? PreviousCertificate, BalanceList? PriorResult)
{
    /// <summary>The company's own openings, before its first period.</summary>
    public static OpeningPosition First(BalanceList balances) => new(balances, null, null);

    public OpeningsRestatement? Restatement { get; init; }

    /// <summary>The balances as the previous certificate has them: without the restatement.</summary>
    public BalanceList BeforeRestatement => Restatement is null ? Balances : Balances.Minus(Restatement.Activity);
}

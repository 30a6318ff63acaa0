using Bookseal.Books.Accounts;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Periods;

/// <summary>What a period begins with.</summary>
/// <param name="Balances">
/// The opening balances, restated where an adjustment period has been closed since the period before.
/// </param>
/// <param name="PreviousCertificate">
/// The bytes of the prior period's close certificate; null in the first period, and while the prior one is not closed.
/// </param>
/// <param name="PriorResult">
/// What the prior period did to revenue and expense accounts, for comparison; null in the first period.
/// </param>
public sealed record OpeningPosition(BalanceList Balances, byte[]? PreviousCertificate, BalanceList? PriorResult)
{
    /// <summary>The company's own openings, before its first period.</summary>
    public static OpeningPosition First(BalanceList balances) => new(balances, null, null);

    /// <summary>The bytes of the prior period's proof_package.json, which signs the certificate.</summary>
    public byte[]? PreviousPackage { get; init; }

    public OpeningsRestatement? Restatement { get; init; }

    /// <summary>
    /// What the fiscal year's closing entries did up to the period before; null where that is of another fiscal year,
    /// or there is none.
    /// </summary>
    public BalanceList? PriorClosingEntries { get; init; }

    /// <summary>
    /// The chart of the period before, where its close was of another than this one's; null where it is the same, and
    /// where the previous certificate does not state it.
    /// </summary>
    public ChartOfAccounts? PreviousChart { get; init; }

    /// <summary>
    /// What the period before left open, where the journal keeps a subledger; null in the first period, and where no
    /// certificate bound it.
    /// </summary>
    public OpenItemsFile? OpenItems { get; init; }

    /// <summary>
    /// What the period before left preliminary of costs; null where that is nothing. An adjustment period has none.
    /// </summary>
    public OpenCosts? OpenCosts { get; init; }

    /// <summary>The balances as the previous certificate has them: without the restatement.</summary>
    public BalanceList BeforeRestatement => Restatement is null ? Balances : Balances.Minus(Restatement.Activity);
}

/// <summary>
/// An adjustment period that was closed after its year's last month: what it did is added to the openings of the first
/// period that closes after it.
/// </summary>
/// <param name="Certificate">The bytes of its close certificate, whose digests vouch for both lists.</param>
public sealed record OpeningsRestatement(
    PeriodCode Adjustment,
    byte[] Certificate,
    BalanceList Openings,
    BalanceList Closing
)
{
    public BalanceList Activity => Closing.Minus(Openings);

    /// <summary>
    /// What the adjustment period did to revenue and expense accounts; null in a bag of rules that do not have it.
    /// </summary>
    public BalanceList? Result { get; init; }

    /// <summary>The bytes of its proof_package.json, which signs the certificate.</summary>
    public byte[]? Package { get; init; }
}

/// <summary>An earlier, decertified close of the same period. The journal may only have grown since.</summary>
/// <param name="Certificate">The bytes of its certificate.</param>
/// <param name="LedgerHash">The Merkle root that it certified.</param>
/// <param name="PrefixRoot">The root of as many first entries of the journal now; null if it has fewer.</param>
public sealed record DecertifiedCertificate(byte[] Certificate, Digest LedgerHash, Digest? PrefixRoot)
{
    public bool IsExtended => PrefixRoot == LedgerHash;

    /// <summary>The bytes of its proof_package.json, which signs the certificate.</summary>
    public byte[]? Package { get; init; }
}

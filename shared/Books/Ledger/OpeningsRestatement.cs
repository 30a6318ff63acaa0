using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>An adjustment period that was closed after its year's last month: what it did is added to the openings of the first period that closes after it.</summary>
/// <param name="Certificate">The bytes of its close certificate, whose digests vouch for both lists.</param>
public sealed record OpeningsRestatement(
    PeriodCode Adjustment,
    byte[] Certificate,
    BalanceList Openings,
    BalanceList Closing
)
{
    public BalanceList Activity => Closing.Minus(Openings);
}

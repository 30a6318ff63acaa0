using Bookseal.Books.Payouts;

namespace Bookseal.Closing.Payouts;

/// <summary>Who pays out.</summary>
public interface ISettlementProvider
{
    /// <summary>
    /// The host that will be asked, or why none could be, as where no address is configured. No attempt is announced
    /// that could not be made.
    /// </summary>
    Task<Result<string>> CheckAsync(CancellationToken cancel);

    /// <summary>
    /// Asks once. A fault where nobody knows whether it was paid, or where it was not asked at all: either way the same
    /// key may be asked with again.
    /// </summary>
    Task<Result<SettlementAnswer>> SettleAsync(Payout payout, Guid key, CancellationToken cancel);
}

/// <summary>What the provider said, for certain.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Body">As it came, up to the limit.</param>
public sealed record SettlementAnswer(bool IsAccepted, int Status, byte[] Body);

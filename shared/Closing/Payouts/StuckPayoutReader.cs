using Bookseal.Books.Payouts;

namespace Bookseal.Closing.Payouts;

/// <summary>Which payouts are stuck by what the operator says of it.</summary>
/// <param name="readSettings">Read when they are needed.</param>
public sealed class StuckPayoutReader(
    Workspace workspace,
    PayoutDesk desk,
    Func<CancellationToken, Task<Result<PayoutSettings>>> readSettings
)
{
    /// <returns>
    /// The settings' fault where they cannot be read: then the hours are the usual ones, since it is worse to say
    /// nothing of a payout.
    /// </returns>
    public async Task<(StuckPayouts Stuck, Fault? OfSettings)> ReadAsync(CancellationToken cancel)
    {
        var read = await readSettings(cancel);
        var after = (read.IsOk ? read.Value : PayoutSettings.None).StuckAfter;
        var stuck = StuckPayouts.Of(await desk.ListAsync(cancel), workspace.Clock.GetUtcNow(), after);
        return (stuck, read.IsOk ? null : read.Fault);
    }
}

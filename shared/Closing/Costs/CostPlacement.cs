using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Costs;

/// <summary>
/// Which period takes costs in: the month of their charge day, or, where that is closing or closed, the first open one
/// after it. A month that the books never had is open.
/// </summary>
internal sealed class CostPlacement(RunStore runs)
{
    public async Task<IReadOnlyDictionary<PeriodCode, PeriodCode>> PlaceAsync(
        IEnumerable<PeriodCode> months,
        CancellationToken cancel
    )
    {
        var (placement, isOpen) = (new SortedDictionary<PeriodCode, PeriodCode>(), new Dictionary<PeriodCode, bool>());
        foreach (var month in months)
        {
            var period = month;
            while (!await IsOpenAsync(period, isOpen, cancel))
                period = period.Next;
            placement[month] = period;
        }

        return placement;
    }

    private async Task<bool> IsOpenAsync(
        PeriodCode period,
        Dictionary<PeriodCode, bool> known,
        CancellationToken cancel
    )
    {
        if (!known.TryGetValue(period, out var isOpen))
            known[period] = isOpen = (await runs.LoadAsync(period, cancel)).Run.PeriodStatus == PeriodStatus.Open;
        return isOpen;
    }
}

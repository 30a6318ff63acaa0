namespace Bookseal.Books.Banking;

/// <summary>What an account's transactions come to up to any day: many statements are still judged in one go.</summary>
internal sealed class RunningTotals
{
    private readonly DateOnly[] _dates;
    private readonly Int128[] _totals;
    private readonly IReadOnlyList<BankTransaction> _sorted;

    public RunningTotals(IEnumerable<BankTransaction> transactions)
    {
        _sorted = [.. transactions.OrderBy(transaction => transaction.Date)];
        _dates = [.. _sorted.Select(transaction => transaction.Date)];
        _totals = new Int128[_sorted.Count + 1];
        for (var i = 0; i < _sorted.Count; i++)
            _totals[i + 1] = _totals[i] + _sorted[i].AmountMinor;
    }

    /// <summary>Of the days from one to another, both included.</summary>
    public Int128 Between(DateOnly from, DateOnly to) => _totals[CountUpTo(to)] - _totals[CountBefore(from)];

    /// <summary>The first transaction of these days, if they have one.</summary>
    public BankTransaction? FirstBetween(DateOnly from, DateOnly to) =>
        CountBefore(from) is var place && place < _sorted.Count && _dates[place] <= to ? _sorted[place] : null;

    private int CountBefore(DateOnly day) => day == DateOnly.MinValue ? 0 : CountUpTo(day.AddDays(-1));

    /// <summary>How many of the sorted dates are not after the day.</summary>
    private int CountUpTo(DateOnly day)
    {
        var (low, high) = (0, _dates.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_dates[middle] <= day)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>What an import will post, by period. Of an entry it keeps two bytes: which month it goes to, or that it is there already. The entries are read again when they are posted.</summary>
internal sealed class ImportPlan(int maxBatchBytes)
{
    private const ushort Known = 0;
    private readonly List<ushort> _targets = [];
    private readonly List<PlannedMonth> _months = [];

    /// <summary>In order of their periods.</summary>
    public IEnumerable<PlannedMonth> Months => _months.OrderBy(month => month.Period);

    public bool IsEmpty => _months.Count == 0;

    /// <summary>Entries whose own period is closed.</summary>
    public int LateItems => _months.Sum(month => month.LateItems);

    /// <summary>Takes in the source's next entry.</summary>
    /// <param name="period">Where it goes; null if it is there already.</param>
    public Fault? Add(Entry entry, PeriodCode? period)
    {
        if (period is not { } target)
        {
            _targets.Add(Known);
            return null;
        }

        var month = _months.Find(planned => planned.Period == target);
        if (month is null)
            _months.Add(month = new(target, _months.Count + 1, maxBatchBytes));
        _targets.Add(month.Number);
        return month.Add(entry);
    }

    public void Complete()
    {
        foreach (var month in _months)
            month.Complete();
    }

    /// <summary>Where the source's n-th entry goes, from 0; null if nowhere.</summary>
    public PlannedMonth? TargetOf(int place) =>
        place < _targets.Count && _targets[place] is > Known and var number ? _months[number - 1] : null;
}

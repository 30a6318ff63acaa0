using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>
/// What an import will post, by period. Of an entry it keeps two bytes: which month it goes to, or that it is there
/// already. The entries are read again when they are posted; what was edited is kept.
/// </summary>
internal sealed class ImportPlan(int maxBatchBytes)
{
    private const ushort Known = 0;
    private readonly List<ushort> _targets = [];
    private readonly List<PlannedMonth> _months = [];
    private readonly Dictionary<int, PlannedEdit> _edits = [];
    private readonly List<PlannedEdit> _gone = [];

    /// <summary>In order of their periods.</summary>
    public IEnumerable<PlannedMonth> Months => _months.OrderBy(month => month.Period);

    public bool IsEmpty => _months.Count == 0 && !Moves.Any();

    public int LateItems => _months.Sum(month => month.LateItems);

    /// <summary>Entries that are taken back since they went from their source; they come first.</summary>
    public IReadOnlyList<PlannedEdit> Gone => _gone;

    /// <summary>In the order of the source.</summary>
    public IEnumerable<PlannedEdit> Edits => _edits.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    /// <summary>Those of the edits that move their entry to another month; they are posted apart.</summary>
    public IEnumerable<PlannedEdit> Moves => Edits.Where(edit => edit.From is not null);

    /// <summary>Takes in the source's next entry.</summary>
    /// <param name="period">Where it goes; null if it is there already.</param>
    public Fault? Add(ReadOnlyMemory<byte> line, PeriodCode? period)
    {
        if (period is not { } target)
        {
            _targets.Add(Known);
            return null;
        }

        var month = MonthOf(target);
        _targets.Add(month.Number);
        return month.Add(line);
    }

    /// <summary>Takes in the source's next entry, which stands there with other content.</summary>
    public Fault? Add(PlannedEdit edit)
    {
        _edits.Add(_targets.Count, edit);
        if (edit.From is not null)
        {
            _targets.Add(Known);
            return edit.Entries.Select(PlannedMonth.CheckSize).FirstOrDefault(fault => fault is not null);
        }

        var month = MonthOf(edit.Period);
        _targets.Add(month.Number);
        return month.Add(edit);
    }

    public Fault? AddGone(PlannedEdit gone)
    {
        _gone.Add(gone);
        return MonthOf(gone.Period).Add(gone);
    }

    public void Complete()
    {
        foreach (var month in _months)
            month.Complete();
    }

    /// <summary>Where the source's n-th entry goes, from 0; null if nowhere.</summary>
    public PlannedMonth? TargetOf(int place) =>
        place < _targets.Count && _targets[place] is > Known and var number ? _months[number - 1] : null;

    /// <summary>What is posted of the source's n-th entry.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> LinesOf(int place, ReadOnlyMemory<byte> line, PlannedMonth month)
    {
        if (_edits.TryGetValue(place, out var edit))
            return [.. edit.Entries.Select(entry => (ReadOnlyMemory<byte>)EntryCodec.Encode(entry))];
        return [month.Place(line)];
    }

    public PlannedMonth MonthOf(PeriodCode period)
    {
        var month = _months.Find(planned => planned.Period == period);
        if (month is null)
            _months.Add(month = new(period, _months.Count + 1, maxBatchBytes));
        return month;
    }
}

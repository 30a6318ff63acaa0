using Bookseal.Books.Checklists;

namespace Bookseal.Web.Pages.Charts;

/// <summary>
/// A checklist in layers: a task stands below everything that it waits for. Of its dependencies only those are drawn
/// that do not follow from others, and one that passes a layer has a place there, so that no line crosses a task.
/// </summary>
internal sealed class TaskLayers
{
    private const int Sweeps = 4;
    private readonly Dictionary<int, TaskDefinition> _tasks;

    /// <summary>How many tasks come one after the other behind it.</summary>
    private readonly Dictionary<int, int> _heights = [];

    private readonly List<List<LayerPlace>> _rows = [];

    public TaskLayers(IReadOnlyList<TaskDefinition> tasks)
    {
        _tasks = tasks.ToDictionary(task => task.Number);
        foreach (var task in tasks)
            AddHeightOf(task.Number);
        var top = _heights.Values.DefaultIfEmpty(-1).Max();
        for (var i = 0; i <= top; i++)
            _rows.Add([.. tasks.Where(task => LayerOf(task.Number) == i).Select(task => new LayerPlace(task, []))]);
        foreach (var place in _rows.SelectMany(row => row).ToList())
        foreach (var before in Direct(place.Task!))
            Connect(place, before);
        for (var i = 0; i < Sweeps; i++)
            Sweep(isDown: i % 2 == 0);
    }

    /// <summary>From the first to the last, each from left to right.</summary>
    public IReadOnlyList<IReadOnlyList<LayerPlace>> Rows => _rows;

    /// <summary>The dependencies that do not follow from the others.</summary>
    private IEnumerable<int> Direct(TaskDefinition task)
    {
        var known = task.DependsOn.Where(_tasks.ContainsKey).ToList();
        var implied = known.SelectMany(Before).ToHashSet();
        return known.Where(number => !implied.Contains(number));
    }

    /// <summary>All that a task waits for, however far back.</summary>
    private HashSet<int> Before(int number)
    {
        var (found, open) = (new HashSet<int>(), new Stack<int>([number]));
        while (open.TryPop(out var next))
            foreach (var before in _tasks[next].DependsOn)
                if (_tasks.ContainsKey(before) && found.Add(before))
                    open.Push(before);
        return found;
    }

    /// <summary>
    /// As late as it may be: just above what waits for it, where lines are short. A checklist has no circles: its file
    /// is refused where it has one.
    /// </summary>
    private int LayerOf(int number) => _heights.Values.Max() - _heights[number];

    private int AddHeightOf(int number)
    {
        if (_heights.TryGetValue(number, out var known))
            return known;
        var after = _tasks.Values.Where(task => task.DependsOn.Contains(number)).Select(task => task.Number);
        return _heights[number] = after.Select(AddHeightOf).DefaultIfEmpty(-1).Max() + 1;
    }

    private void Connect(LayerPlace place, int before)
    {
        var end = place;
        for (var layer = LayerOf(place.Task!.Number) - 1; layer > LayerOf(before); layer--)
        {
            var passing = new LayerPlace(null, []);
            _rows[layer].Add(passing);
            end.After.Add(passing);
            end = passing;
        }

        end.After.Add(_rows[LayerOf(before)].First(other => other.Task?.Number == before));
    }

    /// <summary>Each place goes to the middle of what it is connected with, which takes most crossings away.</summary>
    private void Sweep(bool isDown)
    {
        var order = isDown ? Enumerable.Range(0, _rows.Count) : Enumerable.Range(0, _rows.Count).Reverse();
        foreach (var i in order)
        {
            var middles = _rows[i].ToDictionary(place => place, place => MiddleOf(place, i, isDown));
            _rows[i] = [.. _rows[i].OrderBy(place => middles[place])];
        }
    }

    private double MiddleOf(LayerPlace place, int layer, bool isDown)
    {
        var own = ShareOf(_rows[layer], place);
        if (isDown)
            return place.After.Select(other => ShareOf(_rows[layer - 1], other)).DefaultIfEmpty(own).Average();
        if (layer == _rows.Count - 1)
            return own;
        var next = _rows[layer + 1];
        return next.Where(other => other.After.Contains(place))
            .Select(other => ShareOf(next, other))
            .DefaultIfEmpty(own)
            .Average();
    }

    private static double ShareOf(List<LayerPlace> row, LayerPlace place) => (row.IndexOf(place) + 0.5) / row.Count;
}

/// <param name="Task">Null where a line only passes.</param>
/// <param name="After">Places of the layer before.</param>
internal sealed record LayerPlace(TaskDefinition? Task, List<LayerPlace> After)
{
    public bool Equals(LayerPlace? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

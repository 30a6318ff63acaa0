using Bookseal.Books.Checklists;
using Bookseal.Closing.Views;

namespace Bookseal.Web.Pages.Charts;

/// <summary>A close's checklist as a drawing: each task with how it stands, and what comes after what.</summary>
public sealed class TaskGraph
{
    private const int Column = 92;

    /// <summary>What a line that passes takes.</summary>
    private const int Passage = 28;
    private const int Line = 84;
    private const int Margin = 8;

    internal const int NodeWidth = 76;
    internal const int NodeHeight = 46;

    private TaskGraph(TaskBoard board)
    {
        var rows = new TaskLayers(board.Run.Template.Tasks).Rows;
        (Width, Height) = (
            rows.Select(WidthOf).DefaultIfEmpty(0).Max() + 2 * Margin,
            rows.Count * Line - (Line - NodeHeight) + 2 * Margin
        );
        var places = new Dictionary<LayerPlace, (double X, double Y)>();
        for (var i = 0; i < rows.Count; i++)
        {
            var x = (Width - WidthOf(rows[i])) / 2.0;
            foreach (var place in rows[i])
            {
                places[place] = (x + WidthOf(place) / 2.0, Margin + NodeHeight / 2 + i * Line);
                x += WidthOf(place);
            }
        }

        Nodes =
        [
            .. places
                .Where(place => place.Key.Task is not null)
                .Select(place => new TaskNode(place.Key.Task!, place.Value.X, place.Value.Y, board)),
        ];
        Edges = [.. places.SelectMany(place => place.Key.After.Select(before => Curve(places[before], place)))];
    }

    public int Width { get; }

    public int Height { get; }

    internal IReadOnlyList<TaskNode> Nodes { get; }

    /// <summary>Paths, with whether they end at a task.</summary>
    internal IReadOnlyList<(string Path, bool IsArrow)> Edges { get; }

    /// <summary>Null for a checklist whose tasks do not wait for each other.</summary>
    public static TaskGraph? Of(TaskBoard board) =>
        board.Run.Template.Tasks.Any(task => task.DependsOn.Count > 0) ? new(board) : null;

    private static int WidthOf(IReadOnlyList<LayerPlace> row) => row.Sum(WidthOf);

    private static int WidthOf(LayerPlace place) => place.Task is null ? Passage : Column;

    private static (string, bool) Curve((double X, double Y) from, KeyValuePair<LayerPlace, (double X, double Y)> place)
    {
        var isArrow = place.Key.Task is not null;
        const double half = NodeHeight / 2.0;
        // A place that a line passes is a point in the height of a task, so that the line goes straight through it.
        var (start, end) = (from.Y + half, place.Value.Y - half);
        var middle = (start + end) / 2;
        var path =
            $"M{At(from.X, start)} C{At(from.X, middle)} {At(place.Value.X, middle)} {At(place.Value.X, end)}"
            + (isArrow ? "" : $" V{ChartScale.Text(end + NodeHeight)}");
        return (path, isArrow);
    }

    private static string At(double x, double y) => $"{ChartScale.Text(x)},{ChartScale.Text(y)}";
}

/// <summary>A task as it stands, by a shape and a word.</summary>
internal sealed record TaskNode(TaskDefinition Task, double X, double Y, TaskBoard Board)
{
    private const double Half = TaskGraph.NodeWidth / 2.0;
    private const double Rise = TaskGraph.NodeHeight / 2.0;
    private const double Cut = 12;

    /// <summary>Also the class that its drawing has.</summary>
    public TaskStanding Standing
    {
        get
        {
            if (Board.Run.IsDone(Task.Number))
                return Board.StatusOf(Task) == "skipped" ? TaskStanding.Skipped : TaskStanding.Done;
            if (Board.StatusOf(Task) == "blocked")
                return TaskStanding.Blocked;
            if (Board.IsLate(Task))
                return TaskStanding.Late;
            return Board.IsWaiting(Task) || Board.StatusOf(Task) == "in_progress"
                ? TaskStanding.Open
                : TaskStanding.Ahead;
        }
    }

    public string Word =>
        Standing switch
        {
            TaskStanding.Open => Board.Run.IsAwaitingApproval(Task.Number) ? "to approve" : "open",
            var other => $"{other}".ToLowerInvariant(),
        };

    public string Class => $"node {Standing}".ToLowerInvariant();

    /// <summary>What stands in the drawing first, so that who speaks to a browser finds it.</summary>
    public string Label
    {
        get
        {
            var after = Task.DependsOn.Count == 0 ? "" : $", after {string.Join(", ", Task.DependsOn)}";
            return $"{Task.Number} {Word}: {Task.Name}{after}";
        }
    }

    public string Shape =>
        Standing switch
        {
            // Corners cut: a stop sign. An arrow to the right: it goes on. A box: it is over.
            TaskStanding.Blocked or TaskStanding.Late => Points(
                (-Half + Cut, -Rise),
                (Half - Cut, -Rise),
                (Half, -Rise + Cut),
                (Half, Rise - Cut),
                (Half - Cut, Rise),
                (-Half + Cut, Rise),
                (-Half, Rise - Cut),
                (-Half, -Rise + Cut)
            ),
            TaskStanding.Open => Points(
                (-Half, -Rise),
                (Half - Cut, -Rise),
                (Half, 0),
                (Half - Cut, Rise),
                (-Half, Rise)
            ),
            _ => Points((-Half, -Rise), (Half, -Rise), (Half, Rise), (-Half, Rise)),
        };

    private string Points(params IEnumerable<(double X, double Y)> corners) =>
        string.Join(' ', corners.Select(corner => $"{ChartScale.Text(X + corner.X)},{ChartScale.Text(Y + corner.Y)}"));
}

internal enum TaskStanding
{
    /// <summary>Something before it is not done.</summary>
    Ahead,
    Open,
    Late,
    Blocked,
    Done,
    Skipped,
}

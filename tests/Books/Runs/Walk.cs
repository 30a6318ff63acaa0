using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Tests.Audit;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Runs;

/// <summary>A close that is driven by commands: decided and folded.</summary>
internal sealed class Walk
{
    private static readonly (string Stage, Func<RunCommand> Command)[] Happy =
    [
        ("started", () => Command.Start()),
        ("locked", Command.Lock),
        ("subledgers closed", Command.Subledgers),
        ("phase 1 passed", () => Command.Guards(1)),
        ("balanced", () => Command.Complete(2)),
        ("phase 2 passed", () => Command.Guards(2)),
        ("adjusted", () => Command.Complete(3)),
        ("phase 3 passed", () => Command.Guards(3)),
        ("fence announced", Command.Intend),
        ("fenced", Command.Fence),
        ("phase 5 passed", () => Command.Guards(5)),
        ("prepared", () => Command.Package()),
        ("certified", () => Command.Certify()),
        ("staged", () => Command.Stage()),
        ("signed", () => Command.Sign()),
        ("sealed", Command.Seal),
    ];

    private readonly List<(RunEvent Happened, string ActorKind, RunId Run, DateTimeOffset At)> _events = [];

    public CloseRun Run { get; private set; } = new(Some.Tenant, Some.January);

    public static IEnumerable<string> Stages => Happy.Select(step => step.Stage);

    public static RunCommand CommandTo(string stage) => Happy.First(step => step.Stage == stage).Command();

    /// <summary>A run at a stage; "none" is one that has not begun. A comma leads off the happy path.</summary>
    public static Walk To(string stage)
    {
        var walk = new Walk();
        var (main, side) = stage.Split(", ") is [var first, var second] ? (first, second) : (stage, "");
        if (main != "none")
            foreach (var (name, command) in Happy)
            {
                walk.Do(command());
                if (name == main)
                    break;
            }

        if (side == "blocked")
            walk.Do(Command.Guards(Planner.DueGuards(walk.Run)!.Value, pass: false));
        if (side is "cancelled" or "released")
            walk.Do(Command.Cancel());
        if (side == "released")
            walk.Do(Command.Released());
        return walk;
    }

    /// <summary>
    /// Decides, and on success folds what happens; a second passes with each command that has an effect.
    /// </summary>
    public Result<IReadOnlyList<RunEvent>> Try(RunCommand command)
    {
        var decided = Decider.Decide(Run, command);
        if (!decided.IsOk)
            return decided;
        var at = Some.Now.AddSeconds(_events.Count);
        foreach (var happened in decided.Value)
        {
            Run = Evolver.Evolve(Run, happened, at);
            _events.Add((happened, command.Actor.Kind, Run.Id, at));
        }

        return decided;
    }

    /// <summary>What happened, as an audit chain.</summary>
    /// <param name="before">What stands in the chain before the run.</param>
    public (AuditHead Head, IReadOnlyList<AuditEntry> Entries) Record(params IReadOnlyList<AuditDraft> before)
    {
        var (head, first) = AuditHead.Empty(Drafts.Log).Append(before, Some.Now);
        var entries = new List<AuditEntry>(first);
        foreach (var (happened, kind, run, at) in _events)
        {
            (head, var added) = head.Append([RunHistory.Draft(happened, kind, Run.Period, run)], at);
            entries.AddRange(added);
        }

        return (head, entries);
    }

    public IReadOnlyList<RunEvent> Do(RunCommand command) => Try(command).Value;
}

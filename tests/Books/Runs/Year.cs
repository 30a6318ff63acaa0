using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;

namespace Bookseal.Books.Tests.Runs;

/// <summary>The close of a period that ends a fiscal year, driven by commands to a stage.</summary>
internal static class Year
{
    private static readonly (string Stage, Func<RunCommand> Command)[] Happy =
    [
        ("locked", Command.Lock),
        ("subledgers closed", Command.Subledgers),
        ("phase 1 passed", () => Command.Guards(1)),
        ("balanced", () => Command.Complete(2)),
        ("phase 2 passed", () => Command.Guards(2)),
        ("adjusted", () => Command.Complete(3)),
        ("phase 3 passed", () => Command.Guards(3)),
        ("closing entries posted", () => Command.Complete(4)),
        ("fence announced", Command.Intend),
        ("fenced", Command.Fence),
        ("phase 5 passed", () => Command.Guards(5)),
        ("prepared", () => Command.Package()),
        ("certified", () => Command.Certify()),
        ("staged", () => Command.Stage()),
        ("signed", () => Command.Sign()),
        ("sealed", Command.Seal),
        ("final", () => Command.LockPeriod()),
    ];

    public static Walk To(string stage, Policy? policy = null)
    {
        var walk = new Walk();
        walk.Do(Command.Start(policy: policy) with { Template = EssentialTemplates.YearEnd });
        foreach (var (name, command) in Happy.TakeWhile(_ => stage != "started"))
        {
            walk.Do(command());
            if (name == stage)
                return walk;
        }

        return stage == "started" ? walk : throw new ArgumentOutOfRangeException(nameof(stage));
    }
}

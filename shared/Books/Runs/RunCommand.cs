using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>
/// Something that someone wants to happen to a run. Facts from outside the run (today's date, digests) come in the
/// command.
/// </summary>
public abstract record RunCommand(Actor Actor)
{
    /// <summary>
    /// The run that the command is meant for; null for whatever run there is. A driver that was overtaken by a
    /// cancellation must not write into the next run.
    /// </summary>
    public RunId? ExpectedRun { get; init; }

    /// <summary>
    /// The round of that run; null for whatever it is at. What was done before a certification was declined says
    /// nothing about the books after it.
    /// </summary>
    public int? ExpectedRound { get; init; }

    /// <summary>The command's name in refusals, e.g. <c>start_run</c>.</summary>
    public abstract string Name { get; }
}

public static class RunCommands
{
    /// <summary>The command, for the run as it was read and for no later run or round.</summary>
    public static T For<T>(this T command, CloseRun run)
        where T : RunCommand => command with { ExpectedRun = run.Id, ExpectedRound = run.Round };
}

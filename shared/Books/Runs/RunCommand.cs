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

    /// <summary>The command's name in refusals, e.g. <c>start_run</c>.</summary>
    public abstract string Name { get; }
}

namespace Bookseal.Books.Runs.Commands;

/// <summary>Something that someone wants to happen to a run. Facts from outside the run (today's date, digests) come in the command.</summary>
public abstract record RunCommand(Actor Actor)
{
    /// <summary>The command's name in refusals, e.g. <c>start_run</c>.</summary>
    public abstract string Name { get; }
}

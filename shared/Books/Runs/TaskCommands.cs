using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>A task is done: an agent's by its work, a person's by their word.</summary>
public sealed record CompleteTask(Actor Actor, int Task) : RunCommand(Actor)
{
    /// <inheritdoc cref="TaskCompleted.Evidence"/>
    public Digest? Evidence { get; init; }

    public string? Summary { get; init; }

    public BooksSeen? Seen { get; init; }

    public override string Name => "complete_task";
}

public sealed record StartTask(Actor Actor, int Task) : RunCommand(Actor)
{
    public override string Name => "start_task";
}

/// <summary>An agent has prepared a person's task.</summary>
public sealed record PrepareTask(Actor Actor, int Task, Digest Evidence, string Summary) : RunCommand(Actor)
{
    public override string Name => "prepare_task";
}

/// <summary>Another person approves what was done.</summary>
public sealed record ApproveTask(Actor Actor, int Task) : RunCommand(Actor)
{
    public override string Name => "approve_task";
}

public sealed record BlockTask(Actor Actor, int Task, string Reason) : RunCommand(Actor)
{
    public override string Name => "block_task";
}

public sealed record SkipTask(Actor Actor, int Task, string Reason) : RunCommand(Actor)
{
    public override string Name => "skip_task";
}

public sealed record AssignTask(Actor Actor, int Task, PersonId Assignee) : RunCommand(Actor)
{
    public override string Name => "assign_task";
}

/// <summary>An agent found it late by so many business days that it counts as blocked.</summary>
/// <param name="LateAfter"><inheritdoc cref="TaskFlagged" path="/param[@name='LateAfter']"/></param>
public sealed record FlagTask(Actor Actor, int Task, DateOnly LateAfter) : RunCommand(Actor)
{
    public override string Name => "flag_task";
}

/// <param name="On">A task, an account or an entry: <c>task 6</c>, <c>account 1200</c>, <c>entry JE-7</c>.</param>
public sealed record AddNote(Actor Actor, string On, string Text) : RunCommand(Actor)
{
    public override string Name => "add_note";
}

public sealed record ResolveNote(Actor Actor, int Note, string Text) : RunCommand(Actor)
{
    public override string Name => "resolve_note";
}

/// <summary>A file of a task stands in the store under its digest.</summary>
public sealed record AttachFile(Actor Actor, int Task, string File, Digest Sha256, long LengthBytes) : RunCommand(Actor)
{
    public override string Name => "attach_file";
}

/// <summary>What the tasks that are signed off vouch for, as the books stand now.</summary>
/// <param name="Found">By task; one that is not among them is not looked at.</param>
public sealed record CheckSignOffs(Actor Actor, IReadOnlyDictionary<int, SignOffFound> Found) : RunCommand(Actor)
{
    public override string Name => "check_signoffs";
}

/// <param name="Signed">The sign-off that was looked at.</param>
/// <param name="Evidence">What stands there now.</param>
/// <param name="Seen">Where what changed is measured: the books of now.</param>
public readonly record struct SignOffFound(Digest? Signed, Digest Evidence, BooksSeen? Seen);

using Bookseal.Books.Calendars;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Runs;

/// <summary>Begins the close of the period. Today is the company's date, in its time zone.</summary>
/// <param name="PeriodEnd">The period's last day.</param>
public sealed record StartRun(
    Actor Actor,
    CloseTemplate Template,
    string Rules,
    Policy Policy,
    MasterDigests Master,
    DateOnly PeriodEnd,
    DateOnly Today
) : RunCommand(Actor)
{
    /// <summary>
    /// The adjustment period whose entries this close takes into its openings; null for almost every close.
    /// </summary>
    public OpeningsRestated? Restatement { get; init; }

    /// <summary>The team and policy in force, which the run pins.</summary>
    public StandingTeam? Team { get; init; }

    /// <summary>Who wants it, by when and how urgently; null where nobody said.</summary>
    public CloseInitiation? Initiation { get; init; }

    /// <summary>Of a close with one call; null of any other.</summary>
    public DirectRequest? Direct { get; init; }

    public override string Name => "start_run";
}

/// <summary>Asks for the failed guards to be evaluated again.</summary>
public sealed record ResumeRun(Actor Actor) : RunCommand(Actor)
{
    public override string Name => "resume_run";
}

/// <summary>Gives the close up and the period back.</summary>
public sealed record CancelRun(Actor Actor, string Reason) : RunCommand(Actor)
{
    /// <summary>In force; its approvers may, as those may whom the run has pinned.</summary>
    public StandingTeam? Team { get; init; }

    public override string Name => "cancel_run";
}

/// <summary>Decertifies a period's close and gives the period back.</summary>
/// <param name="Policy">The company's policy as it is now: the one that the close pinned may be years old.</param>
/// <param name="Followers">The closes of the periods that open with this one's closing balances.</param>
/// <param name="Entries">Journal entries that the certificate counts.</param>
public sealed record ReopenPeriod(
    Actor Actor,
    string Reason,
    Policy Policy,
    IReadOnlyList<CloseRun> Followers,
    long Entries
) : RunCommand(Actor)
{
    /// <summary>In force; without it the pinned one decides who may.</summary>
    public StandingTeam? Team { get; init; }

    public override string Name => "reopen_period";
}

/// <summary>Makes the close of a fiscal year's last period final.</summary>
public sealed record LockPeriod(Actor Actor) : RunCommand(Actor)
{
    /// <inheritdoc cref="ReopenPeriod.Team"/>
    public StandingTeam? Team { get; init; }

    public override string Name => "lock_period";
}

public sealed record RecordLock(Actor Actor) : RunCommand(Actor)
{
    public override string Name => "record_lock";
}

public sealed record RecordLockReleased(Actor Actor) : RunCommand(Actor)
{
    public override string Name => "record_lock_released";
}

public sealed record RecordJournalSeal(Actor Actor) : RunCommand(Actor)
{
    public override string Name => "record_journal_seal";
}

/// <summary>
/// A posting was refused outside the decider, by the period's status or by the store's lease: for the chain to know.
/// </summary>
public sealed record RefusePosting(Actor Actor, string Code, string Reason) : RunCommand(Actor)
{
    public override string Name => "post";
}

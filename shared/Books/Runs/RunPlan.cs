using Bookseal.Books.Checklists;

namespace Bookseal.Books.Runs;

/// <summary>
/// What is due now, and which tasks wait for a person. Both empty: there is nothing more to do, the run is blocked, or
/// it awaits signatures.
/// </summary>
public sealed record RunPlan(IReadOnlyList<Work> Due, IReadOnlyList<TaskDefinition> Waiting)
{
    public static RunPlan Nothing { get; } = new([], []);
}

/// <summary>Something that the driver has to do now. A closed set: executors switch over it exhaustively.</summary>
public abstract record Work
{
    private Work() { }

    /// <summary>Take the journal's lease under the run's id.</summary>
    public sealed record AcquireLock : Work;

    /// <summary>Give the lease back after a cancellation or a reopening.</summary>
    public sealed record ReleaseLock : Work;

    public sealed record CloseSubledgers : Work;

    /// <summary>Do an agent's task that has no result of its own but its guard.</summary>
    public sealed record CompleteAgentTask(int Task) : Work;

    /// <summary>Have a task's agent do it, or prepare it for a person.</summary>
    public sealed record RunAgent(int Task) : Work;

    /// <summary>Zero what revenue and expense accounts still hold into retained earnings.</summary>
    public sealed record PostClosingEntries(int Task) : Work;

    public sealed record EvaluateGuards(int Phase) : Work;

    public sealed record AnnounceFence : Work;

    /// <summary>Change the lease to the second id and read the final lengths.</summary>
    public sealed record RaiseFence : Work;

    public sealed record PreparePackage : Work;

    /// <summary>Certificate, checkpoint, manifest, upload: everything that is signed.</summary>
    public sealed record StageProof : Work;

    /// <summary>Envelope, tag manifest, retention: everything after the last signature.</summary>
    public sealed record SealProof : Work;

    /// <summary>Make a year's last close final, as the policy says.</summary>
    public sealed record LockPeriod : Work;

    /// <summary>Have the store refuse every append to a locked period's journal, for good.</summary>
    public sealed record SealJournal : Work;
}

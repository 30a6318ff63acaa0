using Bookseal.Books.Certificates;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Runs;

/// <summary>
/// Which events a run's rules know. A run that an older release began goes on by the rules that it pinned: whoever
/// checks its proof by them finds nothing in it that they do not have.
/// </summary>
internal static class EventsOfRules
{
    public static bool Know(CloseRun run, RunEvent happened) =>
        (!IsOfChecklists(happened) || HasChecklist(run)) && (!IsOfCosts(happened) || HasCosts(run));

    /// <summary>Its checklist was pinned with it, and is more than a name.</summary>
    public static bool HasChecklist(CloseRun run) =>
        !RuleSet.Parse(run.Rules).TryGet(out var rules, out _) || rules >= RuleSet.V5;

    /// <summary>Its costs are sealed with its subledgers.</summary>
    public static bool HasCosts(CloseRun run) =>
        !RuleSet.Parse(run.Rules).TryGet(out var rules, out _) || rules >= RuleSet.V6;

    private static bool IsOfCosts(RunEvent happened) => happened is CostsClosed or CostsAccrued;

    private static bool IsOfChecklists(RunEvent happened) =>
        happened
            is TaskStarted
                or TaskPrepared
                or TaskApproved
                or TaskSkipped
                or TaskBlocked
                or TaskAssigned
                or TaskFlagged
                or SignOffsVoided
                or SubledgersSealed
                or NoteAdded
                or NoteResolved
                or FileAttached
                or VarianceWaived
                or WaiverResolved
                or TaskCompleted { Type: TaskCompleted.TypeNameWithEvidence };
}

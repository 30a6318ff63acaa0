using Bookseal.Books.Adjustments;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Company;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Posting;

/// <summary>
/// Posts an adjustment by its type: in an open month as an everyday batch, during its close under the run's lock and
/// the task that it belongs to.
/// </summary>
public sealed class AdjustmentService(RunStore runs, PostingService posting)
{
    /// <summary>The faults of <see cref="Adjustment.ToEntry"/> and of <see cref="PostingService"/>.</summary>
    public async Task<Result<PostedAdjustment>> PostAsync(
        PeriodCode period,
        Adjustment adjustment,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!adjustment.ToEntry(master.Chart, period, actor.Id).TryGet(out var made, out var fault))
            return fault;
        var run = (await runs.LoadAsync(period, cancel)).Run;
        var posted = run.IsActive
            ? await posting.AdjustAsync(
                period,
                made.Key,
                [made.Entry],
                actor,
                master,
                cancel,
                new PostCondition { Task = TaskOf(run, adjustment.Type) }
            )
            : await posting.PostAsync(period, made.Key, [made.Entry], actor, master, cancel);
        return posted.Map(outcome => new PostedAdjustment(made.Entry, outcome));
    }

    /// <summary>
    /// By what it is and never by how far the close is, so that the same is the same again: null is the final
    /// adjustments'.
    /// </summary>
    private static int? TaskOf(CloseRun run, AdjustmentType type) =>
        type != AdjustmentType.Reclass && run.Template.Find(StandardTasks.RecordAccruals) is { Phase: 3 } task
            ? task.Number
            : null;
}

public sealed record PostedAdjustment(Entry Entry, PostOutcome Outcome);

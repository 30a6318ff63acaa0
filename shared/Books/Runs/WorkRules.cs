using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs.Events;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>The work of a run, from the first subledger to the package that waits for its certification.</summary>
internal static class WorkRules
{
    public static Result<IReadOnlyList<RunEvent>> CloseSubledgers(CloseRun run, RecordSubledgers record)
    {
        if (run.HasClosedSubledgers)
            return Nothing();
        var task = run.Template.Find(TaskAction.CloseSubledgers);
        var isDue = task is null ? Planner.DueGuards(run) == 1 : Planner.IsReady(run, task);
        if (!isDue)
            return NotReady(task?.Number ?? 0);
        RunEvent[] bank = record.Bank is { } sealedBank && run.Bank != sealedBank ? [sealedBank] : [];
        RunEvent[] costs =
            record.Costs is { } sealedCosts && run.Costs != sealedCosts && EventsOfRules.HasCosts(run)
                ? [sealedCosts]
                : [];
        return Happens([
            .. record.Subledgers.Where(closed => run.Subledgers.GetValueOrDefault(closed.Subledger) != closed),
            .. bank,
            .. costs,
            task is null
                ? new SubledgersSealed(record.Actor.Id)
                : new TaskCompleted(record.Actor.Id, task.Number, record.Actor.Attestation),
        ]);
    }

    public static Result<IReadOnlyList<RunEvent>> Guards(CloseRun run, RecordGuards record)
    {
        if (run.PhasesPassed.Contains(record.Phase))
            return Nothing();
        if (run.FailedGuards?.Phase == record.Phase)
            return Nothing(); // someone has to mend the books and resume first
        if (Planner.DueGuards(run) != record.Phase || (record.Phase == 1 && !run.HasClosedSubledgers))
            return Refuse(Refusal.OutOfOrder, $"the guards of phase {record.Phase} are not due");
        var digest = CanonicalJson.DigestOf(new JsonArray(record.Outcomes.Select(outcome => outcome.ToJson())));
        var codes = record.Outcomes.ToLookup(outcome => outcome.Passed, outcome => outcome.Code);
        return Happens(new GuardsEvaluated(record.Actor.Id, record.Phase, [.. codes[true]], [.. codes[false]], digest));
    }

    /// <summary>
    /// Phases 1 to 3 accept adjusting, correcting and reversing entries of the run; phase 4, at a year's end, the
    /// closing entries that Bookseal makes; from the announcement of the fence on, none.
    /// </summary>
    public static Result<IReadOnlyList<RunEvent>> Adjust(CloseRun run, IntendAdjustment intend)
    {
        if (MissingRole(run, intend.Actor, Acts.Post.Role) is { } denied)
            return denied;
        if (run.IsDirect)
            return Refuse(
                Refusal.PeriodClosing,
                $"one call closes {run.Period}, and nothing is posted meanwhile; post it into a later period"
            );
        // Before the key: one that was announced lets no other kinds in.
        var takesClosingEntries =
            run.Template.Tasks.FirstOrDefault(task => task.Action == TaskAction.PostClosingEntries) is { } task
            && run.PhasesPassed.Contains(3)
            && !run.FenceIntended;
        var disallowed = intend
            .Kinds.Where(kind =>
                takesClosingEntries
                    ? kind != EntryKind.Closing
                    : kind is not (EntryKind.Adjusting or EntryKind.Correcting or EntryKind.Reversing)
            )
            .ToList();
        if (disallowed.Count > 0)
            return Refuse(
                Refusal.KindNotAllowed,
                takesClosingEntries
                    ? $"phase 4 takes only closing entries, not {disallowed[0].Text()}"
                    : "during a close only adjusting, correcting and reversing entries are posted, "
                        + $"not {disallowed[0].Text()}"
            );
        if (takesClosingEntries && !intend.Actor.IsAgent)
            return Refuse(
                Refusal.AuthorityDenied,
                "the closing entries of phase 4 follow from the books; nobody posts them by hand"
            );
        // Whether an announced batch may still land, the store's lease decides.
        if (run.Adjustments.TryGetValue(intend.Key, out var announced))
            return announced.Batch == intend.Batch
                ? Nothing()
                : Refuse(Refusal.BatchKeyReused, $"the key {intend.Key} was announced for another batch");
        if (run.FenceIntended)
            return Refuse(
                Refusal.PeriodClosing,
                $"the final reports of {run.Period} have begun; to adjust, send the close back ('bookseal decline') "
                    + "or cancel it"
            );
        return Happens(new AdjustmentIntended(intend.Actor.Id, intend.Key, intend.Entries, intend.Batch));
    }

    public static Result<IReadOnlyList<RunEvent>> RecordAdjustment(CloseRun run, RecordAdjustment record)
    {
        if (!run.Adjustments.TryGetValue(record.Key, out var announced))
            return Refuse(Refusal.OutOfOrder, $"adjustment {record.Key} was not announced");
        return announced.IsPosted
            ? Nothing()
            : Happens(new AdjustmentPosted(record.Actor.Id, record.Key, record.Entries));
    }

    public static Result<IReadOnlyList<RunEvent>> AnnounceFence(CloseRun run, IntendFence intend)
    {
        if (!Planner.IsReadyForFence(run))
            return Refuse(Refusal.OutOfOrder, "tasks or guards before phase 5 are open");
        return run.FenceIntended ? Nothing() : Happens(new FenceIntended(intend.Actor.Id));
    }

    public static Result<IReadOnlyList<RunEvent>> Fence(CloseRun run, RecordFence record)
    {
        if (run.Fence is not null)
            return Nothing();
        return run.FenceIntended
            ? Happens(new Fenced(record.Actor.Id, record.SegmentLengths))
            : Refuse(Refusal.OutOfOrder, "the fence was not announced");
    }

    public static Result<IReadOnlyList<RunEvent>> Package(CloseRun run, RecordPackage record)
    {
        var task = run.Template.Tasks.First(item => item.Action == TaskAction.PrepareReports);
        if (record.Answers != run.Answers)
            return Refuse(Refusal.RunChanged, "warnings were answered since; the package is made again");
        if (run.Package is not null)
            return run.Package.Payload == record.Payload
                ? Nothing()
                : Refuse(Refusal.PayloadChanged, "a different package was prepared before");
        if (!run.PhasesPassed.Contains(5) || !Planner.IsReady(run, task))
            return NotReady(task.Number);
        return Happens(
            new PackagePrepared(record.Actor.Id, record.Payload, record.CloseHash, record.LedgerHash),
            new TaskCompleted(record.Actor.Id, task.Number, record.Actor.Attestation)
        );
    }
}

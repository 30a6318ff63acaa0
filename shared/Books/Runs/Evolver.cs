using Bookseal.Books.Certificates;
using Bookseal.Books.Checklists;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Runs;

/// <summary>The only way that a run's state changes: one event at a time, in the order of the chain.</summary>
public static class Evolver
{
    /// <summary>
    /// Raised when the same events come to another row, or to other states in an index of the chain. Version 2 says of
    /// a closed period when, by whom and with which hash; rows without the member are of the first.
    /// </summary>
    public const int Version = 2;

    public static CloseRun Evolve(CloseRun run, RunEvent happened, DateTimeOffset at) =>
        happened switch
        {
            RunStarted started => Start(run, started, at),
            LockAcquired => run with { HoldsLock = true },
            LockReleased => run with { HoldsLock = false, PeriodStatus = PeriodStatus.Open },
            RunResumed => run with { Status = RunStatus.InProgress, FailedGuards = null },
            TeamPinned pinned => run with { Team = pinned.Team },
            OpeningsRestated restated => run with { Restatement = restated },
            BankClosed bank => run with { Bank = bank },
            CostsClosed costs => run with { Costs = costs },
            CostsAccrued accrued => run with
            {
                Accruals = run.Accruals.SetItem(accrued.Provider, accrued.Entry),
                Answers = run.Answers + 1,
            },
            PeriodLocked => run with { PeriodStatus = PeriodStatus.Locked },
            JournalSealed => run with { IsJournalSealed = true },
            Decertified decertified => Decertify(run, decertified),
            RunCancelled => run with { Status = RunStatus.Cancelled },
            SubledgerClosed closed => run with { Subledgers = run.Subledgers.SetItem(closed.Subledger, closed) },
            GuardsEvaluated { Failed.Count: 0 } passed => run with
            {
                PhasesPassed = run.PhasesPassed.Add(passed.Phase),
            },
            GuardsEvaluated failed => run with { Status = RunStatus.Blocked, FailedGuards = failed },
            SubledgersSealed => run with { AreSubledgersSealed = true },
            TaskStarted started => TaskEvolver.Start(run, started, at),
            TaskPrepared prepared => TaskEvolver.Touch(run, prepared.Task, open => open with { Prepared = prepared }),
            TaskCompleted completed => TaskEvolver.Complete(run, completed, at),
            TaskApproved approved => TaskEvolver.Approve(run, approved),
            TaskSkipped skipped => TaskEvolver.Skip(run, skipped, at),
            TaskBlocked blocked => TaskEvolver.Touch(
                run,
                blocked.Task,
                open => open with { BlockedReason = blocked.Reason }
            ),
            TaskAssigned assigned => TaskEvolver.Touch(
                run,
                assigned.Task,
                open => open with { Assignee = assigned.Assignee }
            ),
            TaskFlagged flagged => TaskEvolver.Touch(
                run,
                flagged.Task,
                open => open with { LateAfter = flagged.LateAfter }
            ),
            SignOffsVoided voided => TaskEvolver.Void(run, voided),
            NoteAdded note => run with
            {
                Notes = run.Notes.SetItem(note.Note, new(note.Note, note.By, at, note.On, note.Text, null)),
            },
            NoteResolved note => Resolve(run, note),
            FileAttached file => run with { Attachments = run.Attachments.Add(file) },
            VarianceWaived waived => run with
            {
                Waivers =
                [
                    .. run.Waivers.Where(known => !known.IsOf(waived.Subledger, waived.Currency)),
                    new(waived.Subledger, waived.Currency, waived.AmountMinor, waived.By, at, waived.Reason),
                ],
                Answers = run.Answers + 1,
            },
            WaiverResolved resolved => run with
            {
                ResolvedWaivers = run.ResolvedWaivers.Add(
                    new(resolved.Subledger, resolved.Currency, resolved.By, at, resolved.Words)
                ),
                Answers = run.Answers + 1,
            },
            FenceIntended => run with { FenceIntended = true },
            Fenced fenced => run with { Fence = fenced },
            PackagePrepared prepared => run with { Package = prepared, Status = RunStatus.Completed },
            Certified certified => Certify(run with { Certification = certified, CertifiedAt = at }),
            CertificationWithdrawn => run with
            {
                Certification = null,
                CertifiedAt = null,
                Staged = null,
                Signatures = [],
            },
            WarningsAccepted answer => Answer(run, answer, at),
            WarningsKept kept => run with { Acceptances = run.Acceptances.SetItem(kept.Answer.Code, kept.Answer) },
            CertificationDeclined declined => SendBack(run, declined),
            SignatureAdded signature => run with { Signatures = run.Signatures.Add(signature) },
            ProofStaged staged => run with { Staged = staged },
            ProofSealed sealedProof => run with
            {
                Proof = sealedProof,
                Status = RunStatus.Certified,
                PeriodStatus = PeriodStatus.Closed,
                ClosedAt = run.ClosedAt ?? at,
            },
            AdjustmentIntended intended => run with
            {
                Adjustments = run.Adjustments.SetItem(intended.Key, new(intended.Batch, false)),
            },
            AdjustmentPosted posted => run with
            {
                Adjustments = run.Adjustments.SetItem(
                    posted.Key,
                    new(run.Adjustments.GetValueOrDefault(posted.Key)?.Batch ?? default, true)
                ),
            },
            CommandRefused => run,
            _ => throw new ArgumentOutOfRangeException(nameof(happened)),
        };

    private static CloseRun Start(CloseRun run, RunStarted started, DateTimeOffset at) =>
        TaskEvolver.SkipWhatDoesNotApply(Begin(run, started, at), at);

    private static CloseRun Begin(CloseRun run, RunStarted started, DateTimeOffset at) =>
        new(run.Tenant, run.Period)
        {
            PeriodStatus = PeriodStatus.Closing,
            Status = RunStatus.InProgress,
            Attempt = started.Attempt,
            Template = started.FindChecklist().Value,
            Rules = started.Rules,
            Policy = started.Policy,
            Master = started.Master,
            Decertified = started.Decertified,
            Initiation = started.Initiation,
            Direct = started.Direct,
            StartedBy = started.By,
            StartedAt = at,
            Preparers = StarterPrepares(started) ? [.. started.PreparedBy, started.By] : [.. started.PreparedBy],
        };

    /// <summary>Up to rules 3, to start a run was to prepare: what was certified by that judgement stays.</summary>
    private static bool StarterPrepares(RunStarted started) =>
        RuleSet.Parse(started.Rules).TryGet(out var rules, out _) && rules < RuleSet.V4;

    /// <summary>What persons sign is closed once it is sealed: until then it can be cancelled.</summary>
    private static CloseRun Certify(CloseRun run) =>
        run.IsSignedByPersons
            ? run with
            {
                Status = RunStatus.AwaitingSignature,
            }
            : run with
            {
                Status = RunStatus.Certified,
                PeriodStatus = PeriodStatus.Closed,
                ClosedAt = run.CertifiedAt,
            };

    /// <summary>
    /// The certification is gone; who prepared, and what was decertified, stays. The rest of the old run stands until
    /// the next one starts. The period is closing until the lease is released.
    /// </summary>
    private static CloseRun Decertify(CloseRun run, Decertified decertified) =>
        run with
        {
            Status = RunStatus.Decertified,
            PeriodStatus = PeriodStatus.Closing,
            Certification = null,
            CertifiedAt = null,
            ClosedAt = null,
            Staged = null,
            Signatures = [],
            Proof = null,
            Decertified = decertified.Close,
        };

    /// <summary>A package that was made without this answer is made again.</summary>
    private static CloseRun Answer(CloseRun run, WarningsAccepted answer, DateTimeOffset at)
    {
        var answered = run with
        {
            Acceptances = run.Acceptances.SetItem(
                answer.Code,
                new(answer.Code, answer.Group, answer.By, at, answer.Words)
            ),
            Answers = run.Answers + 1,
        };
        return run.Status == RunStatus.Completed
            ? answered with
            {
                Status = RunStatus.InProgress,
                Package = null,
                Tasks = run.Tasks.RemoveRange(
                    run.Template.Tasks.Where(task => task.Action == TaskAction.PrepareReports)
                        .Select(task => task.Number)
                ),
            }
            : answered;
    }

    /// <summary>Whoever certifies sends back to phase 3 at least.</summary>
    private static CloseRun SendBack(CloseRun run, CertificationDeclined declined) =>
        TaskEvolver.SendBack(run, [.. run.Template.Tasks.Where(task => declined.Tasks.Contains(task.Number))]);

    private static CloseRun Resolve(CloseRun run, NoteResolved resolved) =>
        run.Notes.TryGetValue(resolved.Note, out var note)
            ? run with
            {
                Notes = run.Notes.SetItem(note.Number, note with { Answer = resolved.Text, ResolvedBy = resolved.By }),
            }
            : run;
}

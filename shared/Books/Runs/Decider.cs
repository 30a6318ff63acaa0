using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>
/// Every rule on who may do what when. Pure: a run and a command give events, or a refusal with a code. What a driver
/// records again after a crash gives no events where it already stands; a refusal because the run has moved on is the
/// driver's sign to plan anew.
/// </summary>
public static class Decider
{
    public static Result<IReadOnlyList<RunEvent>> Decide(CloseRun run, RunCommand command)
    {
        if (command.ExpectedRun is { } expected && expected != run.Id)
            return Refuse(Refusal.RunChanged, $"run {expected} is over; {run.Period} is at run {run.Id}");
        return command.ExpectedRound is { } round && round != run.Round
            ? Refuse(Refusal.RunChanged, $"run {run.Id} was sent back since: it is at round {run.Round}, not {round}")
            : DecideOn(run, command).Then(events => ByItsRules(run, events));
    }

    private static Result<IReadOnlyList<RunEvent>> ByItsRules(CloseRun run, IReadOnlyList<RunEvent> events) =>
        events.All(happened => EventsOfRules.Know(run, happened))
            ? Happens([.. events])
            : Refuse(
                Refusal.NotOfItsRules,
                $"the close of {run.Period} was begun under {run.Rules}, which has none of this; finish it, or cancel "
                    + "it and close again"
            );

    private static Result<IReadOnlyList<RunEvent>> DecideOn(CloseRun run, RunCommand command) =>
        command switch
        {
            StartRun start => LifecycleRules.Start(run, start),
            ResumeRun resume => LifecycleRules.Resume(run, resume),
            CancelRun cancel => LifecycleRules.Cancel(run, cancel),
            ReopenPeriod reopen => LifecycleRules.Reopen(run, reopen),
            LockPeriod locks => LifecycleRules.Lock(run, locks),
            RecordJournalSeal record => LifecycleRules.SealJournal(run, record),
            RecordLock record => Active(run) ?? LifecycleRules.AcquireLock(run, record),
            RecordLockReleased record => LifecycleRules.ReleaseLock(run, record),
            RecordSubledgers record => Locked(run) ?? WorkRules.CloseSubledgers(run, record),
            RecordGuards record => Locked(run) ?? WorkRules.Guards(run, record),
            IntendAdjustment intend => Locked(run) ?? WorkRules.Adjust(run, intend),
            RecordAdjustment record => WorkRules.RecordAdjustment(run, record),
            RefusePosting refused => Happens(
                new CommandRefused(refused.Actor.Id, refused.Name, refused.Code, refused.Reason)
            ),
            StartTask start => Locked(run) ?? TaskRules.Start(run, start),
            PrepareTask prepare => Locked(run) ?? TaskRules.Prepare(run, prepare),
            CompleteTask complete => Locked(run) ?? TaskRules.Complete(run, complete),
            ApproveTask approve => Locked(run) ?? TaskRules.Approve(run, approve),
            BlockTask block => Locked(run) ?? TaskRules.Block(run, block),
            SkipTask skip => Locked(run) ?? TaskRules.Skip(run, skip),
            AssignTask assign => Active(run) ?? TaskRules.Assign(run, assign),
            FlagTask flag => Locked(run) ?? FlagRules.Flag(run, flag),
            CheckSignOffs check => Locked(run) ?? TaskRules.CheckSignOffs(run, check),
            AddNote add => Active(run) ?? NoteRules.Add(run, add),
            ResolveNote resolve => Active(run) ?? NoteRules.Resolve(run, resolve),
            AttachFile attach => Active(run) ?? NoteRules.Attach(run, attach),
            WaiveVariance waive => Locked(run) ?? WaiverRules.Waive(run, waive),
            NameAccrual name => Locked(run) ?? CostRules.Name(run, name),
            ResolveWaiver resolve => Locked(run) ?? WaiverRules.Resolve(run, resolve),
            IntendFence intend => Locked(run) ?? WorkRules.AnnounceFence(run, intend),
            RecordFence record => Locked(run) ?? WorkRules.Fence(run, record),
            RecordPackage record => Locked(run) ?? WorkRules.Package(run, record),
            AcceptWarnings accept => ReviewRules.Accept(run, accept),
            DeclineCertification decline => Locked(run) ?? ReviewRules.Decline(run, decline),
            CertifyRun certify => ProofRules.Certify(run, certify),
            RecordStaging record => SealRules.Stage(run, record),
            SignProof sign => SealRules.Sign(run, sign),
            SignAsService sign => SealRules.SignAsService(run, sign),
            RecordSignature record => SealRules.Signature(run, record),
            RecordSeal record => SealRules.Seal(run, record),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
}

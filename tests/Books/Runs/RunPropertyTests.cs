using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Runs;

public sealed class RunPropertyTests
{
    private const int Sequences = 3000;

    [Fact]
    public void AnyCommands_InAnyOrder_KeepTheRulesOfACertification()
    {
        var (certified, decertified, withdrawn) = (0, 0, 0);
        Property.Holds(
            RandomCommands.Steps,
            steps =>
            {
                var walk = new Walk();
                foreach (var (choice, detail) in steps)
                {
                    var before = walk.Run;
                    var command = RandomCommands.Choose(before, choice, detail);
                    walk.Try(command); // throws when the decider does, which fails the property
                    if (
                        before.Certification is not null
                        && !StaysCertified(before, walk.Run)
                        && !IsDecertified(before, walk.Run, command)
                        && !IsWithdrawn(before, walk.Run, command)
                    )
                        return false;
                    if (before.Proof is null && walk.Run.Proof is not null && !IsSignedByEnough(walk.Run))
                        return false;
                    if (before.Certification is not null && walk.Run.Certification is null)
                        (decertified, withdrawn) = before.Proof is null
                            ? (decertified, withdrawn + 1)
                            : (decertified + 1, withdrawn);
                    if (before.Certification is null && walk.Run.Certification is not null)
                    {
                        certified++;
                        if (!MayBeCertified(before, walk.Run, command))
                            return false;
                    }
                }

                return true;
            },
            Sequences
        );
        Assert.True(
            certified > Sequences / 20,
            $"only {certified} of {Sequences} sequences certified: the property says little"
        );
        Assert.True(
            decertified > Sequences / 100,
            $"only {decertified} of {Sequences} sequences decertified a close: the property says little"
        );
        Assert.True(
            withdrawn > Sequences / 100,
            $"only {withdrawn} of {Sequences} sequences withdrew a certification: the property says little"
        );
    }

    [Fact]
    public void AnyCommands_ReplayedFromTheChainsBytes_GiveTheSameState() =>
        Property.Holds(
            RandomCommands.Steps,
            steps =>
            {
                var walk = new Walk();
                foreach (var (choice, detail) in steps)
                    walk.Try(RandomCommands.Choose(walk.Run, choice, detail));
                var entries = walk.Record().Entries.Select(entry => AuditEntry.Decode(entry.Encode()).Value);
                return RunText.Of(RunHistory.Replay(new CloseRun(Some.Tenant, Some.January), entries).Value)
                    == RunText.Of(walk.Run);
            },
            Sequences / 2
        );

    [Fact]
    public void AnyEvents_ThroughTheCodec_AreTheSameEvents()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Property.Holds(
            RandomCommands.Steps,
            steps =>
            {
                var walk = new Walk();
                foreach (var (choice, detail) in steps)
                {
                    if (!walk.Try(RandomCommands.Choose(walk.Run, choice, detail)).TryGet(out var events, out _))
                        continue;
                    foreach (var happened in events)
                    {
                        seen.Add(happened.Type);
                        var data = JsonText.ParseObject(CanonicalJson.ToBytes(happened.ToData())).Value;
                        var read = RunEventCodec.Read(happened.Type, happened.By, data).Value!;
                        if (
                            read.GetType() != happened.GetType()
                            || read.By != happened.By
                            || read.ToData().ToString() != happened.ToData().ToString()
                        )
                            return false;
                    }
                }

                return true;
            },
            Sequences / 2
        );
        string[] ofTasks =
        [
            TaskStarted.TypeName,
            TaskPrepared.TypeName,
            TaskApproved.TypeName,
            TaskBlocked.TypeName,
            TaskSkipped.TypeName,
            TaskAssigned.TypeName,
            TaskFlagged.TypeName,
            SignOffsVoided.TypeName,
            NoteAdded.TypeName,
            NoteResolved.TypeName,
            FileAttached.TypeName,
            VarianceWaived.TypeName,
            WaiverResolved.TypeName,
        ];
        Assert.Empty(ofTasks.Except(seen)); // otherwise the properties say little of tasks
    }

    /// <summary>What is never tried is in no property.</summary>
    [Fact]
    public void Commands_ThatAreTried_AreAllThereAre()
    {
        var tried = new HashSet<Type>();
        List<CloseRun> runs = [Walk.To("none").Run, .. Walk.Stages.Select(stage => Walk.To(stage).Run)];
        foreach (var run in runs)
        foreach (
            var (choice, detail) in Enumerable.Range(0, 100).SelectMany(a => Enumerable.Range(0, 30), (a, b) => (a, b))
        )
            tried.Add(RandomCommands.Choose(run, choice, detail).GetType());
        var all = typeof(RunCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RunCommand)));
        Assert.Empty(all.Where(type => !type.IsAbstract).Except(tried).Select(type => type.Name));
    }

    [Fact]
    public void AnyCommand_RepeatedByADriver_ChangesNothing() =>
        Property.Holds(
            RandomCommands.Steps,
            steps =>
            {
                var walk = new Walk();
                foreach (var (choice, detail) in steps)
                {
                    var command = RandomCommands.Choose(walk.Run, choice, detail).For(walk.Run);
                    if (walk.Try(command).IsOk && IsDrivers(command) && !ChangesNothing(walk.Run, command))
                        return false;
                }

                return true;
            },
            Sequences / 4
        );

    private static bool IsDrivers(RunCommand command) =>
        command
            is not StartRun
                and not CancelRun
                and not ResumeRun
                and not ReopenPeriod
                and not DeclineCertification
                and not AddNote
                and not RefusePosting;

    /// <summary>Nothing happens, or the driver is told to plan anew: what it did has sent the run back.</summary>
    private static bool ChangesNothing(CloseRun run, RunCommand again)
    {
        var decided = Decider.Decide(run, again);
        return decided.IsOk ? decided.Value.Count == 0 : decided.Fault.Code == Refusal.RunChanged;
    }

    private static bool StaysCertified(CloseRun before, CloseRun after) =>
        after.Certification == before.Certification
        && after.CertifiedAt == before.CertifiedAt
        && after.Status == (after.Proof is null ? RunStatus.AwaitingSignature : RunStatus.Certified)
        && before.Signatures.SequenceEqual(after.Signatures.Take(before.Signatures.Length))
        && (
            after.PeriodStatus == before.PeriodStatus
            || (before.PeriodStatus, before.Proof, after.PeriodStatus)
                == (PeriodStatus.Closing, null, after.Proof is null ? PeriodStatus.Closing : PeriodStatus.Closed)
            || (before.PeriodStatus, after.PeriodStatus, after.Template.IsYearEnd)
                == (PeriodStatus.Closed, PeriodStatus.Locked, true)
        )
        && after.Attempt == before.Attempt
        && after.Package == before.Package
        && after.Fence == before.Fence
        && after.HoldsLock;

    /// <summary>
    /// Only an approver's word undoes a certification, only of a sealed close that nothing stands on, and the run never
    /// forgets what was decertified.
    /// </summary>
    private static bool IsDecertified(CloseRun before, CloseRun after, RunCommand command) =>
        command is ReopenPeriod { Actor: { IsAgent: false, Role: Role.Approver } } reopen
        && before is { Proof: not null, PeriodStatus: PeriodStatus.Closed }
        && reopen.Followers.All(follower => follower.PeriodStatus == PeriodStatus.Open)
        && after.Status == RunStatus.Decertified
        && after.PeriodStatus == PeriodStatus.Closing
        && after.Decertified is { } named
        && named.ProofId == before.Proof.ProofId
        && named.Version == before.Version
        && after.Preparers == before.Preparers;

    /// <summary>Before the last signature an approver may cancel; nothing that was signed is left then.</summary>
    private static bool IsWithdrawn(CloseRun before, CloseRun after, RunCommand command) =>
        command is CancelRun { Actor.Role: Role.Approver }
        && before is { Status: RunStatus.AwaitingSignature, IsFullySigned: false }
        && after is { Status: RunStatus.Cancelled, PeriodStatus: PeriodStatus.Closing, Staged: null, Signatures: [] };

    /// <summary>As many persons as the policy says, each with a key, the certifier among them.</summary>
    private static bool IsSignedByEnough(CloseRun run) =>
        run.Signatures.Select(signature => signature.By).Distinct().Count() >= run.Policy.Signatures
        && run.Signatures.Select(signature => signature.KeyId).Distinct().Count() == run.Signatures.Length
        && run.Signatures.Any(signature => signature.By == run.Certification!.By)
        && run.Signatures.All(signature =>
            signature.Statement == run.Staged!.Statement
            && signature.Signed is { Role: Role.Approver }
            && !(run.Policy.EnforceSegregation && run.Preparers.Contains(signature.By))
        );

    private static bool MayBeCertified(CloseRun before, CloseRun after, RunCommand command) =>
        command is CertifyRun certify
        && certify.Actor is { IsAgent: false, Role: Role.Approver }
        && before.Fence is not null
        && before.HoldsLock
        && before.PhasesPassed.SetEquals([1, 2, 3, 5])
        && before.Package?.Payload == certify.Payload
        && after.Certification
            == new Certified(certify.Actor.Id, certify.Payload, certify.KeyId, certify.Actor.Attestation)
        && after.Template.Tasks.All(task => after.IsDone(task.Number))
        && after.FailedGuards is null
        && (
            !before.Policy.EnforceSegregation
            || !(before.Preparers.Contains(certify.Actor.Id) || certify.Preparers.Contains(certify.Actor.Id))
        );
}

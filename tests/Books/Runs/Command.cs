using Bookseal.Books.Certificates;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Tests.Runs;

/// <summary>The commands of a close of January 2026 that goes well, each by who usually gives it.</summary>
internal static class Command
{
    public static Digest Payload { get; } = Some.Digest("payload");

    public static MasterDigests Master { get; } =
        new(Some.Digest("profile"), Some.Digest("accounts"), Some.Digest("openings"));

    public static Guid ProofId { get; } = Guid.Parse("9f0c8f0e-31c2-8a3e-9d0b-0d4f1c9a0001");

    public static StartRun Start(Actor? actor = null, Policy? policy = null, DateOnly? today = null) =>
        new(
            actor ?? Team.Preparer,
            EssentialTemplates.Month,
            RuleSet.Current.ToString(),
            policy ?? Policy.Default,
            Master,
            Some.January.LastDay,
            today ?? Some.January.Next.FirstDay
        );

    public static RecordLock Lock() => new(Actor.Agent);

    public static RecordSubledgers Subledgers() =>
        new(
            Actor.Agent,
            [
                new SubledgerClosed(Actor.Agent.Id, Some.Subledger("AR"), 120, Some.Digest("AR"), 3),
                new SubledgerClosed(Actor.Agent.Id, Some.Subledger("AP"), 0, Some.Digest(""), 0),
            ]
        );

    public static RecordGuards Guards(int phase, bool pass = true) =>
        new(
            Actor.Agent,
            phase,
            [
                new("FIRST_GUARD", []),
                new("SECOND_GUARD", pass ? [new("warning", "only a warning", false)] : [new("fault", "a fault", true)]),
            ]
        );

    public static CompleteTask Complete(int task, Actor? actor = null) =>
        new(actor ?? (task == 3 ? Team.Preparer : Actor.Agent), task);

    public static IntendFence Intend() => new(Actor.Agent);

    public static RecordFence Fence() => new(Actor.Agent, [4096, 77]);

    public static RecordPackage Package(string payload = "payload") =>
        new(Actor.Agent, Some.Digest(payload), Some.Digest("close"), Some.Digest("ledger"));

    /// <summary>Made with all that the run has been told so far.</summary>
    public static RecordPackage PackageOf(CloseRun run) => Package() with { Answers = run.Answers };

    public static CertifyRun Certify(Actor? actor = null, string payload = "payload", params string[] posters) =>
        new(actor ?? Team.Approver, Some.Digest(payload), "key-1", [.. posters.Select(Some.Person)]);

    public static AcceptWarnings Accept(Actor? actor = null, string code = "billed_twice", string group = "group") =>
        new(actor ?? Team.Reviewer, code, Some.Digest(group), "they deliver twice");

    public static DeclineCertification Decline(Actor? actor = null, params int[] tasks) =>
        new(actor ?? Team.Approver, Payload, tasks.Length == 0 ? [3] : tasks, "the accrual for power is missing");

    public static RecordStaging Stage(string statement = "statement") =>
        new(
            Actor.Agent,
            new(
                Actor.Agent.Id,
                ProofId,
                Some.Digest("manifest"),
                Some.Digest("certificate"),
                Some.Digest(statement),
                42
            )
        );

    public static SignProof Sign(
        Actor? actor = null,
        string key = "key-1",
        string statement = "statement",
        params string[] preparers
    ) =>
        new(
            actor ?? Team.Approver,
            key,
            KeyStore.EncryptedFile,
            Some.Digest(statement),
            "c2lnbmVk",
            [.. preparers.Select(Some.Person)]
        );

    /// <summary>As releases did that knew rules up to 3.</summary>
    public static RecordSignature SignOfRules3(string key = "key-1") =>
        new(Actor.Agent, key, "personal", Some.Digest("statement"));

    public static RecordSeal Seal() =>
        new(Actor.Agent, ProofId, Some.Digest("manifest"), Some.Digest("certificate"), 42);

    public static CancelRun Cancel(Actor? actor = null) => new(actor ?? Team.Approver, "changed our mind");

    public static ResumeRun Resume(Actor? actor = null) => new(actor ?? Team.Preparer);

    public static RecordLockReleased Released() => new(Actor.Agent);

    public static ReopenPeriod Reopen(Actor? actor = null, params IReadOnlyList<CloseRun> followers) =>
        new(actor ?? Team.Approver, "an invoice was missing", Policy.Default with { AllowReopen = true }, followers, 7);

    public static LockPeriod LockPeriod(Actor? actor = null) => new(actor ?? Team.Approver);

    public static RecordJournalSeal SealJournal() => new(Actor.Agent);

    public static IntendAdjustment Adjust(Actor actor, params EntryKind[] kinds) =>
        new(actor, "key", 1, Some.Digest("batch"), kinds);
}

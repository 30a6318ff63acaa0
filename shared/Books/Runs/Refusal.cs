using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

public static class Refusal
{
    public const string AuthorityDenied = "CLOSE_AUTHORITY_DENIED";
    public const string PersonUnknown = "PERSON_UNKNOWN";

    /// <summary>More than one person could have done it, and nobody said who did.</summary>
    public const string PersonNeeded = "PERSON_NEEDED";

    /// <summary>It cannot be undone, and nobody has confirmed it.</summary>
    public const string ConfirmationNeeded = "CONFIRMATION_NEEDED";
    public const string PeriodNotEnded = "PERIOD_NOT_ENDED";
    public const string PeriodClosed = "PERIOD_ALREADY_CLOSED";
    public const string PeriodLocked = "PERIOD_LOCKED";
    public const string ReopenNotAllowed = "REOPEN_NOT_ALLOWED";
    public const string LockNotAllowed = "LOCK_NOT_ALLOWED";
    public const string InProgress = "CLOSE_ALREADY_IN_PROGRESS";

    /// <summary>A close with one call finds a run of another kind at work.</summary>
    public const string RunInProgress = "CLOSE_RUN_IN_PROGRESS";

    /// <summary>One call is not enough to close this period.</summary>
    public const string OrchestratedRequired = "ORCHESTRATED_CLOSE_REQUIRED";
    public const string NoActiveRun = "NO_ACTIVE_CLOSE";
    public const string NotBlocked = "CLOSE_NOT_BLOCKED";
    public const string PeriodClosing = "PERIOD_CLOSING";
    public const string KindNotAllowed = "ENTRY_KIND_NOT_ALLOWED";
    public const string RunChanged = "RUN_CHANGED";
    public const string BatchKeyReused = "BATCH_KEY_REUSED";
    public const string ReasonInvalid = "REASON_INVALID";
    public const string TaskNotFound = "TASK_NOT_FOUND";
    public const string TaskNotReady = "TASK_NOT_READY";

    /// <summary>A sign-off has to name what it stands on.</summary>
    public const string EvidenceMissing = "EVIDENCE_MISSING";
    public const string TaskNotSkippable = "TASK_NOT_SKIPPABLE";
    public const string WaiverNotAllowed = "WAIVER_NOT_ALLOWED";
    public const string NotesOpen = "NOTES_OPEN";
    public const string NoteNotFound = "NOTE_NOT_FOUND";
    public const string TooManyNotes = "TOO_MANY_NOTES";
    public const string AttachmentsTooLarge = "ATTACHMENTS_TOO_LARGE";

    /// <summary>The run was begun under rules of an older release, which know no such event.</summary>
    public const string NotOfItsRules = "NOT_OF_ITS_RULES";
    public const string OutOfOrder = "OUT_OF_ORDER";
    public const string PayloadChanged = "PAYLOAD_CHANGED";
    public const string WarningsNotAccepted = "WARNINGS_NOT_ACCEPTED";
    public const string DeclinedTooOften = "DECLINED_TOO_OFTEN";
    public const string SignaturesComplete = "SIGNATURES_COMPLETE";
    public const string SignersTooFew = "SIGNERS_TOO_FEW";
    public const string CertifierKeyDiffers = "CERTIFIER_KEY_DIFFERS";

    /// <summary>The store does not have the files of a proof as they were staged or sealed.</summary>
    public const string ProofDamaged = "PROOF_DAMAGED";
    public const string SegregationOfDuties = "SEGREGATION_OF_DUTIES";

    /// <summary>Nobody closes what is not over where the company is.</summary>
    public static Fault NotEnded(PeriodCode period, DateOnly lastDay, DateOnly today) =>
        new(PeriodNotEnded, $"{period} ends on {Dates.Text(lastDay)}; today is {Dates.Text(today)}");
}

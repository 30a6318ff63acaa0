using System.Collections.Frozen;
using Bookseal.Books.Adjustments;
using Bookseal.Books.Calendars;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Jobs;
using Bookseal.Books.Keys;
using Bookseal.Books.Payouts;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Teams;
using Bookseal.Closing.Access;
using Bookseal.Closing.Exports;
using Bookseal.Closing.Proving;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Refusals;

/// <summary>
/// How a code ends a command, and with which status it answers a request: the one place where both stand. A code that
/// is not here ends as its caller says, or is refused (3, 409).
/// </summary>
public static class RefusalStatus
{
    private static readonly FrozenDictionary<string, (int? Exit, int Http)> Known = new Dictionary<string, (int?, int)>
    {
        // Who may not.
        [Refusal.AuthorityDenied] = (ExitCode.Refused, 403),
        [Refusal.SegregationOfDuties] = (ExitCode.Refused, 403),
        [Refusal.PersonUnknown] = (ExitCode.Refused, 403),
        [Refusal.PersonNeeded] = (ExitCode.Usage, 400),
        [Refusal.ConfirmationNeeded] = (ExitCode.Refused, 409),
        [TeamRules.SelfApproval] = (ExitCode.Refused, 403),
        [PayoutDecider.SelfApproval] = (ExitCode.Refused, 403),
        // What is not there.
        [PayoutDecider.NotFound] = (ExitCode.Refused, 404),
        ["BANK_LINE_UNKNOWN"] = (ExitCode.Refused, 404),
        ["BANK_MATCH_UNKNOWN"] = (ExitCode.Refused, 404),
        ["BOOKS_NOT_FOUND"] = (ExitCode.Refused, 404),
        ["ENTRY_NOT_FOUND"] = (ExitCode.Refused, 404),
        ["JOB_LINE_NOT_FOUND"] = (ExitCode.Refused, 404),
        ["PERIOD_BEFORE_BOOKS"] = (ExitCode.Refused, 404),
        ["PERIOD_NOT_FOUND"] = (ExitCode.Refused, 404),
        ["PERIOD_TOO_FAR_AHEAD"] = (ExitCode.Refused, 404),
        [ExportList.NotFound] = (ExitCode.Refused, 404),
        [BagShelf.FileNotFound] = (ExitCode.Refused, 404),
        ["REPAIR_NOT_FOUND"] = (ExitCode.Refused, 404),
        [TokenDesk.NotFound] = (ExitCode.Refused, 404),
        ["TENANT_NOT_FOUND"] = (ExitCode.Refused, 404),
        ["PERIOD_NOT_OF_CALENDAR"] = (ExitCode.Refused, 422),
        ["WARNING_NOT_FOUND"] = (ExitCode.Refused, 404),
        [Refusal.TaskNotFound] = (ExitCode.Refused, 404),
        [Refusal.NoteNotFound] = (ExitCode.Refused, 404),
        // What the state of the books or of the close forbids.
        [PayoutDecider.Exists] = (ExitCode.Refused, 409),
        [PayoutDecider.NotPossible] = (ExitCode.Refused, 409),
        [PayoutDecider.ProviderChanged] = (ExitCode.Refused, 409),
        ["PAYOUT_CURRENCY_WITHOUT_TIER"] = (ExitCode.Refused, 409),
        ["SETTLEMENT_REFUSED"] = (ExitCode.Refused, 409),
        ["ACCOUNT_IN_USE"] = (ExitCode.Refused, 409),
        ["OPENINGS_GONE"] = (ExitCode.Refused, 409),
        ["ACCOUNT_TAG_IN_USE"] = (ExitCode.Refused, 409),
        ["ACCOUNT_TYPE_IN_USE"] = (ExitCode.Refused, 409),
        ["ALREADY_REVERSED"] = (ExitCode.Refused, 409),
        ["BANK_LINE_AMBIGUOUS"] = (ExitCode.Refused, 409),
        ["BANK_MATCH_AMBIGUOUS"] = (ExitCode.Refused, 409),
        ["BANK_MATCH_OVERLAP"] = (ExitCode.Refused, 409),
        ["BASE_CURRENCY_SEALED"] = (ExitCode.Refused, 409),
        ["BOOKS_START_SEALED"] = (ExitCode.Refused, 409),
        ["DEADLINE_PINNED"] = (ExitCode.Refused, 409),
        ["COST_BATCH_IMPORTED_AGAIN"] = (ExitCode.Refused, 409),
        ["COST_BATCH_EXISTS"] = (ExitCode.Refused, 409),
        ["COST_BATCH_NOT_FOUND"] = (ExitCode.Refused, 404),
        ["COSTS_SEALED"] = (ExitCode.Refused, 409),
        ["COST_BATCHES_TOO_MANY"] = (ExitCode.Refused, 422),
        ["COST_OBJECT_DIFFERS"] = (ExitCode.Refused, 409),
        ["COST_ORDER_UNKNOWN"] = (ExitCode.Refused, 409),
        ["ENTRY_AMBIGUOUS"] = (ExitCode.Refused, 409),
        ["ENTRY_CHANGED"] = (ExitCode.Refused, 409),
        ["RETAIN_ENTRY_DIFFERS"] = (ExitCode.Refused, 422),
        ["RESULT_CLOSED_ELSEWHERE"] = (ExitCode.Refused, 422),
        ["ENTRY_GONE"] = (ExitCode.Refused, 409),
        ["IMPORT_SUPERSEDED"] = (ExitCode.Refused, 409),
        ["ITEM_OF_JOURNAL"] = (ExitCode.Refused, 409),
        [ItemChanges.Changed] = (ExitCode.Refused, 409),
        ["FISCAL_YEAR_SEALED"] = (ExitCode.Refused, 409),
        ["ID_SCOPE_IN_USE"] = (ExitCode.Refused, 409),
        ["JOB_LINE_SETTLED"] = (ExitCode.Refused, 409),
        ["JOBS_TOO_MANY"] = (ExitCode.Refused, 422),
        ["UNTAGGED_TOO_MANY"] = (ExitCode.Refused, 422),
        ["JOURNAL_MOVED_ON"] = (ExitCode.Refused, 409),
        ["OPENINGS_SEALED"] = (ExitCode.Refused, 409),
        ["PERIOD_CLOSED"] = (ExitCode.Refused, 409),
        ["PERIOD_NOT_CLOSED"] = (ExitCode.Refused, 409),
        ["PROOF_NOT_SEALED"] = (ExitCode.Refused, 409),
        [TeamRules.NotPending] = (ExitCode.Refused, 409),
        [TeamRules.Pinned] = (ExitCode.Refused, 409),
        [TeamRules.ProposalChanged] = (ExitCode.Refused, 409),
        [TeamRules.ProposerUnknown] = (ExitCode.Refused, 409),
        [TeamRules.Unchanged] = (ExitCode.Refused, 409),
        [Governance.TooLarge] = (ExitCode.Refused, 422),
        [Refusal.DeclinedTooOften] = (ExitCode.Refused, 409),
        [Refusal.WarningsNotAccepted] = (ExitCode.Refused, 409),
        [Refusal.BatchKeyReused] = (ExitCode.Refused, 409),
        [Refusal.OrchestratedRequired] = (ExitCode.Refused, 409),
        [Refusal.RunInProgress] = (ExitCode.Refused, 409),
        [Refusal.InProgress] = (ExitCode.Refused, 409),
        [Refusal.LockNotAllowed] = (ExitCode.Refused, 409),
        [Refusal.NoActiveRun] = (ExitCode.Refused, 409),
        [Refusal.NotBlocked] = (ExitCode.Refused, 409),
        [Refusal.OutOfOrder] = (ExitCode.Refused, 409),
        [Refusal.PayloadChanged] = (ExitCode.Refused, 409),
        [Refusal.PeriodClosed] = (ExitCode.Refused, 409),
        [Refusal.PeriodClosing] = (ExitCode.Refused, 409),
        [Refusal.PeriodLocked] = (ExitCode.Refused, 409),
        [Refusal.PeriodNotEnded] = (ExitCode.Refused, 409),
        [Refusal.ReopenNotAllowed] = (ExitCode.Refused, 409),
        [Refusal.SignaturesComplete] = (ExitCode.Refused, 409),
        [Refusal.SignersTooFew] = (ExitCode.Refused, 409),
        [Refusal.CertifierKeyDiffers] = (ExitCode.Refused, 409),
        [KeyRoll.Shared] = (ExitCode.Refused, 409),
        [Refusal.RunChanged] = (ExitCode.Refused, 409),
        [Refusal.TaskNotReady] = (ExitCode.Refused, 409),
        [Refusal.TaskNotSkippable] = (ExitCode.Refused, 409),
        [Refusal.EvidenceMissing] = (ExitCode.Refused, 409),
        [Refusal.NotOfItsRules] = (ExitCode.Refused, 409),
        [Refusal.WaiverNotAllowed] = (ExitCode.Refused, 409),
        ["VARIANCE_NOT_FOUND"] = (ExitCode.Refused, 404),
        ["WAIVER_NOT_FOUND"] = (ExitCode.Refused, 404),
        [Refusal.NotesOpen] = (ExitCode.Refused, 409),
        [Refusal.TooManyNotes] = (ExitCode.Refused, 409),
        [Refusal.AttachmentsTooLarge] = (ExitCode.Refused, 413),
        ["ATTACHMENT_TOO_LARGE"] = (ExitCode.Refused, 413),
        // What was asked for makes no sense.
        [Refusal.KindNotAllowed] = (ExitCode.Refused, 422),
        [Refusal.ReasonInvalid] = (ExitCode.Refused, 422),
        [DirectRequest.ClaimInvalid] = (ExitCode.Refused, 422),
        [Adjustment.ShapeInvalid] = (ExitCode.Refused, 422),
        ["ADJUSTMENT_TYPE_INVALID"] = (ExitCode.Usage, 400),
        [NoteSubject.Invalid] = (ExitCode.Usage, 400),
        ["ATTACHMENT_NAME_INVALID"] = (ExitCode.Refused, 422),
        ["BANK_MATCH_ACCOUNTS"] = (ExitCode.Refused, 422),
        ["BANK_MATCH_UNEQUAL"] = (ExitCode.Refused, 422),
        ["COMMODITY_OPTION_INVALID"] = (ExitCode.Usage, 400),
        [CloseInitiation.DeadlineInvalid] = (ExitCode.Usage, 400),
        ["FORMAT_INVALID"] = (ExitCode.Usage, 400),
        [JobTag.Invalid] = (ExitCode.Usage, 400),
        ["ACCRUAL_PERIOD_INVALID"] = (ExitCode.Usage, 400),
        ["SCHEDULE_PERIOD_INVALID"] = (ExitCode.Usage, 400),
        ["BATCH_ID_INVALID"] = (ExitCode.Usage, 400),
        ["LIFECYCLE_INVALID"] = (ExitCode.Usage, 400),
        ["LIFECYCLE_REQUIRED"] = (ExitCode.Usage, 400),
        ["RECIPIENT_UNKNOWN"] = (ExitCode.Usage, 400),
        ["USAGE"] = (ExitCode.Usage, 400),
        [Interval.Invalid] = (ExitCode.Usage, 400),
        [PayoutTerms.Invalid] = (ExitCode.Usage, 400),
        [TokenDesk.Invalid] = (ExitCode.Usage, 400),
        ["ROLE_INVALID"] = (ExitCode.Usage, 400),
        // Of requests; where a command says the same, it is of a file, or of an option.
        ["DATE_INVALID"] = (null, 400),
        ["JSON_INVALID"] = (null, 400),
        ["PERIOD_INVALID"] = (null, 400),
        ["QUERY_INVALID"] = (null, 400),
        ["REQUEST_INVALID"] = (null, 400),
        ["PAYOUT_ID_INVALID"] = (null, 400),
        ["CONTINUATION_INVALID"] = (null, 400),
        ["AUDIT_ENTRY_NOT_FOUND"] = (null, 404),
        ["CHECKPOINT_NOT_FOUND"] = (null, 404),
        ["AUDIT_REWRITTEN"] = (null, 500),
        ["IDEMPOTENCY_KEY_NEEDED"] = (null, 400),
        ["RECONCILIATION_INVALID"] = (null, 400),
        ["TOKEN_MISSING"] = (null, 401),
        ["TOKEN_REFUSED"] = (null, 401),
        [PlatformSignIn.Refused] = (null, 401),
        ["REQUESTS_TOO_MANY"] = (null, 429),
        ["IMPORT_FILE_MISSING"] = (null, 422),
        ["ACCOUNT_UNKNOWN"] = (null, 422),
        ["IMPORT_FILE_UNKNOWN"] = (null, 422),
        ["IMPORT_FORMAT_UNKNOWN"] = (null, 422),
        ["IDEMPOTENCY_KEY_INVALID"] = (null, 400),
        ["IDEMPOTENCY_KEY_REUSED"] = (null, 409),
        ["FORM_FOREIGN"] = (null, 403),
        ["IDEMPOTENCY_KEY_IN_USE"] = (null, 409),
        ["REQUEST_TOO_LARGE"] = (null, 413),
        ["CONTENT_TYPE_INVALID"] = (null, 415),
        // What is broken, or away for now.
        ["SETTLEMENT_NOT_CONFIGURED"] = (ExitCode.Refused, 503),
        ["SETTLEMENT_UNKNOWN"] = (ExitCode.Refused, 503),
        ["INTERNAL_ERROR"] = (ExitCode.InternalError, 500),
        ["INTERRUPTED"] = (ExitCode.Interrupted, 503),
        [Refusal.ProofDamaged] = (ExitCode.Refused, 500),
        ["EVIDENCE_DAMAGED"] = (ExitCode.Refused, 500),
        ["STORE_ACCESS_DENIED"] = (ExitCode.Refused, 503),
        ["AUDIT_ENTRY_EDITED"] = (ExitCode.Refused, 500),
        ["AUDIT_GAP"] = (ExitCode.Refused, 500),
        ["AUDIT_HEAD_MISMATCH"] = (ExitCode.Refused, 500),
        ["AUDIT_TRUNCATED"] = (ExitCode.Refused, 500),
        [StagedMove.Damaged] = (ExitCode.Refused, 500),
        ["OUTBOX_DAMAGED"] = (ExitCode.Refused, 500),
        ["PROJECTION_DAMAGED"] = (ExitCode.Refused, 500),
        ["UNSUPPORTED_EVENT"] = (ExitCode.Refused, 500),
        [CostCode.NotFinalized] = (ExitCode.NotReady, 409),
        [CostCode.AccrualDiffers] = (ExitCode.Refused, 409),
        ["COSTS_NOTHING_PRELIMINARY"] = (ExitCode.Refused, 404),
        ["TIER_LACKS_CLOSE_WORKFLOW"] = (ExitCode.Refused, 403),
        ["TIERS_INVALID"] = (ExitCode.Refused, 500),
        ["DATE_RANGE_INVALID"] = (ExitCode.Usage, 400),
        ["JOURNAL_UNREADABLE"] = (ExitCode.NotReady, 409),
        ["UNBALANCED_ENTRIES"] = (ExitCode.NotReady, 409),
        ["STORE_FULL"] = (ExitCode.InternalError, 507),
        ["STORE_UNAVAILABLE"] = (ExitCode.InternalError, 503),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Codes => Known.Keys;

    public static int ExitCodeOf(Fault fault, int otherwise = ExitCode.Refused) =>
        Known.TryGetValue(fault.Code, out var known) ? known.Exit ?? otherwise : otherwise;

    public static int HttpStatusOf(Fault fault, int otherwise = 409) =>
        Known.TryGetValue(fault.Code, out var known) ? known.Http : otherwise;
}

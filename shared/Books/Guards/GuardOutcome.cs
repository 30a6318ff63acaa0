using Bookseal.Books.Exceptions;

namespace Bookseal.Books.Guards;

/// <summary>What one guard found. It passes unless an exception of its is blocking.</summary>
public sealed record GuardOutcome(string Code, IReadOnlyList<CloseException> Exceptions)
{
    /// <summary>What a guard says that had nothing to look at; null for any other.</summary>
    public string? Note { get; init; }

    public bool Passed => !Exceptions.Any(exception => exception.IsBlocking);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("code", Code),
            ("exceptions", new JsonArray(Exceptions.Select(exception => exception.ToJson()))),
            ("note", Note),
            ("passed", Passed)
        );
}

/// <summary>The codes of the guards, as they stand in the audit chain and the proof package.</summary>
public static class GuardCode
{
    public const string AllSubledgersClosed = "ALL_SUBLEDGERS_CLOSED";
    public const string TrialBalanceBalanced = "TRIAL_BALANCE_BALANCED";
    public const string NoUnbalancedEntries = "NO_UNBALANCED_ENTRIES";
    public const string JournalReadable = "JOURNAL_READABLE";
    public const string BatchesComplete = "BATCHES_COMPLETE";
    public const string EntryIdDuplicate = "ENTRY_ID_DUPLICATE";
    public const string EditsMirrored = "EDITS_MIRRORED";
    public const string KnownAccounts = "KNOWN_ACCOUNTS";
    public const string EntriesInPeriod = "ENTRIES_IN_PERIOD";
    public const string OpeningsBalanced = "OPENINGS_BALANCED";
    public const string OpeningsAgree = "OPENINGS_AGREE";
    public const string BankReconciled = "BANK_RECONCILED";
    public const string CostsFinalized = "COSTS_FINALIZED";
    public const string NetIncomeAgrees = "NET_INCOME_AGREES";
    public const string YearEndEntriesPosted = "YEAR_END_ENTRIES_POSTED";
    public const string JournalExtended = "JOURNAL_EXTENDED";
    public const string WaiversResolved = "WAIVERS_RESOLVED";
    public const string PriorPeriodClosed = "PRIOR_PERIOD_CLOSED";
}

namespace Bookseal.Evidence;

/// <summary>
/// Every limit of Bookseal, stated once; docs/limits.md has the same list with the codes that are answered. A limit
/// that is hit is an error with the limit in it.
/// </summary>
public static class Limits
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    // Journals and imports.

    /// <summary>
    /// Of an integer, and so of an amount in minor units, either way: what every JSON reader keeps exact (RFC 8259,
    /// section 6).
    /// </summary>
    public const long SafeInteger = (1L << 53) - 1;
    public const int EntryLines = 1_000;
    public const int EntryBytes = 256 * KiB;
    public const int BatchKeyCharacters = 200;

    /// <summary>What a header adds to its line at the most: the first entry of a batch leaves room for it.</summary>
    public const int BatchHeaderBytes = 1 * KiB;

    /// <summary>One append, hence atomic: the largest block that an append blob takes.</summary>
    public const int BatchBytes = 64 * MiB;

    /// <summary>
    /// At which an import is cut into numbered batches. A batch is in memory several times over: as lines, as entries
    /// and as the block of its append.
    /// </summary>
    public const int ImportBatchBytes = 2 * MiB;

    /// <summary>At which a journal is rolled; the rest of an object's blocks is kept for the lease holder.</summary>
    public const int SegmentBlocks = 40_000;
    public const int ObjectBlocks = 50_000;
    public const int LineBytes = 64 * MiB;
    public const int ImportLineBytes = 16 * MiB;

    /// <summary>Faults that one import reports: enough to mend before the next try.</summary>
    public const int ImportFaults = 50;

    /// <summary>Unreadable lines, late items and missing batches that a fold lists.</summary>
    public const int JournalFaults = 100;

    /// <summary>A closing entry stays below the limits of an entry, however long the accounts' names are.</summary>
    public const int ClosingEntryAccounts = 400;
    public const int OpenItemsShown = 50;

    // The audit chain.

    public const int AuditEntryBytes = 60 * KiB;
    public const int ReasonCharacters = 2_000;
    public const int TransactionRows = 100;

    /// <summary>The service's 4 MiB less the overhead of base64.</summary>
    public const int TransactionBytes = 5 * MiB / 2;

    /// <summary>
    /// Of a team, and bytes of it with the policy: it stands in one audit entry, with how each of it came in.
    /// </summary>
    public const int TeamPersons = 100;
    public const int TeamBytes = 20 * KiB;

    /// <summary>Each event may bring rows of its own: together they stay under <see cref="TransactionRows"/>.</summary>
    public const int CommitEvents = 40;

    /// <summary>How often a run is sent back from its certification; each round has two leases of its own.</summary>
    public const int DeclinedRounds = 20;

    // Proofs, and what the verifier reads of them.

    public const int RetentionYears = 100;
    public const int JsonDepth = 64;
    public const int Signatures = 64;
    public const int BagFiles = 100_000;
    public const int TagFileBytes = 64 * MiB;
    public const int BagSmallFileBytes = 64 * MiB;
    public const int EntryProofBytes = BagSmallFileBytes;
    public const int ZipEntries = 100_000;
    public const int ZipDirectoryBytes = 64 * MiB;

    /// <summary>
    /// What an archive may hold unpacked: so many times its own length, or <see cref="ZipRatioFreeBytes"/>. Deflate
    /// gives up to a thousand; journals rarely over thirty.
    /// </summary>
    public const int ZipRatio = 100;
    public const long ZipRatioFreeBytes = 64 * MiB;
}

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

    /// <summary>Of all folds that a process keeps, for whoever reads the same bytes again.</summary>
    public const int KeptJournalRows = 1_200_000;

    /// <summary>Unreadable lines, late items and missing batches that a fold lists.</summary>
    public const int JournalFaults = 100;

    /// <summary>Entries posted during the close that a fold lists, the last of them.</summary>
    public const int Adjustments = 1_000;

    /// <summary>A closing entry stays below the limits of an entry, however long the accounts' names are.</summary>
    public const int ClosingEntryAccounts = 400;
    public const int OpenItemsShown = 50;

    /// <summary>Of assets.csv and of prepaids.csv: each has an entry a month, those of a file one batch.</summary>
    public const int Schedules = 10_000;
    public const int ScheduleMonths = 1_200;
    public const int ScheduleTextCharacters = 1_000;

    /// <summary>Of rules.json, and of what it looks for.</summary>
    public const int CategoryRules = 1_000;
    public const int CategoryTextCharacters = 200;

    /// <summary>Entries of a month on uncategorised accounts: they are held one by one.</summary>
    public const int UncategorisedEntries = 100_000;

    /// <summary>Lines that the queue of a categorisation lists; it says how many there are.</summary>
    public const int CategoryQueue = 1_000;

    /// <summary>Jobs of a fiscal year, each in each of its currencies; and of the name that a person gives.</summary>
    public const int Jobs = 10_000;
    public const int JobCharacters = 100;

    /// <summary>Entries of a month with cost of sales that names no job: they are held one by one.</summary>
    public const int UntaggedEntries = 100_000;

    /// <summary>Of those lines, how many are listed.</summary>
    public const int UntaggedLines = 1_000;

    /// <summary>Of a cost record: ids of it, of batches and invoices; and its other texts.</summary>
    public const int CostIdCharacters = 500;
    public const int CostTextCharacters = 500;

    /// <summary>Of a tenant; and ids of batches, and months, that one file has.</summary>
    public const int CostBatches = 20_000;
    public const int CostBatchIds = 50;
    public const int CostMonths = 240;

    /// <summary>Records of one import: some 50 bytes of each are held until all are numbered.</summary>
    public const int CostRecords = 20_000_000;
    public const int CostRowBytes = 1 * MiB;

    /// <summary>Rows of a Billing Period and of an Invoice Detail dataset.</summary>
    public const int BillingPeriods = 100_000;
    public const int InvoiceDetails = 100_000;
    public const int CostMappingBytes = 64 * KiB;

    /// <summary>Of costs.json.</summary>
    public const int CostProviders = 200;

    /// <summary>Of a package's range: three years, a leap year among them.</summary>
    public const int CostRangeDays = 1_096;

    /// <summary>Restatements that a package lists; restatements.csv has all.</summary>
    public const int CostRestatements = 1_000;

    /// <summary>Of the file that says which tenant has which tier.</summary>
    public const int TierSettingsBytes = 1 * MiB;

    // Requests of the HTTP API.

    public const int RequestJsonBytes = 1 * MiB;

    /// <summary>Of one session of Ops Center, whose cookie has a token of each: browsers keep 4,096 bytes.</summary>
    public const int SessionCompanies = 20;

    /// <summary>Signed in with a passphrase at once: of more, who signed in first is signed out.</summary>
    public const int PersonSessions = 1_000;

    /// <summary>How often a person, and whoever comes from one address, may be wrong in so many minutes.</summary>
    public const int SignInAttempts = 5;
    public const int SignInAddressAttempts = 50;
    public const int SignInMinutes = 15;

    /// <summary>Of the files of one import.</summary>
    public const long RequestImportBytes = 512 * MiB;

    /// <summary>Of one caller, on the average.</summary>
    public const int RequestsPerSecond = 500;

    /// <summary>Of one caller, at once.</summary>
    public const int RequestBurst = 2_000;

    /// <summary>Until the headers of a request have come.</summary>
    public const int RequestHeadersSeconds = 15;

    /// <summary>What a client of <c>serve</c> sends of a body at least.</summary>
    public const int SlowestBytesPerSecond = 240;

    /// <summary>What it reads of an answer at least: what lies in buffers is given so much time.</summary>
    public const int SlowestAnswerBytesPerSecond = 4_096;

    /// <summary>So long it may be slower.</summary>
    public const int SlowestGraceSeconds = 5;

    /// <summary>Of what the platform says of who is signed in.</summary>
    public const int PlatformHeaderCharacters = 16_384;

    // Sources, which a close is synced with.

    /// <summary>Of a company. Files lie in one inbox at a time; those imported long ago may be moved away.</summary>
    public const int Sources = 32;
    public const int SourceFiles = 1_000;
    public const int SourceFileBytes = 64 * MiB;

    /// <summary>Of one pull, and bytes of each.</summary>
    public const int SourcePages = 10_000;
    public const int SourcePageBytes = 16 * MiB;
    public const int SourceCursorCharacters = 500;

    /// <summary>How often a page is asked for, and how long all sources of a sync may take together.</summary>
    public const int SourceAttempts = 6;
    public const int SourceMinutes = 30;

    // The audit chain.

    public const int AuditEntryBytes = 60 * KiB;
    public const int ReasonCharacters = 2_000;
    public const int ClaimedByCharacters = 200;
    public const int TransactionRows = 100;

    /// <summary>The service's 4 MiB less the overhead of base64.</summary>
    public const int TransactionBytes = 5 * MiB / 2;

    /// <summary>
    /// Of a team, and bytes of it with the policy: it stands in one audit entry, with how each of it came in.
    /// </summary>
    public const int TeamPersons = 100;
    public const int TeamBytes = 20 * KiB;

    /// <summary>Of a company's calendar: decades of them.</summary>
    public const int CalendarHolidays = 1_000;

    /// <summary>
    /// That a chain enrols with its first entry: of everyone the newest first. Each is some 500 bytes, and together
    /// they stand in one audit entry.
    /// </summary>
    public const int FirstKeys = 110;

    /// <summary>Each event may bring rows of its own: together they stay under <see cref="TransactionRows"/>.</summary>
    public const int CommitEvents = 40;

    public const int ChecklistTasks = 60;
    public const int ChecklistBytes = 44 * KiB;
    public const int TaskNameCharacters = 120;

    /// <summary>What a note is on: an entry's id has 128 at most.</summary>
    public const int NoteSubjectCharacters = 160;
    public const int TaskDescriptionCharacters = 600;
    public const int TaskDueDays = 31;

    public const int ReviewNotes = 200;
    public const int Attachments = 200;

    /// <summary>Lines of statement and books that a form of Ops Center matches by hand.</summary>
    public const int LinesTicked = 500;
    public const long AttachmentBytes = 25L * 1024 * KiB;
    public const long AttachmentsBytes = 500L * 1024 * KiB;

    /// <summary>
    /// Answers to warnings that a new run takes over: with the rows of <see cref="ChecklistTasks"/> they are one
    /// commit.
    /// </summary>
    public const int AnswersKept = 16;

    /// <summary>How often a run is sent back from its certification; each round has two leases of its own.</summary>
    public const int DeclinedRounds = 20;

    // Notifications.

    /// <summary>How often a message is tried before it is given up: some twenty hours.</summary>
    public const int DeliveryAttempts = 14;

    /// <summary>Notifications in one digest; more make another one.</summary>
    public const int DigestNotices = 50;

    /// <summary>A notice that is older when it is first seen is not sent: its news is none.</summary>
    public const int NoticeAgeDays = 7;

    /// <summary>Days that a message is tried at all, and that a failed one can be tried anew.</summary>
    public const int MessageAgeDays = 10;

    /// <summary>Of one text of a message, and of a template; a subject's are characters.</summary>
    public const int MessageTextBytes = 64 * KiB;
    public const int SubjectCharacters = 200;
    public const int TemplateBytes = 64 * KiB;

    /// <summary>Steps that a template may take, and how deep it may nest.</summary>
    public const int TemplateSteps = 10_000;
    public const int TemplateDepth = 20;

    public const int NotificationSettingsBytes = 64 * KiB;
    public const int Webhooks = 20;

    /// <summary>Months that metrics are shown of.</summary>
    public const int MetricPeriods = 120;

    /// <summary>Of a search of the journals, held in memory; and of one entry what others did to it.</summary>
    public const int EntriesShown = 10_000;
    public const int EntryTies = 20;

    /// <summary>reconciliation.json; and how many lines or groups a reconciliation lists of each kind.</summary>
    public const int ReconciliationBytes = 32 * KiB;
    public const int ReconciliationShown = 1_000;

    /// <summary>Of a file of payouts, which is held whole.</summary>
    public const int PayoutFileBytes = 256 * MiB;

    /// <summary>Of a bank's file of statements, which is held whole; and what is in it.</summary>
    public const int BankFileBytes = 64 * MiB;
    public const int BankFileStatements = 10_000;
    public const int BankFileElements = 2_000_000;
    public const int BankFileDepth = 32;

    /// <summary>Of an element's value, or of an MT940 tag with its lines; and of a line's reference or text.</summary>
    public const int BankFieldCharacters = 10_000;
    public const int BankTextCharacters = 500;

    /// <summary>Of a journal of another program as a table, which is held whole; and of a quoted cell.</summary>
    public const int LedgerFileBytes = 256 * MiB;
    public const int TableCellCharacters = 20_000;

    /// <summary>Of a CSV of a books directory that is not in its plain form.</summary>
    public const int TableColumns = 1_000;

    /// <summary>
    /// Of a workbook: what all of it inflates to, the characters of its texts, and columns that are read.
    /// </summary>
    public const int WorkbookBytes = 256 * MiB;
    public const int WorkbookPartCharacters = 32 * MiB;
    public const int SheetColumns = 1_000;

    /// <summary>Of a report as a workbook: what a sheet has, its header with them, and a cell of it.</summary>
    public const int SheetRows = 1_048_576;
    public const int SheetCellCharacters = 32_767;

    /// <summary>Of what a provider answers to a settlement, as it is kept.</summary>
    public const int SettlementAnswerBytes = 64 * KiB;

    /// <summary>Of backup.json, and of a line of its list of objects.</summary>
    public const int BackupManifestBytes = 1 * MiB;
    public const int BackupLineBytes = 16 * KiB;

    // Proofs, and what the verifier reads of them.

    public const int RetentionYears = 100;
    public const int JsonDepth = 64;

    /// <summary>Names and values of one JSON document: a tree is many times its text.</summary>
    public const int JsonNodes = 1_000_000;
    public const int Signatures = 64;

    // A file of a bag is held as text, as values and as what is made again of them: these keep the verifier in flat
    // memory, whoever made the bag. Journal, general ledger, subledgers and bank are streamed, at any length.

    public const int BagFiles = 10_000;
    public const int BagFaults = 100;
    public const int BagPathCharacters = 1_024;
    public const int BagPathFolders = 32;
    public const int TagFileBytes = 4 * MiB;

    /// <summary>Envelopes, certificates, policy, checkpoint, consistency.</summary>
    public const int BagSmallFileBytes = 4 * MiB;

    /// <summary>Charts, balances and open items together.</summary>
    public const int BagListBytes = 2 * MiB;

    /// <summary>
    /// Subledger items, bank lines, and of the journal the accounts, posters, batches and unbalanced entries: all that
    /// is held one by one, together.
    /// </summary>
    public const int BagItems = 20_000;

    /// <summary>Cost records, of which some 200 bytes each are held.</summary>
    public const int BagCosts = 100_000;
    public const int BagLineBytes = 1 * MiB;
    public const int AuditSliceBytes = 6 * MiB;
    public const int EntryProofBytes = BagSmallFileBytes + 1 * MiB;
    public const int ZipEntries = BagFiles;
    public const int ZipDirectoryBytes = 16 * MiB;

    /// <summary>
    /// What an archive may hold unpacked: so many times its own length, or <see cref="ZipRatioFreeBytes"/>, which a
    /// month of a million entries stays below. Deflate gives up to a thousand, and inflating is what takes the time.
    /// </summary>
    public const int ZipRatio = 10;
    public const long ZipRatioFreeBytes = 512 * MiB;
}

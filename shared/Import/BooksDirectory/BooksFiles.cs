using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

public static class BooksFiles
{
    public const string Profile = "bookseal.json";
    public const string Checklist = "checklist.json";
    public const string Accounts = "accounts.csv";
    public const string Openings = "opening_balances.csv";
    public const string JournalCsv = "journal.csv";
    public const string JournalNdjson = "journal.ndjson";
    public const string Subledgers = "subledgers.csv";

    public const string BankStatements = "bank_statements.csv";
    public const string BankTransactions = "bank_transactions.csv";

    /// <summary>Which of them an IBAN or number is: read with files of banks, no part of an import.</summary>
    public const string BankAccounts = "bank_accounts.csv";

    public const string Assets = "assets.csv";
    public const string Prepaids = "prepaids.csv";
    public const string Rules = "rules.json";
    public const string Sources = "sources.json";
    public const string Costs = "costs.json";

    /// <summary>How the others are laid out, where that does not follow from them.</summary>
    public const string Mapping = TableSettings.FileName;

    public static IReadOnlyList<string> All { get; } =
    [
        Profile,
        Checklist,
        Accounts,
        Openings,
        JournalCsv,
        JournalNdjson,
        Subledgers,
        BankStatements,
        BankTransactions,
        Assets,
        Prepaids,
        Rules,
        Sources,
        Costs,
        Mapping,
    ];

    /// <summary>Those that may be too large for memory; an entry of one may not stand in the other.</summary>
    public static IReadOnlyList<string> Journals { get; } = [JournalCsv, JournalNdjson];
}

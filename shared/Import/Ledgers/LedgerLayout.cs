using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>How a program's journal is laid out as a table.</summary>
/// <param name="Required">What has to be there, by the name that its column usually has.</param>
internal sealed record LedgerLayout(
    string Form,
    TableColumns Columns,
    IReadOnlyDictionary<string, string> Required,
    AccountTyping Typing
)
{
    public const string Fec = "fec";
    public const string Datev = "datev";
    public const string Xero = "xero-csv";
    public const string QuickBooks = "quickbooks-csv";
    public const string GnuCash = "gnucash-csv";
    public const string Plain = "ledger-csv";

    public static IReadOnlyList<string> Forms { get; } = [Fec, Datev, Xero, QuickBooks, GnuCash, Plain];

    /// <summary>Only the first row of an entry says its id, date and words; those below have but an account.</summary>
    public bool FillsDown { get; init; }

    /// <summary>A row without an account is a total, and no line.</summary>
    public bool HasTotals { get; init; }

    public static LedgerLayout Of(string form) => All.Single(layout => layout.Form == form);

    /// <summary>Every column that a mapping names has to be there: who writes one expects something of it.</summary>
    public static LedgerLayout Of(LedgerMapping mapping) =>
        new(Plain, TableColumns.Named(mapping.Columns), mapping.Columns, AccountTyping.Said)
        {
            FillsDown = mapping.FillsDown,
            HasTotals = mapping.HasTotals,
        };

    private static readonly LedgerLayout[] All =
    [
        new(
            Fec,
            new(
                ("journal", "JournalCode"),
                ("journal_name", "JournalLib"),
                ("id", "EcritureNum"),
                ("date", "EcritureDate"),
                ("account", "CompteNum"),
                ("account_name", "CompteLib"),
                ("entity", "CompAuxNum"),
                ("reference", "PieceRef"),
                ("description", "EcritureLib"),
                ("debit", "Debit"),
                ("credit", "Credit"),
                ("amount", "Montant"),
                ("side", "Sens")
            ),
            new Dictionary<string, string>
            {
                ["journal"] = "JournalCode",
                ["id"] = "EcritureNum",
                ["date"] = "EcritureDate",
                ["account"] = "CompteNum",
            },
            AccountTyping.French
        ),
        new(
            Xero,
            new(
                ("id", "journal_id|JournalID|Journal Number|JournalNumber"),
                ("date", "Date|journal_date|JournalDate"),
                ("description", "Narration|description|Description"),
                ("account", "account_code|AccountCode|Account Code"),
                ("account_name", "account_name|Account Name|Account"),
                ("account_type", "account_type|Account Type"),
                ("amount", "net_amount|NetAmount|Net|Amount"),
                ("debit", "Debit"),
                ("credit", "Credit"),
                ("reference", "Reference")
            ),
            new Dictionary<string, string> { ["account"] = "AccountCode" },
            AccountTyping.Said
        ),
        new(
            QuickBooks,
            new(
                ("id", "journal_entry_id|Journal No|JournalNo|Trans #|Num|No."),
                ("kind", "Transaction Type"),
                ("date", "Date|Journal Date|JournalDate|Transaction Date|transaction_date"),
                ("description", "Memo/Description|Memo|Description"),
                ("account", "Account|Account Name|AccountName|account_id"),
                ("entity", "Name"),
                ("amount", "amount"),
                ("side", "posting_type"),
                ("debit", "Debit|Debits"),
                ("credit", "Credit|Credits"),
                ("currency", "Currency|Currency Code")
            ),
            new Dictionary<string, string> { ["account"] = "Account" },
            AccountTyping.Said
        )
        {
            FillsDown = true,
            HasTotals = true,
        },
        new(
            GnuCash,
            new(
                ("id", "Transaction ID"),
                ("date", "Date"),
                ("reference", "Number|Number/Action"),
                ("description", "Description"),
                ("currency", "Commodity/Currency"),
                ("account", "Full Account Name"),
                ("amount", "Value Num.|Value Num")
            ),
            new Dictionary<string, string>
            {
                ["id"] = "Transaction ID",
                ["date"] = "Date",
                ["account"] = "Full Account Name",
                ["amount"] = "Value Num.",
            },
            AccountTyping.TopName
        )
        {
            FillsDown = true,
        },
        new(
            Plain,
            new(
                ("journal", "journal|journal_code"),
                ("id", "entry_id|transaction_id|journal_id|id|entry|voucher|number"),
                ("date", "date|entry_date|transaction_date|posting_date"),
                ("description", "description|memo|narration|text"),
                ("account", "account|account_code|account_name|account number"),
                ("account_type", "account_type|type"),
                ("debit", "debit|debits|dr"),
                ("credit", "credit|credits|cr"),
                ("amount", "amount|net_amount|value"),
                ("side", "side|posting_type|dr_cr"),
                ("currency", "currency|currency_code"),
                ("entity", "entity|name|contact"),
                ("reference", "reference|ref|document")
            ),
            new Dictionary<string, string>
            {
                ["id"] = "entry_id",
                ["date"] = "date",
                ["account"] = "account",
            },
            AccountTyping.Said
        ),
    ];

    /// <summary>The file beside a journal's lines that has what is said once for an entry.</summary>
    public static TableColumns HeaderColumns { get; } =
        new(
            ("id", "journal_id|JournalID|id"),
            ("date", "journal_date|JournalDate|transaction_date|Date"),
            ("description", "private_note|Narration|description"),
            ("reference", "reference|doc_number|journal_number")
        );
}

/// <summary>How the type of an account is known that accounts.csv does not have.</summary>
internal enum AccountTyping
{
    /// <summary>A column says it, or nobody does.</summary>
    Said,

    /// <summary>By its first name: Assets, Liabilities, Equity, Income, Expenses.</summary>
    TopName,

    /// <summary>By its number in the French chart (plan comptable général).</summary>
    French,

    /// <summary>Of what is only shown: any will do.</summary>
    Unasked,

    /// <summary>Of DATEV: persons' accounts have a digit more than the ledger's.</summary>
    Datev,
}

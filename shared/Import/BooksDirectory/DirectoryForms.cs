using Bookseal.Import.DirectoryTables;
using Bookseal.Import.Ledgers;
using Bookseal.Import.Tables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// The CSVs of a books directory: their columns, and how programs call these in several languages. Of two fields with
/// one name the first has it, unless the header has another for it.
/// </summary>
internal static class DirectoryForms
{
    /// <summary>What programs call the words of a row.</summary>
    public const string Text =
        "description|memo|text|details|narration|Beschreibung|Buchungstext|libellé|descripción|descrizione|"
        + "omschrijving";

    private static readonly FieldNames Ledger = LedgerSynonyms.Names;

    /// <summary>A <c>Name</c> in a journal is of a party, an account, a person or what was bought.</summary>
    private static readonly string EntityOfLines = string.Join('|', Ledger["entity"].Split('|').Except(["name"]));

    public static TableForm Accounts { get; } =
        new(
            BooksFiles.Accounts,
            ["code", "name", "type", "tags"],
            [],
            new([
                ("code", $"code|{Ledger["account"]}|number|no|nr"),
                (
                    "name",
                    $"name|{Ledger["account_name"]}|title|Bezeichnung|libellé|intitulé|nombre|nome|naam|navn|namn"
                ),
                ("type", $"type|{Ledger["account_type"]}|class|tipo"),
                ("tags", "tags|tag|labels"),
            ])
        )
        {
            Lackable = ["tags"],
            Constant = ["tags", "type"],
        };

    public static TableForm Openings { get; } =
        new(
            BooksFiles.Openings,
            ["account", "currency", "debit", "credit"],
            [],
            new([
                ("account", $"{Ledger["account"]}|code|number"),
                Own(Ledger, "account_name"),
                Own(Ledger, "account_type"),
                Own(Ledger, "debit"),
                Own(Ledger, "credit"),
                ("amount", $"{Ledger["amount"]}|balance|opening balance|Saldo|Anfangssaldo|solde"),
                Own(Ledger, "side"),
                Own(Ledger, "currency"),
            ])
        )
        {
            Amounts = ["debit", "credit"],
            Constant = ["currency"],
        };

    public static TableForm Journal { get; } =
        new(
            BooksFiles.JournalCsv,
            JournalColumns.Required,
            JournalColumns.Optional,
            new([
                Own(Ledger, "entry_id"),
                Own(Ledger, "date"),
                ("due_date", DueDate),
                Own(Ledger, "account"),
                Own(Ledger, "account_name"),
                Own(Ledger, "account_type"),
                Own(Ledger, "debit"),
                Own(Ledger, "credit"),
                Own(Ledger, "amount"),
                Own(Ledger, "side"),
                Own(Ledger, "description"),
                Own(Ledger, "currency"),
                Own(Ledger, "reference"),
                ("entity", EntityOfLines),
                Own(Ledger, "journal"),
                ("subledger", "subledger|sub-ledger|Nebenbuch|livre auxiliaire"),
                (
                    "job",
                    "job|job no|job number|job code|project|project no|project code|Projekt|Auftrag|projet|proyecto"
                ),
                ("kind", "kind|entry_kind"),
                ("applies_to", "applies_to|applied to|settles|lettrage"),
                ("created_by", "created_by|entered by|erfasst von|saisi par"),
                ("created_at", "created_at|entered at|created on|erfasst am|saisi le"),
                ("approved_by", "approved_by|approver|freigegeben von|approuvé par"),
            ])
        )
        {
            Dates = ["date", "due_date"],
            Amounts = ["debit", "credit"],
            Lackable = ["description", "subledger", "entity", "reference", "job", "kind"],
            Constant = ["account", "currency", "description", "entity", "job", "journal", "kind", "subledger"],
        };

    public static TableForm Subledgers { get; } =
        new(
            BooksFiles.Subledgers,
            [
                "subledger",
                "entity",
                "reference",
                "date",
                "due_date",
                "side",
                "amount",
                "currency",
                "applies_to",
                "description",
            ],
            [],
            new([
                ("subledger", "subledger|sub-ledger|Nebenbuch|livre auxiliaire"),
                Own(Ledger, "entity"),
                Own(Ledger, "reference"),
                ("date", $"{Ledger["date"]}|invoice date|issue date|Rechnungsdatum|date facture|factuurdatum"),
                ("due_date", DueDate),
                Own(Ledger, "side"),
                Own(Ledger, "amount"),
                Own(Ledger, "currency"),
                ("applies_to", "applies_to|applied to|settles|lettrage"),
                ("description", Text),
                Own(Ledger, "debit"),
                Own(Ledger, "credit"),
            ])
        )
        {
            Dates = ["date", "due_date"],
            Amounts = ["amount"],
            Contrary = ["debit", "credit"],
            ContraryAdvice = "an item here has one amount, and its side says debit or credit",
            SideColumn = "side",
            Lackable = ["due_date", "applies_to", "description"],
            Constant = ["currency", "side", "subledger"],
        };

    /// <summary>Those of an import, which mapping.json may say something of.</summary>
    public static IReadOnlyList<TableForm> All { get; } =
    [
        Accounts,
        Openings,
        Journal,
        Subledgers,
        BankForms.Statements,
        BankForms.Transactions,
        ScheduleForms.Assets,
        ScheduleForms.Prepaids,
    ];

    private static string DueDate =>
        "due_date|due|due on|date due|Fälligkeit|Fälligkeitsdatum|fällig am|échéance|date d'échéance|vencimiento|"
        + "fecha de vencimiento|scadenza|data scadenza|vervaldatum|förfallodatum|forfaldsdato";

    private static (string Field, string Names) Own(FieldNames names, string field) => (field, names[field]);
}

using Bookseal.Import.DirectoryTables;
using Bookseal.Import.Tables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>The CSVs of a books directory that are of bank accounts.</summary>
internal static class BankForms
{
    private static readonly FieldNames Bank = BankSynonyms.Names;

    private const string Signed = "amounts are signed here, and what the company receives is positive";

    private static readonly IReadOnlyList<(string Field, string Names)> Sides =
    [
        ("side", Bank["side"]),
        ("debit", Bank["debit"]),
        ("credit", Bank["credit"]),
    ];

    private static readonly string Account =
        $"account|bank account|{Bank["account"]}|Konto|compte|cuenta|conto|rekening";

    public static TableForm Statements { get; } =
        new(
            BooksFiles.BankStatements,
            ["account", "currency", "from", "to", "opening", "closing"],
            ["kind"],
            new([
                ("account", Account),
                ("currency", Bank["currency"]),
                ("from", "from|from date|start|start date|von|von Datum|du|date début|desde|dal|van"),
                ("to", "to|to date|until|end|end date|bis|bis Datum|au|date fin|hasta|al|tot"),
                (
                    "opening",
                    "opening|opening balance|Anfangssaldo|solde initial|saldo inicial|saldo iniziale|beginsaldo"
                ),
                ("closing", "closing|closing balance|Endsaldo|solde final|saldo final|saldo finale|eindsaldo"),
                ("kind", "kind"),
                .. Sides,
            ])
        )
        {
            Dates = ["from", "to"],
            Amounts = ["opening", "closing"],
            Constant = ["account", "currency", "kind"],
            Contrary = ["side", "debit", "credit"],
            ContraryAdvice = Signed,
        };

    public static TableForm Transactions { get; } =
        new(
            BooksFiles.BankTransactions,
            ["account", "currency", "date", "reference", "amount", "description"],
            [],
            new([
                ("value_date", Bank["value_date"]),
                ("date", Bank["date"]),
                ("account", Account),
                ("amount", Bank["amount"]),
                ("currency", Bank["currency"]),
                ("balance", Bank["balance"]),
                ("description", Bank["text"]),
                ("reference", Bank["reference"]),
                .. Sides,
                ("status", Bank["status"]),
            ])
        )
        {
            Dates = ["date"],
            Amounts = ["amount"],
            Lackable = ["reference", "description"],
            Constant = ["account", "currency"],
            Contrary = ["side", "debit", "credit", "status"],
            ContraryAdvice =
                $"{Signed}, and every row is booked: import the bank's file with --format bank-csv and a mapping",
        };

    public static TableForm Accounts { get; } =
        new(
            BooksFiles.BankAccounts,
            ["number", "account"],
            [],
            new([
                (
                    "number",
                    "number|iban|account number|bank account number|Kontonummer|numéro de compte|rekeningnummer"
                ),
                ("account", "account|bank account|name|Konto|compte|cuenta|conto|rekening"),
            ])
        );
}

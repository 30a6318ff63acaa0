using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// A trial balance as a table: with what a company's books begin. It adds to no books that stand; to give it again
/// changes nothing.
/// </summary>
public sealed record TrialBalanceFile(string Name, byte[] Content) : LedgerFile(Name, Content)
{
    public const string Format = "trial-balance-csv";

    public override string Form => Format;

    private static readonly TableColumns Columns = new(
        ("account", "account|account_code|account number|account no|code|number|nominal code|Konto|Compte"),
        ("account_name", "name|account_name|description|account description|title|Bezeichnung|Kontobezeichnung"),
        ("account_type", "account_type|type"),
        ("debit", "debit|debits|dr|debit balance|Soll|Débit"),
        ("credit", "credit|credits|cr|credit balance|Haben|Crédit"),
        ("amount", "balance|amount|closing balance|net|Saldo|Solde"),
        ("side", "side|dr_cr|d/c|S/H|Sens"),
        ("currency", "currency|currency_code")
    );

    private static readonly Dictionary<string, string> Required = new() { ["account"] = "account" };

    internal override LedgerBooks Read(
        CompanyProfile profile,
        ChartOfAccounts defined,
        EntryDates dates,
        PersonId postedBy,
        ImportFaults faults
    )
    {
        var accounts = new LedgerAccounts(defined, Known.Chart, AccountTyping.Said);
        var desk = new LedgerDesk(this, profile, accounts, dates, postedBy, faults);
        var openings = BalanceList.Empty;
        var clean = faults.IsEmpty;
        if (
            TableSource.Of(Name, Content, null, faults) is { } source
            && Table.Read(Name, source, Columns, Required, faults) is { } table
        )
            openings = new TrialBalanceReader(desk).Read(table);
        if (clean && faults.IsEmpty && Known.Chart.Accounts.Count > 0 && !IsSame(openings, Known.Openings))
        {
            faults.Add(
                $"{Name}:1:1",
                "BOOKS_STAND",
                "the company's books stand already, and do not begin with these balances: a trial balance begins new "
                    + "books. Write all opening balances in opening_balances.csv and import the directory, or post the "
                    + "differences as an entry"
            );
            openings = Known.Openings; // that they differ is said
        }

        accounts.LearnRetainedEarnings(profile.RetainedEarnings);
        return new(accounts.ToChart(), openings, []);
    }

    private static bool IsSame(BalanceList one, BalanceList other) =>
        one.ToBytes().AsSpan().SequenceEqual(other.ToBytes());
}

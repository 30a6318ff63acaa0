using System.Text;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// The small company with something of everything in its books: a fiscal year that ends in February, cost of goods
/// sold, a bank account with statements, and an invoice that is overdue from February on.
/// </summary>
internal static class YearCompany
{
    public static ImportedBooks Read()
    {
        var faults = new ImportFaults();
        return BooksReader.Read(Files(), SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the test books are wrong: {faults.Faults[0]}");
    }

    private static Dictionary<string, byte[]> Files() =>
        new()
        {
            [BooksFiles.Profile] = Text(
                """
                {"tenant":"acme","name":"Acme","base_currency":"USD","books_start":"2026-01-01",
                """
                    + """
                    "fiscal_year_end_month":2,"time_zone":"Etc/UTC","retained_earnings":"3200",
                     "team":[{"id":"nora","name":"Nora","role":"preparer","manager":"imani"},
                    """
                    + """
                    {"id":"imani","name":"Imani","role":"approver"}],
                     "policy":{"segregation":"enforced","tolerance_minor":0,"reopen":"approver"},
                     "checklist":{"extends":"essential"}}
                    """
            ),
            [BooksFiles.Accounts] = Text(
                """
                code,name,type,tags
                1000,Bank,asset,current cash control:BANK
                1200,Receivables,asset,current control:AR
                2100,Accruals,liability,current
                3000,Capital,equity,
                3200,Retained earnings,equity,
                4000,Sales,revenue,
                5000,Freight in,expense,cogs
                6000,Rent,expense,

                """
            ),
            [BooksFiles.Openings] = Text("account,currency,debit,credit\n1000,USD,1000.00,\n3000,USD,,1000.00\n"),
            [BooksFiles.JournalCsv] = Text(
                "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n"
                    + Entry("JE-1", "2026-01-05", "1200", "4000", "120.00")
                    + Entry("JE-2", "2026-01-20", "6000", "1000", "50.00")
                    + Entry("JE-3", "2026-02-02", "6000", "1000", "50.00")
                    + Entry("JE-4", "2026-02-10", "5000", "2100", "7.00")
                    + Entry("JE-5", "2026-03-02", "6000", "1000", "70.00")
                    + Entry("JE-6", "2026-04-02", "6000", "1000", "20.00")
            ),
            [BooksFiles.Subledgers] = Text(
                """
                subledger,entity,reference,date,due_date,side,amount,currency,applies_to,description
                AR,CUST-1,INV-1,2026-01-05,2026-02-04,debit,120.00,USD,,Sale
                BANK,MAIN,OPENING,2025-12-31,,debit,1000.00,USD,,Balance
                BANK,MAIN,R-1,2026-01-20,,credit,50.00,USD,,Rent
                BANK,MAIN,R-2,2026-02-02,,credit,50.00,USD,,Rent
                BANK,MAIN,R-3,2026-03-02,,credit,70.00,USD,,Rent
                BANK,MAIN,R-4,2026-04-02,,credit,20.00,USD,,Rent

                """
            ),
            [BooksFiles.BankStatements] = Text(
                """
                account,currency,from,to,opening,closing
                MAIN,USD,2026-01-01,2026-01-31,1000.00,950.00
                MAIN,USD,2026-02-01,2026-02-28,950.00,900.00
                MAIN,USD,2026-03-01,2026-03-31,900.00,830.00
                MAIN,USD,2026-04-01,2026-04-30,830.00,830.00

                """
            ),
            [BooksFiles.BankTransactions] = Text(
                """
                account,currency,date,reference,amount,description
                MAIN,USD,2026-01-21,R-1,-50.00,Landlord
                MAIN,USD,2026-02-03,SEPA 4711,-50.00,Landlord
                MAIN,USD,2026-03-03,R-3,-70.00,Landlord

                """
            ),
        };

    private static string Entry(string id, string date, string debit, string credit, string amount) =>
        $"{id},{date},Entry {id},{debit},{amount},,USD,,,,,\n{id},{date},Entry {id},{credit},,{amount},USD,,,,,\n";

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}

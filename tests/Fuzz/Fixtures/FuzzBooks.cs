using System.Text;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Fuzz.Fixtures;

/// <summary>
/// Two months with little of everything: a subledger of customers, one of a bank account with its statements, two
/// currencies, openings.
/// </summary>
public static class FuzzBooks
{
    private const string EntryHeader =
        "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n";

    public static IReadOnlyDictionary<string, byte[]> Files { get; } =
        new Dictionary<string, byte[]>
        {
            [BooksFiles.Profile] = Text(
                """
                {"tenant":"acme","name":"Acme","base_currency":"USD","books_start":"2026-01-01",
                """
                    + """
                    "fiscal_year_end_month":12,"time_zone":"Etc/UTC","retained_earnings":"3200",
                     "team":[{"id":"nora","name":"Nora","role":"preparer","manager":"imani"},
                    """
                    + """
                    {"id":"imani","name":"Imani","role":"approver"}],"policy":{"segregation":"enforced",
                    """
                    + """
                    "tolerance_minor":0,"reopen":"approver"},"checklist":{"extends":"essential"}}
                    """
            ),
            [BooksFiles.Accounts] = Text(
                """
                code,name,type,tags
                1000,Bank,asset,current cash control:BANK
                1100,Euros,asset,current
                1200,Receivables,asset,current control:AR
                3000,Capital,equity,
                3200,Retained earnings,equity,
                4000,Sales,revenue,
                6000,Rent,expense,

                """
            ),
            [BooksFiles.Openings] = Text("account,currency,debit,credit\n1100,EUR,10.00,\n3000,EUR,,10.00\n"),
            [BooksFiles.JournalCsv] = Text(
                EntryHeader
                    + """
                    JE-1,2026-01-05,Sale,1200,120.00,,USD,AR,CUST-1,INV-1,,standard
                    JE-1,2026-01-05,Sale,4000,,120.00,USD,,,,J-7,standard
                    JE-2,2026-01-20,Capital paid in,1000,500.00,,USD,BANK,MAIN,D-1,,standard
                    JE-2,2026-01-20,Capital paid in,3000,,500.00,USD,,,,,standard
                    JE-3,2026-02-02,"Rent, paid",6000,50.00,,USD,,,,,standard
                    JE-3,2026-02-02,"Rent, paid",1000,,50.00,USD,BANK,MAIN,C-1,,standard
                    JE-4,2026-02-10,Paid by CUST-1,1000,100.00,,USD,BANK,MAIN,D-2,,standard
                    JE-4,2026-02-10,Paid by CUST-1,1200,,100.00,USD,AR,CUST-1,PAY-1,,standard
                    JE-5,2026-02-11,Euros spent,6000,2.50,,EUR,,,,,adjusting
                    JE-5,2026-02-11,Euros spent,1100,,2.50,EUR,,,,,adjusting

                    """
            ),
            [BooksFiles.Subledgers] = Text(
                """
                subledger,entity,reference,date,due_date,side,amount,currency,applies_to,description
                AR,CUST-1,INV-1,2026-01-05,2026-02-04,debit,120.00,USD,,Sale
                AR,CUST-1,PAY-1,2026-02-10,,credit,100.00,USD,INV-1,Payment
                BANK,MAIN,D-1,2026-01-20,,debit,500.00,USD,,Capital
                BANK,MAIN,C-1,2026-02-02,,credit,50.00,USD,,Rent
                BANK,MAIN,D-2,2026-02-10,,debit,100.00,USD,,CUST-1

                """
            ),
            [BooksFiles.BankStatements] = Text(
                "account,currency,from,to,opening,closing\nMAIN,USD,2026-01-01,2026-01-31,0.00,500.00\n"
                    + "MAIN,USD,2026-02-01,2026-02-28,500.00,550.00\n"
            ),
            [BooksFiles.BankTransactions] = Text(
                """
                account,currency,date,reference,amount,description
                MAIN,USD,2026-01-20,D-1,500.00,Capital
                MAIN,USD,2026-02-03,C-1,-50.00,Rent
                MAIN,USD,2026-02-10,D-2,100.00,CUST-1

                """
            ),
        };

    /// <summary>Entries for journal.ndjson, in minor units.</summary>
    public static byte[] JournalNdjson { get; } =
        Text(
            """
            {"date":"2026-02-01","description":"x","id":"N1","kind":"correcting","lines":[{"account":"1100",
            """
                + """
                "currency":"EUR","debit":5},{"account":"4000","credit":5,"currency":"EUR","reference":"R-1"}]}
                {"auto_reverse":true,"date":"2026-01-31","description":"Accrual","id":"N2","kind":"adjusting",
                """
                + """
                "lines":[{"account":"6000","currency":"USD","debit":700},
                """
                + """
                {"account":"3000","credit":700,"currency":"USD"}]}

                """
        );

    public static ImportedBooks Read()
    {
        var faults = new ImportFaults();
        return BooksReader.Read(Files, SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the books of the fuzzer are wrong: {faults.Faults[0]}");
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"));
}

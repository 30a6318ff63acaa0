using System.Text;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Matching;

/// <summary>The small company with a bank account: January's rent is two items, and one at the bank.</summary>
internal static class BankBooks
{
    public static ImportedBooks Read()
    {
        var files = SmallBooks.Files.ToDictionary();
        Edit(BooksFiles.Accounts, "current cash", "current cash control:BANK");
        Edit(
            BooksFiles.Subledgers,
            "AR,CUST-1",
            "BANK,MAIN,OPENING,2025-12-31,,debit,1000.00,USD,,Opening\n"
                + "BANK,MAIN,HALL,2026-01-20,,credit,30.00,USD,,Rent\n"
                + "BANK,MAIN,YARD,2026-01-20,,credit,20.00,USD,,Rent\n"
                + "BANK,MAIN,FEBRUARY,2026-02-02,,credit,50.00,USD,,Rent\n"
                + "AR,CUST-1"
        );
        files[BooksFiles.BankStatements] = Encoding.UTF8.GetBytes(
            "account,currency,from,to,opening,closing\n"
                + "MAIN,USD,2026-01-01,2026-01-31,1000.00,950.00\nMAIN,USD,2026-02-01,2026-02-28,950.00,900.00\n"
        );
        files[BooksFiles.BankTransactions] = Encoding.UTF8.GetBytes(
            "account,currency,date,reference,amount,description\n"
                + "MAIN,USD,2026-01-21,STANDING ORDER,-50.00,Landlord\n"
                + "MAIN,USD,2026-02-03,STANDING ORDER,-50.00,Landlord\n"
        );
        var faults = new ImportFaults();
        return BooksReader.Read(files, SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the test books are wrong: {faults.Faults[0]}");

        void Edit(string file, string part, string instead) =>
            files[file] = Encoding.UTF8.GetBytes(
                Encoding.UTF8.GetString(files[file]).Replace(part, instead, StringComparison.Ordinal)
            );
    }
}

using Bookseal.Import.BooksDirectory;

namespace Bookseal.Web.Tests.Api;

/// <summary>
/// What of the small company's January waits for people: purchases that nobody has categorised, of which paper was
/// booked to supplies once, and payments that the books have in parts and the bank as one.
/// </summary>
public static class OpenBooks
{
    public static IReadOnlyDictionary<string, string> Rows { get; } =
        new Dictionary<string, string>
        {
            [BooksFiles.Accounts] = """
                1010,Giro,asset,current cash control:BANK
                2300,Accrued liabilities,liability,current
                6100,Supplies,expense,
                6200,Meals,expense,
                6950,Unknown,expense,uncategorised
                """,
            [BooksFiles.Openings] = "1010,USD,500.00,\n3200,USD,,500.00",
            [BooksFiles.JournalCsv] =
                Purchase("P-0", "Paper Co 0109", "5.00", "PAPER", "6100")
                + Purchase("P-1", "Paper Co 0113", "30.00", "PAPER")
                + Purchase("P-2", "Card 4711", "12.00", "CAFE")
                + Purchase("P-3", "Paper Co 0127", "8.00", "PAPER")
                + Purchase("B-1", "Rent of hall and yard", "50.00", "", "6000", "1010")
                + Purchase("B-2", "Couriers", "10.00", "", "6100", "1010"),
            [BooksFiles.Subledgers] = """
                BANK,GIRO,OPENING,2025-12-31,,debit,500.00,USD,,Opening
                BANK,GIRO,HALL,2026-01-20,,credit,30.00,USD,,Rent
                BANK,GIRO,YARD,2026-01-20,,credit,20.00,USD,,Rent
                BANK,GIRO,EAST,2026-01-25,,credit,7.00,USD,,Courier
                BANK,GIRO,WEST,2026-01-25,,credit,3.00,USD,,Courier
                """,
            [BooksFiles.BankStatements] = """
                account,currency,from,to,opening,closing
                GIRO,USD,2026-01-01,2026-01-31,500.00,440.00
                """,
            [BooksFiles.BankTransactions] = """
                account,currency,date,reference,amount,description
                GIRO,USD,2026-01-21,STANDING ORDER,-50.00,Landlord
                GIRO,USD,2026-01-26,COLLECTION,-10.00,Parcels
                """,
        };

    /// <summary>Two rows of journal.csv.</summary>
    public static string Purchase(
        string id,
        string text,
        string amount,
        string entity,
        string account = "6950",
        string paidFrom = "1000"
    ) =>
        $"{id},2026-01-13,{text},{account},{amount},,USD,,{entity},,,standard\n"
        + $"{id},2026-01-13,{text},{paidFrom},,{amount},USD,,,,,standard\n";
}

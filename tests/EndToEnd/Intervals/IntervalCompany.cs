using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Intervals;

/// <summary>
/// The small company with a bank account whose statement has a charge that the books do not: reconciled by rules of its
/// own.
/// </summary>
internal static class IntervalCompany
{
    public const string Charge = "MAIN,EUR,2026-01-28,FEE-1,-3.20,Account fee";

    public static TestCompany Make()
    {
        var company = new TestCompany();
        company.Write(
            "bank_statements.csv",
            "account,currency,from,to,opening,closing\nMAIN,EUR,2026-01-01,2026-01-31,500.00,446.80\n"
        );
        company.Write(
            "bank_transactions.csv",
            "account,currency,date,reference,amount,description\n"
                + "MAIN,EUR,2026-01-21,,-45.50,Landlord\nMAIN,EUR,2026-01-26,,-4.50,Landlord\n"
                + Charge
                + "\n"
        );
        company.Write(
            "reconciliation.json",
            """
            {"pairs":[{"bank":"MAIN","ledger":["1000"],"name":"Main account",
            "rules":[{"by":"reference"},{"by":"amount","days":2}]}],"v":1}
            """
        );
        return company;
    }

    public static string[] Days(string command, TestCompany company) =>
        [command, company.Books, "--from", "2026-01-01", "--to", "2026-01-31"];
}

using Bookseal.Books.Periods;
using Bookseal.Closing.Auditing;

namespace Bookseal.Cli.Output;

/// <summary>
/// A closed period's hashes and its snapshot for people; where they differ, what was sealed and what is now.
/// </summary>
internal static class CloseHashView
{
    public static void Write(IAnsiConsole output, CloseHashReport report)
    {
        output.WriteLine(
            report.IsGood
                ? $"{report.Run.Period} of {report.Run.Tenant} is as it was closed (version {report.Run.Version})."
                : $"{report.Run.Period} of {report.Run.Tenant} is not as it was closed."
        );
        output.WriteLine($"  close_hash   {report.Now.CloseHash}  {Told(report.IsSameCloseHash)}");
        output.WriteLine($"  ledger_hash  {report.Now.LedgerHash}  {Told(report.IsSameLedgerHash)}");
        output.WriteLine(
            $"  {"currency", -8} {"journals", 10} {"lines", 10} {"debits", 20} {"credits", 20} {"rows", 8}"
        );
        foreach (var currency in report.Now.Currencies)
            output.WriteLine($"  {Row(currency)}");
        if (report.Now.Unreadable > 0)
            output.WriteLine($"  {report.Now.Unreadable} line(s) of the journal are no entries");
        foreach (var difference in report.Differences)
            output.WriteLine(
                $"  {difference.Currency} {difference.Name}: sealed {difference.Sealed}, now {difference.Now}"
            );
    }

    private static string Told(bool isSame) => isSame ? "as certified" : "NOT as certified";

    private static string Row(CurrencySnapshot currency) =>
        $"{currency.Currency, -8} {currency.Journals, 10} {currency.Lines, 10} {currency.DebitsMinor, 20} "
        + $"{currency.CreditsMinor, 20} {currency.BalanceRows, 8}";
}

using Bookseal.Import.Hledger;
using Bookseal.Import.Ledgers;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// The account that earlier years' results are on, as the charts of programs usually have it: a new company's settings
/// name it until somebody names another.
/// </summary>
public static class RetainedEarnings
{
    /// <summary>Where no program's chart is known.</summary>
    public const string Unsaid = "3200";

    /// <param name="format">Of a journal, as an import names it.</param>
    public static string Of(string format) =>
        format switch
        {
            HledgerFile.Format or LedgerLayout.GnuCash => "Equity:Retained earnings",
            LedgerLayout.Fec => "120000",
            LedgerLayout.Datev => "2970",
            LedgerLayout.Xero => "960",
            LedgerLayout.QuickBooks => "Retained Earnings",
            _ => Unsaid,
        };
}

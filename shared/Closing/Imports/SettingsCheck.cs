using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Imports;

/// <summary>
/// What of a company's settings was certified with its first close: where the books begin and with what, in which
/// currency, and where its years end.
/// </summary>
internal static class SettingsCheck
{
    /// <param name="sealedRuns">Of the periods that a close has.</param>
    public static Fault? Check(ImportedBooks books, MasterData before, IReadOnlyList<CloseRun> sealedRuns)
    {
        if (sealedRuns.Count == 0)
            return null;
        var (old, changed, first) = (before.Profile, books.Profile, sealedRuns[0]);
        var since = $"{first.Period} is {first.PeriodStatus.Text()}";
        var openings = before.Openings.ToBytes().AsSpan().SequenceEqual(books.Openings.ToBytes())
            ? null
            : OpeningsSealed(books, since);
        if (old.BooksStart != changed.BooksStart)
            return Settings(
                "BOOKS_START_SEALED",
                $"{since}: books_start stays {Dates.Text(old.BooksStart)}, not {Dates.Text(changed.BooksStart)}"
                    + (openings is null ? "" : $"; {openings.Code}: the opening balances stay as well")
            );
        if (old.BaseCurrency != changed.BaseCurrency)
            return Settings(
                "BASE_CURRENCY_SEALED",
                $"{since}: base_currency stays {old.BaseCurrency}, not {changed.BaseCurrency}"
            );
        if (old.FiscalYearEndMonth != changed.FiscalYearEndMonth)
            return Settings(
                "FISCAL_YEAR_SEALED",
                $"{since}: fiscal_year_end_month stays {old.FiscalYearEndMonth}, not {changed.FiscalYearEndMonth}"
            );
        return openings;
    }

    private static Fault Settings(string code, string message) =>
        new(code, message) { Where = $"{BooksFiles.Profile}:1:1" };

    /// <summary>The first openings are signed off by the first certifier; after that they are history.</summary>
    private static Fault OpeningsSealed(ImportedBooks books, string since) =>
        new("OPENINGS_SEALED", $"{since}: the opening balances can no longer change")
        {
            Where = $"{books.OpeningsFile}:1:1",
        };
}

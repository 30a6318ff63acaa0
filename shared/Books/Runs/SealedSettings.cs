using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>
/// What of a company's settings was certified with its first close: where the books begin and with what, in which
/// currency, and where its years end.
/// </summary>
public static class SealedSettings
{
    public const string Openings = "OPENINGS_SEALED";
    private const string StartCode = "BOOKS_START_SEALED";

    /// <param name="first">The first period that a close has.</param>
    public static Fault? Check(CompanyProfile old, CompanyProfile changed, bool hasOtherOpenings, CloseRun first)
    {
        var since = $"{first.Period} is {first.PeriodStatus.Text()}";
        if (CheckFounding(old, changed, since) is { } moved)
            return moved.Code == StartCode && hasOtherOpenings
                ? moved with
                {
                    Message = $"{moved.Message}; {Openings}: the opening balances stay as well",
                }
                : moved;
        // The first openings are signed off by the first certifier; after that they are history.
        return hasOtherOpenings ? new(Openings, $"{since}: the opening balances can no longer change") : null;
    }

    /// <summary>
    /// What stays even where every certificate was withdrawn: the next version of a proof stands on the same beginning,
    /// or nobody could verify it beside the one that was withdrawn.
    /// </summary>
    /// <param name="since">Since when; messages begin with it.</param>
    public static Fault? CheckFounding(CompanyProfile old, CompanyProfile changed, string since)
    {
        if (old.BooksStart != changed.BooksStart)
            return new(
                StartCode,
                $"{since}: books_start stays {Dates.Text(old.BooksStart)}, not {Dates.Text(changed.BooksStart)}"
            );
        if (old.BaseCurrency != changed.BaseCurrency)
            return new(
                "BASE_CURRENCY_SEALED",
                $"{since}: base_currency stays {old.BaseCurrency}, not {changed.BaseCurrency}"
            );
        if (old.FiscalYearEndMonth != changed.FiscalYearEndMonth)
            return new(
                "FISCAL_YEAR_SEALED",
                $"{since}: fiscal_year_end_month stays {old.FiscalYearEndMonth}, not {changed.FiscalYearEndMonth}"
            );
        return null;
    }

    /// <summary>
    /// Ids may be counted more narrowly from now on; any other change would make known entries new ones.
    /// <c>ID_SCOPE_IN_USE</c> where entries are posted.
    /// </summary>
    public static Fault? CheckIdScope(CompanyProfile old, CompanyProfile changed)
    {
        var isYearly = old.IdScope is IdScopeKind.Year or IdScopeKind.JournalAndYear;
        var isKept =
            changed.IdScope == old.IdScope && (!isYearly || changed.FiscalYearEndMonth == old.FiscalYearEndMonth);
        return isKept || old.IdScope == IdScopeKind.Company
            ? null
            : new(
                "ID_SCOPE_IN_USE",
                $"entries are posted whose ids are counted by {old.IdScope.Text()}: id_scope stays, and with it the "
                    + "end of the fiscal year where a year is counted"
            );
    }
}

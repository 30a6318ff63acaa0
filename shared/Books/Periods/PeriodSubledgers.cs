using Bookseal.Books.Accounts;
using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Periods;

/// <summary>The subledgers of a period as it begins, before its items and its journal's lines are read.</summary>
public static class PeriodSubledgers
{
    public static SubledgerFold Begin(
        PeriodCode period,
        FiscalCalendar calendar,
        ChartOfAccounts chart,
        SubledgerRules rules,
        OpeningPosition opening,
        RuleSet? judgedBy = null
    )
    {
        var fold = new SubledgerFold(calendar.LastDayOf(period), calendar.FirstDayOf(period), chart.BankSubledgers)
        {
            CountsCarriedBills = (judgedBy ?? RuleSet.Current) >= RuleSet.V4,
            Rules = rules,
            Controls = chart.Subledgers.ToDictionary(pair => pair.Subledger, pair => pair.ControlAccounts[0]),
        };
        if (opening.OpenItems is { } carried)
            fold.Carry(carried.Open);
        return fold;
    }
}

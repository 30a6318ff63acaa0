using Bookseal.Books.Accounts;
using Bookseal.Books.Banking;
using Bookseal.Books.Certificates;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Statements;

/// <summary>A month of a company with every kind of account, from nothing but balances and entries.</summary>
internal sealed record Month(BalanceList Openings, IReadOnlyList<Entry> Entries, BalanceList? PriorResult)
{
    public static ChartOfAccounts Chart { get; } =
        Some.Chart(
            ("1010", AccountType.Asset, "cash"),
            ("1200", AccountType.Asset, "current control:AR"),
            ("1500", AccountType.Asset, ""),
            ("2000", AccountType.Liability, "current control:AP"),
            ("2500", AccountType.Liability, ""),
            ("3000", AccountType.Equity, ""),
            ("3200", AccountType.Equity, ""),
            ("4000", AccountType.Revenue, ""),
            ("4100", AccountType.Revenue, "contra"),
            ("5000", AccountType.Expense, "cogs"),
            ("6000", AccountType.Expense, ""),
            ("=7000", AccountType.Expense, "")
        );

    public PeriodCode Period { get; init; } = Some.January;

    /// <summary>What the fiscal year's closing entries did before the month.</summary>
    public BalanceList? ClosedBefore { get; init; }

    public OpeningsRestatement? Restatement { get; init; }

    public RuleSet Rules { get; init; } = RuleSet.Current;

    public IReadOnlyList<SubledgerItem> Items { get; init; } = [];

    public PeriodBooks Books
    {
        get
        {
            var calendar = new FiscalCalendar(12);
            var subledgers = new SubledgerFold(
                calendar.LastDayOf(Period),
                calendar.FirstDayOf(Period),
                Chart.BankSubledgers
            );
            foreach (var item in Items)
                subledgers.Add(item);
            return new(
                Period,
                Some.Company(Some.January.FirstDay),
                Chart,
                new(Openings, null, PriorResult) { PriorClosingEntries = ClosedBefore, Restatement = Restatement },
                Some.Fold([.. Entries]),
                subledgers,
                new BankFold(calendar.LastDayOf(Period)),
                Rules
            );
        }
    }

    public static bool IsOf(TrialBalanceRow row, params AccountType[] types) =>
        types.Contains(Chart.Find(row.Account)!.Type);
}

using System.Globalization;
using Bookseal.Books.Checklists;
using Bookseal.Books.Periods;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Tasks;

/// <summary>What the agents that only look make of the books.</summary>
internal static class BooksResults
{
    public static AgentResult IncomeStatement(PeriodBooks books)
    {
        var statements = Bookseal.Books.Statements.IncomeStatement.Of(books);
        return new(
            IncomeStatementFormat.ToJson(books, statements),
            statements.Count == 0
                ? "no revenue and no expense"
                : string.Join(
                    ", ",
                    statements
                        .Take(3)
                        .Select(income =>
                            $"net income {Display(income.NetIncome.PeriodMinor, income.Currency)} {income.Currency}"
                        )
                )
        );
    }

    public static AgentResult BalanceSheet(PeriodBooks books)
    {
        var sheets = Bookseal.Books.Statements.BalanceSheet.Of(books.Chart, books.TrialBalance);
        return new(
            BalanceSheetFormat.ToJson(books, sheets),
            string.Join(
                ", ",
                sheets
                    .Take(3)
                    .Select(sheet =>
                        $"assets {Display(sheet.TotalAssets.ClosingMinor, sheet.Currency)} {sheet.Currency}"
                    )
            )
        );
    }

    /// <summary>What matches by itself is matched wherever the books are read; here it is counted.</summary>
    public static AgentResult Bank(PeriodBooks books)
    {
        var bank = books.Bank;
        var differing = bank.Rows.Count(row => row.VarianceMinor != 0);
        var matched = bank.Pairs?.Count ?? 0;
        return new(
            bank.ToBytes(),
            Invariant(
                $"{bank.Rows.Count} account(s), {differing} differ; {matched} matched, {bank.Proposals.Count} proposed"
            )
        );
    }

    private static string Display(Int128 minor, Currency currency) => Money.Display(minor, currency);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Bookseal.Books.Periods;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;

namespace Bookseal.Web.Pages.Charts;

/// <summary>What is drawn above a statement's tables, for each currency as they are.</summary>
public sealed record StatementCharts(IReadOnlyList<ResultChart> Results, IReadOnlyList<BalanceChart> Balances)
{
    public static StatementCharts None { get; } = new([], []);

    public static StatementCharts OfBalance(PeriodBooks books) =>
        new(
            [],
            [
                .. BalanceSheet
                    .Of(books.Chart, books.TrialBalance)
                    .OrderBy(sheet => sheet.Currency != books.Company.BaseCurrency)
                    .Select(BalanceChart.Of),
            ]
        );

    /// <param name="months">Of the fiscal year up to that of the books.</param>
    /// <param name="earlier">Of those before it that are closed.</param>
    public static StatementCharts OfResults(
        ReportBooks source,
        IReadOnlyList<PeriodCode> months,
        IReadOnlyDictionary<PeriodCode, IReadOnlyList<MonthResult>> earlier
    )
    {
        var books = source.Books;
        HashSet<PeriodCode> isSealed = [.. earlier.Keys];
        if (source.Status != ReportStatus.Draft)
            isSealed.Add(books.Period);
        return new(
            [
                .. IncomeStatement
                    .Of(books)
                    .OrderBy(statement => statement.Currency != books.Company.BaseCurrency)
                    .Select(statement => new ResultChart(
                        statement.Currency,
                        [.. months.Select(month => (month, ResultOf(month, statement, books, earlier)))],
                        isSealed
                    )),
            ],
            []
        );
    }

    /// <summary>The month before has figures in the statement itself, also while it is not closed.</summary>
    private static MonthResult? ResultOf(
        PeriodCode month,
        IncomeStatement statement,
        PeriodBooks books,
        IReadOnlyDictionary<PeriodCode, IReadOnlyList<MonthResult>> earlier
    )
    {
        if (month == books.Period)
            return MonthResult.Of(statement);
        if (earlier.TryGetValue(month, out var known))
            return known.FirstOrDefault(result => result.Currency == statement.Currency)
                ?? new(statement.Currency, 0, 0);
        return month == books.Company.Calendar.Previous(books.Period) ? MonthResult.PriorOf(statement) : null;
    }
}

using Bookseal.Books.Statements;
using Bookseal.Closing.Reading;
using Bookseal.Documents;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>The statements that have a page, each as the document that is also the PDF.</summary>
internal static class StatementReports
{
    public static IReadOnlyList<string> Names { get; } =
    ["income-statement", "balance-sheet", "trial-balance", "roll-forward", "ageing", "bank"];

    /// <summary>Null for a name that is none of them.</summary>
    public static Document? Make(string name, ReportBooks source)
    {
        var books = source.Books;
        var document = name switch
        {
            "income-statement" => IncomeStatementFormat.ToDocument(books, IncomeStatement.Of(books)),
            "balance-sheet" => BalanceSheetFormat.ToDocument(books, BalanceSheet.Of(books.Chart, books.TrialBalance)),
            "trial-balance" => TrialBalanceFormat.ToDocument(books),
            "roll-forward" => RollForwardFormat.ToDocument(books),
            "ageing" => AgeingFormat.ToDocument(books),
            "bank" => BankReconciliationFormat.ToDocument(books),
            _ => null,
        };
        return document is null ? null : source.Status.Mark(document);
    }
}

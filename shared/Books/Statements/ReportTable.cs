using Bookseal.Books.Periods;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Statements;

/// <summary>
/// The statements of a period as tables with decimals, by name; the general ledger, which is made of entries, is
/// <see cref="GeneralLedgerFormat"/>'s.
/// </summary>
public static class ReportTable
{
    /// <summary>Null for a name that is none of them.</summary>
    public static PlainTable? Of(string name, PeriodBooks books)
    {
        var table = name switch
        {
            "income-statement" => IncomeStatementFormat.ToTable(IncomeStatement.Of(books)),
            "balance-sheet" => BalanceSheetFormat.ToTable(BalanceSheet.Of(books.Chart, books.TrialBalance)),
            "trial-balance" => books.TrialBalance.ToTable(),
            "roll-forward" => RollForwardFormat.ToTable(books.TrialBalance),
            "ageing" => AgeingFormat.ToTable(books),
            "bank" => BankReconciliationFormat.ToTable(books.Bank),
            _ => null,
        };
        return table is null ? null : DecimalTable.Of(table);
    }
}

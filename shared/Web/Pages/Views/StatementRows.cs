using System.Globalization;
using Bookseal.Documents;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>The rows of a statement's table, which a reader may sort where it has no sections.</summary>
internal static class StatementRows
{
    private const int Few = 3;

    public static bool CanBeSorted(DocumentTable table) =>
        table.Rows.Count > Few && table.Rows.All(row => row.Style is RowStyle.Line or RowStyle.Total);

    /// <summary>Totals stay at the end.</summary>
    public static IEnumerable<DocumentRow> Of(DocumentTable table, Sorting sorting)
    {
        if (!CanBeSorted(table))
            return table.Rows;
        DocumentRow[] lines = [.. table.Rows.Where(row => row.Style == RowStyle.Line)];
        var columns = table.Columns.Index().Select(column => ($"{column.Index + 1}", AmountOf(column.Index)));
        return
        [
            .. sorting.Sort(lines, [("0", row => row.Label), .. columns]),
            .. table.Rows.Where(row => row.Style == RowStyle.Total),
        ];
    }

    /// <summary>As a statement prints it: in parentheses below zero, a dash for nothing.</summary>
    private static Func<DocumentRow, object?> AmountOf(int column) =>
        row =>
        {
            var text = column < row.Cells.Count ? row.Cells[column] : "";
            const NumberStyles printed =
                NumberStyles.AllowParentheses | NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint;
            return decimal.TryParse(text, printed, CultureInfo.InvariantCulture, out var amount) ? amount : 0m;
        };
}

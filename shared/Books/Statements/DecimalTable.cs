using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Statements;

/// <summary>
/// A report as people and spreadsheets want it: the columns in minor units, as sealed files have them, become decimals
/// of the row's currency, and lose <c>_minor</c> from their names.
/// </summary>
public static class DecimalTable
{
    public static PlainTable Of(PlainTable table)
    {
        var currency = table.Columns.TakeWhile(column => column.Name != "currency").Count();
        var decimals = new PlainTable([.. table.Columns.Select(column => column.InDecimals)]);
        foreach (var row in table.Rows)
            decimals.Add(
                row with
                {
                    Cells =
                    [
                        .. row.Cells.Select(
                            (cell, i) =>
                                table.Columns[i].Kind == ColumnKind.MinorUnits && cell.Text.Length > 0
                                    ? Decimal(cell.Text, row.Cells[currency].Text)
                                    : cell
                        ),
                    ],
                }
            );
        return decimals;
    }

    private static PlainCell Decimal(string minor, string currency) =>
        Money.Plain(Int128.Parse(minor, CultureInfo.InvariantCulture), Currency.Parse(currency).Value);
}

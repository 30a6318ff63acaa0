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
        var decimals = new PlainTable([.. Columns(table.Columns)]);
        foreach (var row in table.Rows)
            decimals.Add(Row(table.Columns, row));
        return decimals;
    }

    public static IEnumerable<PlainColumn> Columns(IEnumerable<PlainColumn> columns) =>
        columns.Select(column => column.InDecimals);

    /// <param name="columns">Those of the row as it is given, in minor units.</param>
    public static PlainRow Row(IReadOnlyList<PlainColumn> columns, PlainRow row)
    {
        var currency = columns.TakeWhile(column => column.Name != "currency").Count();
        return row with
        {
            Cells =
            [
                .. row.Cells.Select(
                    (cell, i) =>
                        columns[i].Kind == ColumnKind.MinorUnits && cell.Text.Length > 0
                            ? Decimal(cell.Text, row.Cells[currency].Text)
                            : cell
                ),
            ],
        };
    }

    private static PlainCell Decimal(string minor, string currency) =>
        Money.Plain(Int128.Parse(minor, CultureInfo.InvariantCulture), Currency.Parse(currency).Value);
}

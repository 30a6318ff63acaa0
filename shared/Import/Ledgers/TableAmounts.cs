using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// What rows of a journal's table come to: debit and credit, or one amount that is signed or has a side. The decimal
/// mark is the whole file's.
/// </summary>
/// <param name="doubtful">The mark where no amount tells, as somebody says.</param>
internal sealed class TableAmounts(LedgerDesk desk, LedgerMapping? mapping, char? doubtful = null)
{
    private static readonly string[] Columns = ["debit", "credit", "amount"];
    private DecimalMark _mark = mapping is { DecimalMark: { } mark, Name: var name }
        ? DecimalMark.Known(mark, name)
        : new();
    private bool _hasSides;

    /// <summary>False where the table has no amounts.</summary>
    public bool Find(Table table)
    {
        _hasSides = table.Has("debit") && table.Has("credit");
        return _hasSides || table.Has("amount");
    }

    /// <summary>Looks at one more row of the file.</summary>
    public void Look(TableRow row)
    {
        foreach (var column in Columns)
            _mark.Look(row, column);
    }

    /// <summary><c>AMOUNT_AMBIGUOUS</c> where no amount of the file tells.</summary>
    public Fault? Check()
    {
        if (_mark.Check() is not null && doubtful is { } said)
            _mark = DecimalMark.Known(said, "--decimals");
        return _mark.Check();
    }

    /// <summary>Debit less credit.</summary>
    public long NetOf(TableRow row, Currency currency)
    {
        if (!_hasSides)
        {
            var amount = AmountOf(row, "amount", currency);
            var isCredit = row["side"].Length > 0 ? IsCredit(row) : mapping?.IsCreditPositive == true;
            return isCredit ? -amount : amount;
        }

        var (debit, credit) = (AmountOf(row, "debit", currency), AmountOf(row, "credit", currency));
        if (debit != 0 && credit != 0)
            desk.Faults.Add(
                row.Where("debit"),
                "AMOUNT_SIDES",
                $"debit is {row["debit"]} and credit is {row["credit"]}: a line has one of them; make two rows of it"
            );
        return debit - credit;
    }

    public long AmountOf(TableRow row, string column, Currency currency) =>
        row[column].Length == 0 ? 0 : desk.Faults.Take(_mark.Parse(row, column, currency), row.Where(column));

    private bool IsCredit(TableRow row)
    {
        if (SideWords.IsCredit(row["side"], mapping?.Sides ?? SideWords.None) is { } isCredit)
            return isCredit;
        desk.Faults.Add(
            row.Where("side"),
            "AMOUNT_SIDES",
            $"the side is D or C, Debit or Credit, not {new JsonString(row["side"])}"
        );
        return false;
    }
}

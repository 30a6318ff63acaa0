using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.BankFiles;

/// <summary>
/// Amounts of a bank's rows, received positive: signed, with a side, or in two columns. A debit is what went out.
/// </summary>
internal sealed class BankCsvAmounts(BankMapping mapping, ImportFaults faults)
{
    private static readonly string[] Columns = ["amount", "debit", "credit", "balance"];
    private readonly DecimalMark _mark = mapping.DecimalMark is { } known
        ? DecimalMark.Known(known, mapping.Name)
        : new();

    public void Look(TableRow row)
    {
        foreach (var column in Columns)
            _mark.Look(row, column);
    }

    /// <summary><c>AMOUNT_AMBIGUOUS</c> where no amount of the file tells.</summary>
    public Fault? Check() => _mark.Check();

    /// <summary>Null where the row has none.</summary>
    public long? NetOf(TableRow row, Currency currency)
    {
        if (mapping.Columns.ContainsKey("amount"))
            return SignedOf(row, currency);
        var (debit, credit) = (Read(row, "debit", currency), Read(row, "credit", currency));
        if (debit is not (null or 0) && credit is not (null or 0))
            faults.Add(
                row.Where("debit"),
                "AMOUNT_SIDES",
                $"debit is {row["debit"]} and credit is {row["credit"]}: a row has one of them; look whether the "
                    + $"columns in {mapping.Name} are the right ones"
            );
        var isOut = debit is not null && (debit != 0 || credit is null);
        return isOut ? -Out(debit!.Value, row.Where("debit")) : credit;
    }

    /// <summary>Null where the cell is empty.</summary>
    public long? Read(TableRow row, string column, Currency currency) =>
        row[column].Length == 0 ? null : faults.Take(_mark.Parse(row, column, currency), row.Where(column));

    private long? SignedOf(TableRow row, Currency currency)
    {
        if (Read(row, "amount", currency) is not { } amount)
            return null;
        if (!mapping.Columns.ContainsKey("side"))
            return mapping.IsDebitPositive ? -amount : amount;
        if (SideWords.IsCredit(row["side"], mapping.Sides) is { } isCredit)
            return isCredit ? amount : -Out(amount, row.Where("amount"));
        faults.Add(
            row.Where("side"),
            "AMOUNT_SIDES",
            $"the side is D or C, Debit or Credit, not {new JsonString(row["side"])}; write into {mapping.Name} how "
                + "the file calls them: \"sides\": {\"debit\": \"...\", \"credit\": \"...\"}"
        );
        return null;
    }

    /// <summary>How much went out: a minus before a debit says so again, or takes it back.</summary>
    private long Out(long written, string where)
    {
        if (written < 0 && mapping.AreDebitsNegative is null)
            faults.Add(
                where,
                "AMOUNT_SIDES",
                $"a debit with a minus went out, or was taken back: write into {mapping.Name} \"debits\": \"negative\" "
                    + "where the file has all debits with a minus, else \"positive\""
            );
        return mapping.AreDebitsNegative == true ? -written : written;
    }
}

using Bookseal.Books.Values;

namespace Bookseal.Import.BankFiles;

/// <summary>A row of a bank's table: what it adds, and what is there then, where it says so.</summary>
/// <param name="Entry">Null for a row that only states a balance.</param>
/// <param name="BalanceWhere">Where the balance stands.</param>
internal sealed record BankTableRow(DateOnly Date, DraftEntry? Entry, long? BalanceMinor, string BalanceWhere)
{
    public long AmountMinor => Entry?.AmountMinor ?? 0;
}

/// <summary>
/// The column of balances, which proves each row: a balance is the one before it and what was booked since. Rows stand
/// in order of time, or the other way round; rows between may say none, as where a bank gives one a day.
/// </summary>
internal static class RunningBalance
{
    /// <summary>The rows in order of time; <c>BANK_STATEMENT_UNBALANCED</c> at the one that does not follow.</summary>
    public static Result<IReadOnlyList<BankTableRow>> Order(IReadOnlyList<BankTableRow> rows, Currency currency)
    {
        List<BankTableRow> asWritten = [.. rows],
            reversed = [.. rows.Reverse()];
        var (first, last) = (rows[0].Date, rows[^1].Date);
        // Rows of one day alone do not say in which direction they go: then their balances do.
        List<BankTableRow>[] orders = first == last ? [asWritten, reversed] : [first < last ? asWritten : reversed];
        foreach (var order in orders)
            if (FirstBreak(order, 1) is null)
                return order;
        var (row, expected) = FirstBreak(orders[0], 1)!.Value;
        var advice = orders.Any(order => FirstBreak(order, -1) is null)
            ? "With all signs the other way round the balances fit: say \"positive\" or \"sides\" in the mapping"
            : "A row is missing or was changed; export the file anew";
        return new Fault(
            BankFile.Unbalanced,
            $"the balance is {Show(row.BalanceMinor!.Value)}, and with the balance before it and the rows since it is "
                + $"{Show(expected)}. {advice}"
        )
        {
            Where = row.BalanceWhere,
        };

        string Show(Int128 minor) => $"{Money.Display(minor, currency)} {currency}";
    }

    /// <summary>With what the rows begin and end; null where none states a balance.</summary>
    public static (Int128 Opening, Int128 Closing)? Ends(IReadOnlyList<BankTableRow> ordered)
    {
        Int128 sum = 0;
        Int128? opening = null;
        foreach (var row in ordered)
        {
            sum += row.AmountMinor;
            opening ??= row.BalanceMinor - sum;
        }

        return opening is { } begun ? (begun, begun + sum) : null;
    }

    private static (BankTableRow Row, Int128 Expected)? FirstBreak(IReadOnlyList<BankTableRow> ordered, int sign)
    {
        Int128? balance = null;
        foreach (var row in ordered)
        {
            balance += sign * (Int128)row.AmountMinor;
            if (balance is { } expected && row.BalanceMinor is { } stated && stated != expected)
                return (row, expected);
            balance ??= row.BalanceMinor;
        }

        return null;
    }
}

using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// How a file writes amounts, dates and the rows of an entry, as far as all of its rows tell. A mapping keeps it: the
/// next month's file may tell less.
/// </summary>
internal sealed record FileHabits(
    char? DecimalMark,
    bool? IsDayFirst,
    bool FillsDown,
    bool HasTotals,
    IReadOnlyList<string> Questions
)
{
    private static readonly string[] Accounts = ["account", "debit_account", "credit_account"];

    private static FileHabits None { get; } = new(null, null, false, false, []);

    public static FileHabits Of(string file, string text, char delimiter, ColumnChoice choice)
    {
        var columns = choice.Chosen.ToDictionary(each => each.Field, each => each.Column);
        var words = TableWords.None with { Delimiter = delimiter };
        if (
            Table.Read(file, text, TableColumns.Named(columns), columns, new ImportFaults(), said: words)
            is not { } table
        )
            return None;
        var (mark, order, fillsDown, hasTotals) = (new DecimalMark(), new DateOrder(null), false, false);
        foreach (var row in table.Rows(new ImportFaults()))
        {
            foreach (var column in (ReadOnlySpan<string>)["debit", "credit", "amount"])
                mark.Look(row[column], row.Where(column));
            order.Look(row["date"], row.Where("date"));
            var hasAccount = Accounts.Any(column => row[column].Length > 0);
            fillsDown |= hasAccount && row["date"].Length == 0 && row["entry_id"].Length == 0;
            hasTotals |= !hasAccount;
        }

        var questions = new List<string>();
        if (mark.Check() is { } amount)
            questions.Add(
                $"\"decimal_mark\": {amount.Where}: no amount of the file tells whether a thousand or three decimals "
                    + "are meant; add \"decimal_mark\": \".\" or \",\""
            );
        if (order.Check() is { } date)
            questions.Add(
                $"\"dates\": {date.Where}: no date of the file tells day and month apart; add \"dates\": \"dmy\" or "
                    + "\"mdy\""
            );
        var isMarked = columns.Keys.Any(field => field is "debit" or "credit" or "amount");
        return new(
            isMarked ? mark.Mark : null,
            order.IsDayFirst,
            fillsDown && columns.ContainsKey("date"),
            hasTotals && columns.Keys.Any(field => field.EndsWith("account", StringComparison.Ordinal)),
            questions
        );
    }
}

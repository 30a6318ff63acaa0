using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// How a file writes amounts, dates and the rows of an entry, as far as all of its rows tell. A mapping keeps it: the
/// next month's file may tell less.
/// </summary>
internal sealed class FileHabits
{
    private static readonly string[] Accounts = ["account", "debit_account", "credit_account"];

    private readonly DecimalMark _mark = new();
    private readonly DateOrder _order = new(null);
    private bool _hasAmounts;
    private bool _fillsDown;
    private bool _hasTotals;

    public IEnumerable<string> Questions => MappingProposal.Doubts(_mark, _order);

    public IEnumerable<string> Members(char delimiter)
    {
        foreach (var member in MappingProposal.Members(delimiter, _hasAmounts ? _mark : null, _order))
            yield return member;
        if (_fillsDown)
            yield return "\"fill_down\": true";
        if (_hasTotals)
            yield return "\"totals\": true";
    }

    public static FileHabits Of(string file, TableSource source, char delimiter, ColumnChoice choice)
    {
        var columns = choice.Chosen.ToDictionary(each => each.Field, each => each.Column);
        var words = TableWords.None with { Delimiter = delimiter };
        if (
            Table.Read(file, source, TableColumns.Named(columns), columns, new ImportFaults(), said: words)
            is not { } table
        )
            return new();
        var habits = new FileHabits
        {
            _hasAmounts = columns.Keys.Any(field => field is "debit" or "credit" or "amount"),
        };
        foreach (var row in table.Rows(new ImportFaults()))
            habits.Look(row);
        habits._fillsDown &= columns.ContainsKey("date");
        habits._hasTotals &= columns.Keys.Any(field => field.EndsWith("account", StringComparison.Ordinal));
        return habits;
    }

    private void Look(TableRow row)
    {
        foreach (var column in (ReadOnlySpan<string>)["debit", "credit", "amount"])
            _mark.Look(row, column);
        _order.Look(row["date"], row.Where("date"));
        var hasAccount = Accounts.Any(column => row[column].Length > 0);
        _fillsDown |= hasAccount && row["date"].Length == 0 && row["entry_id"].Length == 0;
        _hasTotals |= !hasAccount;
    }
}

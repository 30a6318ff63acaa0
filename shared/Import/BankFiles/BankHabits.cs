using Bookseal.Import.Tables;

namespace Bookseal.Import.BankFiles;

/// <summary>How a bank writes amounts, dates and what is booked, as far as all rows of a file tell.</summary>
internal sealed class BankHabits
{
    private static readonly string[] BookedWords =
    [
        "booked",
        "completed",
        "posted",
        "settled",
        "cleared",
        "gebucht",
        "comptabilisé",
    ];

    private readonly DecimalMark _mark = new();
    private readonly DateOrder _order = new(null);
    private readonly HashSet<string> _statuses = [];
    private readonly HashSet<bool> _debits = [];
    private bool _hasTotals;

    public IEnumerable<string> Questions => MappingProposal.Doubts(_mark, _order);

    public IReadOnlyCollection<string> Statuses => _statuses;

    public string? Booked =>
        _statuses.FirstOrDefault(word => BookedWords.Contains(word, StringComparer.OrdinalIgnoreCase));

    public static BankHabits Of(string file, TableSource source, char delimiter, ColumnChoice choice)
    {
        var habits = new BankHabits();
        var columns = choice.Chosen.ToDictionary(each => each.Field, each => each.Column);
        var words = TableWords.None with { Delimiter = delimiter };
        var table = Table.Read(file, source, TableColumns.Named(columns), columns, new ImportFaults(), said: words);
        foreach (var row in table?.Rows(new ImportFaults()) ?? [])
            habits.Look(row);
        return habits;
    }

    public IEnumerable<string> Members(char delimiter)
    {
        foreach (var member in MappingProposal.Members(delimiter, _mark, _order))
            yield return member;
        if (_debits.SetEquals([true]))
            yield return "\"debits\": \"negative\"";
        if (Booked is { } booked)
            yield return $"\"booked\": {new JsonString(booked)}";
        if (_hasTotals)
            yield return "\"totals\": true";
    }

    private void Look(TableRow row)
    {
        foreach (var column in (ReadOnlySpan<string>)["amount", "debit", "credit", "balance"])
            _mark.Look(row, column);
        foreach (var column in (ReadOnlySpan<string>)["date", "value_date"])
            _order.Look(row[column], row.Where(column));
        if (row["status"] is { Length: > 0 } status)
            _statuses.Add(status);
        if (row["debit"].Any(c => c is >= '1' and <= '9'))
            _debits.Add(row["debit"].Contains('-', StringComparison.Ordinal));
        _hasTotals |= row["date"].Length == 0;
    }
}

using System.Text;

namespace Bookseal.Import.Tables;

/// <summary>
/// A mapping for a file that nobody has described, by what its header calls the columns; a person reads and edits it.
/// What the header does not tell is asked.
/// </summary>
/// <param name="Json">The mapping, as it is written into its file.</param>
/// <param name="Columns">Each field that has a column, and the column.</param>
/// <param name="Missing">What a row has to say and no column is known for.</param>
/// <param name="LeftOut">Columns of the file that nothing is taken from.</param>
/// <param name="Questions">What is to be edited, and why.</param>
public sealed record MappingProposal(
    string Json,
    IReadOnlyList<(string Field, string Column)> Columns,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> LeftOut,
    IReadOnlyList<string> Questions
)
{
    /// <summary><c>TABLE_HEADER</c> for what is no table.</summary>
    internal static Fault NoTable(string file) =>
        new(
            "TABLE_HEADER",
            "this is no table: no row among the first has several cells; export the journal as CSV, with its header"
        )
        {
            Where = $"{file}:1:1",
        };

    /// <summary>In the order of a row, as a person would write it, with every name that has to be filled in.</summary>
    /// <param name="more">Members behind the columns, each as it is written.</param>
    internal static MappingProposal Of(
        string form,
        ColumnChoice choice,
        IEnumerable<string> more,
        IEnumerable<string> questions
    )
    {
        var json = new StringBuilder($"{{\n  \"format\": {new JsonString(form)},\n  \"columns\": {{\n");
        json.AppendJoin(",\n", choice.All.Select(each => $"    \"{each.Field}\": {new JsonString(each.Column)}"));
        json.Append("\n  }");
        foreach (var member in more)
            json.Append($",\n  {member}");
        return new(
            json.Append("\n}\n").ToString(),
            [.. choice.Chosen],
            choice.Missing,
            choice.LeftOut,
            [.. choice.Questions, .. questions]
        );
    }

    /// <summary>The members that every mapping of a table has.</summary>
    internal static IEnumerable<string> Members(char delimiter, DecimalMark? mark, DateOrder order)
    {
        foreach (var (word, _) in MappingText.Delimiters.Where(each => each.Delimiter == delimiter))
            yield return $"\"delimiter\": \"{word}\""; // a workbook has none
        if (mark?.Mark is { } decimals)
            yield return $"\"decimal_mark\": \"{decimals}\"";
        if (order.IsDayFirst is { } isDayFirst)
            yield return $"\"dates\": \"{(isDayFirst ? "dmy" : "mdy")}\"";
    }

    /// <summary>What the whole file leaves open.</summary>
    internal static IEnumerable<string> Doubts(DecimalMark mark, DateOrder order)
    {
        if (mark.Check() is { } amount)
            yield return $"\"decimal_mark\": {amount.Where}: no amount of the file tells whether a thousand or three "
                + "decimals are meant; add \"decimal_mark\": \".\" or \",\"";
        if (order.Check() is { } date)
            yield return $"\"dates\": {date.Where}: no date of the file tells day and month apart; add \"dates\": "
                + "\"dmy\" or \"mdy\"";
    }
}

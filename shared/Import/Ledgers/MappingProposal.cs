using System.Text;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// A mapping for a journal that nobody has described, by what its header calls the columns; a person reads and edits
/// it. What the header does not tell is asked.
/// </summary>
/// <param name="Json">The mapping, as it is written into its file.</param>
/// <param name="Columns">Each field that has a column, and the column.</param>
/// <param name="LeftOut">Columns of the file that nothing is taken from.</param>
/// <param name="Questions">What is to be edited, and why.</param>
public sealed record MappingProposal(
    string Json,
    IReadOnlyList<(string Field, string Column)> Columns,
    IReadOnlyList<string> LeftOut,
    IReadOnlyList<string> Questions
)
{
    /// <summary><c>TABLE_HEADER</c> for what is no table.</summary>
    public static Result<MappingProposal> Of(string file, byte[] content)
    {
        var text = TextDecoding.Decode(content);
        if (Table.Guess(text, LedgerSynonyms.Known) is not var (header, delimiter))
            return new Fault(
                "TABLE_HEADER",
                "this is no table: no row among the first has several cells; export the journal as CSV, with its header"
            )
            {
                Where = $"{file}:1:1",
            };
        var choice = new ColumnChoice([.. header.Select(cell => cell.Text)]);
        choice.Choose();
        var told = FileHabits.Of(file, text, delimiter, choice);
        return new MappingProposal(
            JsonOf(choice, delimiter, told),
            [.. choice.Chosen],
            choice.LeftOut,
            [.. choice.Questions, .. told.Questions]
        );
    }

    /// <summary>In the order of a row, as a person would write it, with every name that has to be filled in.</summary>
    private static string JsonOf(ColumnChoice choice, char delimiter, FileHabits told)
    {
        var json = new StringBuilder("{\n");
        json.Append($"  \"format\": {new JsonString(LedgerMapping.Form)},\n  \"columns\": {{\n");
        json.AppendJoin(
            ",\n",
            choice
                .Chosen.Concat(choice.Missing.Select(field => (Field: field, Column: "")))
                .OrderBy(each => LedgerMapping.Fields.ToList().IndexOf(each.Field))
                .Select(each => $"    \"{each.Field}\": {new JsonString(each.Column)}")
        );
        json.Append("\n  },\n");
        var word = LedgerMappingReader.Delimiters.Single(each => each.Delimiter == delimiter).Word;
        json.Append($"  \"delimiter\": \"{word}\"");
        if (told.DecimalMark is { } mark)
            json.Append($",\n  \"decimal_mark\": \"{mark}\"");
        if (told.IsDayFirst is { } isDayFirst)
            json.Append($",\n  \"dates\": \"{(isDayFirst ? "dmy" : "mdy")}\"");
        if (told.FillsDown)
            json.Append(",\n  \"fill_down\": true");
        if (told.HasTotals)
            json.Append(",\n  \"totals\": true");
        return json.Append("\n}\n").ToString();
    }
}

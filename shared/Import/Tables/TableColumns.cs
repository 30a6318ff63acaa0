using System.Globalization;
using System.Text;

namespace Bookseal.Import.Tables;

/// <summary>
/// Columns by what they are, and the names that programs give them. Names are compared by their letters and digits:
/// case, accents, blanks and marks are spelling.
/// </summary>
internal sealed class TableColumns
{
    private readonly Dictionary<string, string> _names = [];

    /// <param name="columns">What a column is, and its names parted by bars.</param>
    public TableColumns(params IEnumerable<(string Column, string Names)> columns)
    {
        foreach (var (column, names) in columns)
        foreach (var name in names.Split('|'))
            _names[Plain(name)] = column;
    }

    /// <summary>What the header's columns are, by place; of two of one kind the first.</summary>
    public Dictionary<string, int> Find(IReadOnlyList<TableCell> header)
    {
        var found = new Dictionary<string, int>();
        for (var place = 0; place < header.Count; place++)
            if (_names.TryGetValue(Plain(header[place].Text), out var column))
                found.TryAdd(column, place);
        return found;
    }

    private static string Plain(string name) =>
        string.Concat(
            name.Normalize(NormalizationForm.FormD)
                .Where(c =>
                    char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                )
                .Select(char.ToLowerInvariant)
        );
}

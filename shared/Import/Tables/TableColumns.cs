using System.Globalization;
using System.Text;

namespace Bookseal.Import.Tables;

/// <summary>
/// Columns by what they are, and the names that programs give them. Names are compared by their letters and digits:
/// case, accents, blanks and marks are spelling.
/// </summary>
internal sealed class TableColumns
{
    private readonly Dictionary<string, List<string>> _names = [];
    private readonly List<(string Column, string Name)> _exact = [];

    /// <param name="columns">What a column is, and its names parted by bars.</param>
    public TableColumns(params IEnumerable<(string Column, string Names)> columns)
    {
        foreach (var (column, names) in columns)
        foreach (var name in names.Split('|'))
            Add(column, name);
    }

    private TableColumns(IReadOnlyDictionary<string, string> columns)
    {
        foreach (var (column, name) in columns)
        {
            Add(column, name);
            _exact.Add((column, name.Trim()));
        }
    }

    /// <summary>
    /// What a person says of one file: one column may be several things, and of names that differ by their spelling
    /// the one that is written counts.
    /// </summary>
    public static TableColumns Named(IReadOnlyDictionary<string, string> columns) => new(columns);

    /// <summary>What the header's columns are, by place; of two of one kind the first.</summary>
    public Dictionary<string, int> Find(IReadOnlyList<TableCell> header)
    {
        var found = new Dictionary<string, int>();
        for (var place = 0; place < header.Count; place++)
            foreach (var column in _names.GetValueOrDefault(Plain(header[place].Text)) ?? [])
                found.TryAdd(column, place);
        foreach (var (column, name) in _exact)
            if (header.TakeWhile(cell => cell.Text != name).Count() is var place && place < header.Count)
                found[column] = place;
        return found;
    }

    /// <summary>A name of marks alone is what it is.</summary>
    public static string Plain(string name)
    {
        var plain = string.Concat(
            name.Normalize(NormalizationForm.FormD)
                .Where(c =>
                    char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                )
                .Select(char.ToLowerInvariant)
        );
        return plain.Length > 0 ? plain : name.Trim();
    }

    private void Add(string column, string name)
    {
        var plain = Plain(name);
        if (!_names.TryGetValue(plain, out var columns))
            _names[plain] = columns = [];
        if (!columns.Contains(column))
            columns.Add(column);
    }
}

namespace Bookseal.Import.Csv;

/// <summary>
/// Says what is wrong with a header: the separator, if it is that, and otherwise the first column that differs.
/// </summary>
internal static class CsvHeader
{
    private const int ShownCharacters = 40;
    private static readonly (char Sign, string Name)[] Separators = [(';', "';'"), ('\t', "tabs"), ('|', "'|'")];

    /// <summary>Null if the cells are the header; blanks around them are forgiven.</summary>
    /// <param name="raw">The line as it stands in the file.</param>
    /// <returns>The column in characters, from 1, and what is wrong there.</returns>
    public static (int Column, string Message)? Difference(
        string raw,
        IReadOnlyList<string> record,
        IReadOnlyList<string> header
    )
    {
        string[] cells = [.. record.Select(cell => cell.Trim())];
        if (cells.SequenceEqual(header))
            return null;
        raw = raw.TrimEnd('\r', '\n');
        if (raw.TrimStart('"').StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            return (1, $"{Shown(raw)} is a line for spreadsheets only; delete it, the header comes first");
        if (SeparatorOf(raw, cells, header) is { } other)
            return (
                raw.IndexOf(other.Sign, StringComparison.Ordinal) + 1,
                $"cells are separated by {other.Name} here; save with commas and decimal points"
            );
        var at = Enumerable
            .Range(0, Math.Max(cells.Length, header.Count))
            .First(i => i >= cells.Length || i >= header.Count || cells[i] != header[i]);
        return (CsvRow.ColumnOf(raw, at), ColumnMessage(cells, header, at));
    }

    /// <summary>The sign that parts the line into more of the header's names than commas do.</summary>
    private static (char Sign, string Name)? SeparatorOf(string raw, string[] cells, IReadOnlyList<string> header)
    {
        foreach (var separator in Separators)
        {
            var parts = raw.Split(separator.Sign);
            var isOther = NamesIn(parts, header) > NamesIn(cells, header) || cells.Length == 1;
            if (parts.Length > 1 && header.Count > 1 && isOther)
                return separator;
        }

        return null;
    }

    private static int NamesIn(string[] cells, IReadOnlyList<string> header) =>
        cells.Count(cell => header.Contains(cell.Trim(' ', '"'), StringComparer.OrdinalIgnoreCase));

    private static string ColumnMessage(string[] cells, IReadOnlyList<string> header, int at)
    {
        var number = at + 1;
        if (cells.Length == 1 && cells[0].Length == 0)
            return "there is no header";
        if (at >= cells.Length)
            return $"column {number}, '{header[at]}', is missing";
        if (at >= header.Count)
            return cells.Skip(at).All(cell => cell.Length == 0)
                ? $"{cells.Length - at} empty columns follow '{header[^1]}' (trailing commas); delete them"
                : $"column {number}, {Shown(cells[at])}, is one too many; delete it";
        var (found, wanted, isLater) = (Shown(cells[at]), header[at], cells.Skip(at).Contains(header[at]));
        if (header.Contains(cells[at]))
            return isLater
                ? $"column {number} is {found}, where '{wanted}' belongs; put the columns in order"
                : $"column {number}, '{wanted}', is missing; {found} stands in its place";
        if (NearestOf(cells[at], header) is { } near)
            return $"column {number} is {found}; write '{near}'";
        return isLater
            ? $"column {number}, {found}, is one too many; delete it"
            : $"column {number} is {found}, where '{wanted}' belongs";
    }

    /// <summary>Capitals and blanks are no difference of names, and a third of the letters may be.</summary>
    private static string? NearestOf(string cell, IReadOnlyList<string> header)
    {
        var plain = cell.ToLowerInvariant().Replace(' ', '_');
        return NearestName.Of(plain, header, mostEdits: plain.Length / 3);
    }

    /// <summary>A cell in quotes, cut where it is longer than any name, though not through a character.</summary>
    private static string Shown(string cell)
    {
        if (cell.Length > ShownCharacters)
            cell = cell[..(char.IsHighSurrogate(cell[ShownCharacters - 1]) ? ShownCharacters - 1 : ShownCharacters)];
        return $"{new JsonString(cell)}";
    }
}

using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Import.Csv;

/// <summary>
/// What a cell may be made of. Names, ids and references are compared letter by letter, so two that look alike must be
/// alike: what is not to be seen is refused in them, and so is what <see cref="IdSpelling"/> refuses. Texts that nobody
/// compares may hold what their language needs, but no control characters. Tabs and line ends are RFC 4180's.
/// </summary>
public static class CellText
{
    public const string Invisible = "TEXT_INVISIBLE";

    private static readonly HashSet<string> Prose = new(StringComparer.Ordinal) { "description", "name" };

    /// <summary>The first cell that is not as it should be.</summary>
    public static Fault? Check(CsvRow row)
    {
        foreach (var (column, at) in row.Columns)
            if (row[at] is var cell && !IsPlainAscii(cell) && Check(cell, Prose.Contains(column)) is { } fault)
                return fault with { Where = row.Where(column) };
        return null;
    }

    public static Fault? Check(string text, bool isProse)
    {
        if (IsPlainAscii(text))
            return null;
        var hidden = text.FirstOrDefault(c => IsHidden(c, isProse));
        if (hidden != default || text.Contains('\0'))
            return new Fault(
                Invisible,
                $"{Shown(text)} holds U+{(int)hidden:X4}, which is not to be seen; "
                    + $"write {Shown(string.Concat(text.Where(c => !IsHidden(c, isProse))))}"
            );
        return isProse ? null : IdSpelling.Check(text);
    }

    private static bool IsPlainAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static bool IsHidden(char c, bool isProse) =>
        c is not ('\t' or '\r' or '\n')
        && !char.IsSurrogate(c)
        && (isProse ? char.IsControl(c) : !VisibleText.IsVisible(c.ToString(CultureInfo.InvariantCulture)));

    private static string Shown(string text) => VisibleText.Of(new JsonString(text));
}

namespace Bookseal.Documents.Layout;

/// <summary>Breaks a text into lines: at spaces, inside a word only where the word is wider than the line.</summary>
internal static class LineBreaker
{
    private const string Ellipsis = "…";

    /// <param name="text">As <see cref="ITypeface.Clean"/> returned it.</param>
    /// <param name="maxLines">What does not fit into so many lines ends with an ellipsis.</param>
    /// <returns>At least one line, which is empty for an empty text.</returns>
    public static IReadOnlyList<string> Wrap(ITypeface face, string text, int width, int maxLines)
    {
        if (face.WidthOf(text) <= width)
            return [text];
        var lines = new List<string>();
        var rest = text.AsSpan().Trim(' ');
        while (lines.Count < maxLines - 1 && FittingPart(face, rest, width) is var fits && fits < rest.Length)
        {
            var cut = rest[..(fits + 1)].LastIndexOf(' ') is > 0 and var space
                ? space
                : Math.Max(fits, FirstRune(rest));
            lines.Add(rest[..cut].TrimEnd(' ').ToString());
            rest = rest[cut..].TrimStart(' ');
        }

        if (rest.Length > 0 || lines.Count == 0)
            lines.Add(Shorten(face, rest, width));
        return lines;
    }

    /// <summary>One line: the text, or as much of its beginning as leaves room for an ellipsis.</summary>
    public static string Shorten(ITypeface face, ReadOnlySpan<char> text, int width) =>
        FittingPart(face, text, width) == text.Length
            ? text.ToString()
            : string.Concat(text[..FittingPart(face, text, width - face.WidthOf(Ellipsis))].TrimEnd(' '), Ellipsis);

    /// <summary>
    /// The number of leading characters that are no wider than <paramref name="width"/>; never ends inside a surrogate
    /// pair.
    /// </summary>
    private static int FittingPart(ITypeface face, ReadOnlySpan<char> text, int width)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width -= face.WidthOf(rune);
            if (width < 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    private static int FirstRune(ReadOnlySpan<char> text) => char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1;
}

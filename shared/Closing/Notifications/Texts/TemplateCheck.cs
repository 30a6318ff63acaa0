namespace Bookseal.Closing.Notifications.Texts;

/// <summary>
/// What a template may be made of, looked at before the parser sees it: the parser goes down as deep as a template
/// nests, and the runtime does not survive the end of its stack; a range is made whole before its steps are counted.
/// Without assignments nothing can be doubled again and again, and without includes nothing can be read.
/// </summary>
internal static class TemplateCheck
{
    public const string Invalid = "TEMPLATE_INVALID";

    /// <summary>Long enough for every condition that a person writes; longer ones only nest.</summary>
    private const int MostTagCharacters = 1_000;

    private static readonly string[] Openers = ["if", "unless", "for", "case"];

    /// <summary>The tags that a template may have; the parser knows no others.</summary>
    public static IReadOnlyList<string> Tags { get; } = [.. Openers, "break", "continue"];

    private static readonly HashSet<string> Allowed =
    [
        .. Tags,
        .. Openers.Select(name => $"end{name}"),
        "elsif",
        "else",
        "when",
    ];

    /// <summary>Null for a template that may be parsed.</summary>
    public static Fault? Check(string source)
    {
        var depth = 0;
        for (var at = NextTag(source, 0); at >= 0; at = NextTag(source, at))
        {
            var isOutput = source[at + 1] == '{';
            var (end, problem) = FindEnd(source, at + 2, isOutput ? "}}" : "%}");
            if (problem is not null)
                return At(source, at, problem);
            var name = isOutput ? "" : NameOf(source.AsSpan(at + 2, end - at - 2));
            if (!isOutput && !Allowed.Contains(name))
                return At(source, at, $"the tag '{name}' is not allowed");
            if (Openers.Contains(name) && ++depth > Limits.TemplateDepth)
                return At(source, at, $"templates nest at most {Limits.TemplateDepth} deep");
            if (name.StartsWith("end", StringComparison.Ordinal))
                depth--;
            at = end + 2;
        }

        return null;
    }

    private static int NextTag(string source, int from)
    {
        for (; (from = source.IndexOf('{', from)) >= 0 && from + 1 < source.Length; from++)
            if (source[from + 1] is '{' or '%')
                return from;
        return -1;
    }

    /// <summary>
    /// Where the tag that begins before ends. Quoted braces would let two readers see different tags; nobody needs any.
    /// </summary>
    private static (int End, string? Problem) FindEnd(string source, int from, string closing)
    {
        var quote = '\0';
        for (var at = from; at < source.Length - 1 && at - from <= MostTagCharacters; at++)
        {
            var here = source[at];
            if (quote == '\0' && here == closing[0] && source[at + 1] == closing[1])
                return (at, null);
            if (here is '{' or '}' or '%')
                return (at, "a tag has no braces and no % in it");
            if (here == '.' && source[at + 1] == '.')
                return (at, "ranges are not allowed");
            if (here is '"' or '\'' && quote == '\0')
                quote = here;
            else if (here == quote)
                quote = '\0';
        }

        return (source.Length, $"a tag ends, and has at most {MostTagCharacters} characters");
    }

    private static string NameOf(ReadOnlySpan<char> tag)
    {
        var text = tag.TrimStart("- \t\r\n");
        var end = text.IndexOfAnyExceptInRange('a', 'z');
        return text[..(end < 0 ? text.Length : end)].ToString();
    }

    private static Fault At(string source, int index, string what) =>
        new(Invalid, $"line {source.AsSpan(0, index).Count('\n') + 1}: {what}");
}

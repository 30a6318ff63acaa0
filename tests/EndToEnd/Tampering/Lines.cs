namespace Bookseal.EndToEnd.Tests.Tampering;

internal static class Lines
{
    public static void ReplaceAll(this List<string> lines, Func<string, string> edit)
    {
        for (var i = 0; i < lines.Count; i++)
            lines[i] = edit(lines[i]);
    }
}

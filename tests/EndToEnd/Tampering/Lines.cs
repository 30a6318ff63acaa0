namespace Bookseal.EndToEnd.Tests.Tampering;

internal static class Lines
{
    public static void ReplaceAll<T>(this List<T> lines, Func<T, T> edit)
    {
        for (var i = 0; i < lines.Count; i++)
            lines[i] = edit(lines[i]);
    }
}

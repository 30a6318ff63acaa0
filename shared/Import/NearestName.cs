namespace Bookseal.Import;

internal static class NearestName
{
    private const int LongestText = 32; // more is no slip of a name

    /// <summary>
    /// The name that differs least, if it differs by no more letters than asked; of several the first.
    /// </summary>
    public static string? Of(string text, IEnumerable<string> names, int mostEdits)
    {
        if (text.Length > LongestText)
            return null;
        var near = names.Select(name => (Name: name, Edits: Edits(text, name))).MinBy(pair => pair.Edits);
        return near.Name is not null && near.Edits <= mostEdits ? near.Name : null;
    }

    /// <summary>
    /// How many letters were added, left out, mistaken or, being neighbours, swapped (optimal string alignment).
    /// </summary>
    private static int Edits(string text, string name)
    {
        var edits = new int[text.Length + 1, name.Length + 1];
        for (var i = 0; i <= text.Length; i++)
        for (var j = 0; j <= name.Length; j++)
            edits[i, j] = i == 0 || j == 0 ? i + j : Least(edits, text, name, i, j);
        return edits[text.Length, name.Length];
    }

    private static int Least(int[,] edits, string text, string name, int i, int j)
    {
        var mistaken = edits[i - 1, j - 1] + (text[i - 1] == name[j - 1] ? 0 : 1);
        var least = Math.Min(mistaken, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
        var isSwap = i > 1 && j > 1 && text[i - 1] == name[j - 2] && text[i - 2] == name[j - 1];
        return isSwap ? Math.Min(least, edits[i - 2, j - 2] + 1) : least;
    }
}

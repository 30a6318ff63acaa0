namespace Bookseal.Import.Ledgers;

/// <summary>The journal of a FEC whose entries say with which balances a year begins.</summary>
internal static class CarryingJournal
{
    private const StringSplitOptions SplitOptions = StringSplitOptions.RemoveEmptyEntries;

    /// <summary>The journal of « à-nouveaux », by its code or its name; « Ventes nouveau magasin » is none.</summary>
    public static bool IsOne(string journal, string name)
    {
        if (journal.ToUpperInvariant() is "AN" or "ANO" or "RAN" or "AN1")
            return true;
        var words = name.ToUpperInvariant().Replace('\u00c0', 'A').Split([' ', '-', '\'', '_'], SplitOptions);
        return words.Index().Any(word => word.Item is "ANOUVEAU" or "ANOUVEAUX" || IsPhrase(words, word.Index));
    }

    private static bool IsPhrase(string[] words, int at) =>
        words[at] == "A" && at + 1 < words.Length && words[at + 1] is "NOUVEAU" or "NOUVEAUX";
}

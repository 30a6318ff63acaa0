namespace Bookseal.Import.Tables;

/// <summary>How files call the sides of an amount: the usual words, and those that a mapping says.</summary>
internal static class SideWords
{
    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    /// <summary>Null for a word that is neither side.</summary>
    /// <param name="said"><c>debit</c> and <c>credit</c> as the file calls them; they go first.</param>
    public static bool? IsCredit(string word, IReadOnlyDictionary<string, string> said)
    {
        foreach (var (side, own) in said)
            if (own.Trim().Equals(word, StringComparison.OrdinalIgnoreCase))
                return side == "credit";
        return word.ToUpperInvariant() switch
        {
            "C" or "CR" or "CREDIT" or "-1" or "H" => true,
            "D" or "DR" or "DEBIT" or "1" or "+1" or "S" => false,
            _ => null,
        };
    }
}

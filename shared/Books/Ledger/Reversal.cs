using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// The entry that takes another one back: the same lines with their sides swapped, naming the entry that it reverses.
/// </summary>
public static class Reversal
{
    private const string Suffix = "-R";

    /// <summary>The id follows from the original's, so an entry is reversed once.</summary>
    public static EntryId IdOf(EntryId original)
    {
        var id = EntryId.Parse(original + Suffix);
        if (id.IsOk)
            return id.Value;
        // The original's id has no room left for the suffix.
        return EntryId.Parse(Digest.Of(System.Text.Encoding.UTF8.GetBytes(original.ToString())) + Suffix).Value;
    }

    public static Entry Of(Entry original, DateOnly date, PersonId postedBy) =>
        new(
            IdOf(original.Id),
            date,
            EntryKind.Reversing,
            $"Reversal of {original.Id}: {original.Description}",
            postedBy,
            [
                .. original.Lines.Select(line =>
                    line with
                    {
                        DebitMinor = line.CreditMinor,
                        CreditMinor = line.DebitMinor,
                    }
                ),
            ]
        )
        {
            Reverses = original.Id,
        };
}

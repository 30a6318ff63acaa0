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

    /// <summary>What takes back a replacement <c>ID~n</c> is not named like the edit that put it there.</summary>
    private static EntryId IdOf(Entry original) =>
        SourceEdit.OriginalOf(original) == original.Id ? IdOf(original.Id) : IdOf(IdOf(original.Id));

    public static Entry Of(Entry original, DateOnly date, PersonId postedBy) =>
        new(
            IdOf(original),
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
            Journal = original.Journal,
            Reverses = original.Id,
            Scope = original.Scope,
        };
}

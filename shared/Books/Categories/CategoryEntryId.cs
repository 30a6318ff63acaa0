using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Categories;

/// <summary>The id of the entry that categorises another: <c>CAT-JE-7</c>.</summary>
public static class CategoryEntryId
{
    private const string Prefix = "CAT-";

    /// <summary>
    /// An id that leaves no room, or whose scope is of another date than the entry's own, gives way to a digest.
    /// </summary>
    public static EntryId Of(Entry entry) =>
        entry.OriginalDate is null && EntryId.Parse($"{Prefix}{entry.Id}") is { IsOk: true } id
            ? id.Value
            : EntryId.Parse($"{Prefix}{Digest.Of(System.Text.Encoding.UTF8.GetBytes(entry.Key.Text))}").Value;

    public static bool IsOne(EntryId id) => id.ToString().StartsWith(Prefix, StringComparison.Ordinal);
}

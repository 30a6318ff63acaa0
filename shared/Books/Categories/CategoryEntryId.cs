using System.Globalization;
using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Categories;

/// <summary>The id of the entry that categorises another: <c>CAT-JE-7</c>.</summary>
public static class CategoryEntryId
{
    private const string Prefix = "CAT-";

    /// <summary>How a journal's line has such an id.</summary>
    public const string Mark = $"\"id\":\"{Prefix}";

    /// <summary>
    /// An id that leaves no room, whose scope is of another date than the entry's own, or that some entry of the
    /// company's program has, gives way to a digest.
    /// </summary>
    /// <param name="taken">The ids of entries that look like those of categorisations and are none.</param>
    public static EntryId Of(Entry entry, IReadOnlySet<EntryId> taken) =>
        PlainOf(entry) is { } plain && !taken.Contains(plain) ? plain : DigestOf(entry);

    /// <summary>Of the entry by which a person moves one line: the first that is free.</summary>
    /// <param name="number">The line's, from 1.</param>
    public static EntryId OfLine(Entry entry, int number, IReadOnlySet<EntryId> taken)
    {
        var plain = PlainOf(entry) ?? DigestOf(entry);
        for (var round = 1; ; round++)
        {
            var again = round == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $".{round}");
            var suffix = string.Create(CultureInfo.InvariantCulture, $"-{number}{again}");
            if (!EntryId.Parse($"{plain}{suffix}").TryGet(out var id, out _))
                id = EntryId.Parse($"{DigestOf(entry)}{suffix}").Value;
            if (!taken.Contains(id))
                return id;
        }
    }

    public static bool IsOne(EntryId id) => id.ToString().StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What a categorisation moves is all of one entry, whose id its lines and its own have.</summary>
    public static bool IsOne(Entry entry) =>
        IsOne(entry.Id)
        && entry.Kind == EntryKind.Adjusting
        && entry.Lines[0].Reference is { } reference
        && entry.Lines.All(line => line.Reference == reference)
        && ($"{entry.Id}" == Prefix + reference || IsDigest(entry.Id));

    /// <summary>Whether this is the categorisation of that entry.</summary>
    public static bool IsOf(Entry own, Entry entry) =>
        IsOne(own)
        && own.Journal == entry.Journal
        && own.Lines[0].Reference == $"{entry.Id}"
        && (own.Id == PlainOf(entry) || own.Id == DigestOf(entry));

    private static EntryId? PlainOf(Entry entry) =>
        entry.OriginalDate is null && EntryId.Parse($"{Prefix}{entry.Id}").TryGet(out var id, out _) ? id : null;

    private static EntryId DigestOf(Entry entry) =>
        EntryId.Parse($"{Prefix}{Digest.Of(Encoding.UTF8.GetBytes(entry.Key.Text))}").Value;

    private static bool IsDigest(EntryId id) => Digest.Parse($"{id}"[Prefix.Length..]).IsOk;
}

using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>What an edit in the source posts to the open period where its entry stands, in one append.</summary>
/// <param name="Standing">What it takes back; null where nothing stood any more.</param>
/// <param name="Replacement">What stands from then on; null for an entry that went.</param>
/// <param name="Number">Of the edit, among those of its entry.</param>
internal sealed record PlannedEdit(
    PeriodCode Period,
    Entry? Standing,
    Entry? Replacement,
    EntryEdit Kind,
    int Number,
    PersonId By
)
{
    /// <summary>The entry as its source first gave it.</summary>
    public EntryKey Original => OriginalOf((Standing ?? Replacement)!);

    public IReadOnlyList<Entry> Entries
    {
        get
        {
            var takeBack = Standing is null ? null : SourceEdit.TakeBack(Standing, Kind, Number, By);
            return [.. new[] { takeBack, Replacement }.OfType<Entry>()];
        }
    }

    public static EntryKey OriginalOf(Entry entry) => entry.Key with { Id = entry.Replaces ?? entry.Id };
}

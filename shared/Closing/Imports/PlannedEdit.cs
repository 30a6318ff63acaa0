using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>
/// What an edit in the source posts to the open period where its entry stands, in one append; where it moved the entry
/// to another month, in one append to each.
/// </summary>
/// <param name="Period">Where the replacement stands; of an entry that went, where that stood.</param>
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
    /// <summary>The month that the entry was moved out of; null where it stays in its own.</summary>
    public PeriodCode? From { get; init; }

    /// <summary>The entry as its source first gave it.</summary>
    public EntryKey Original => OriginalOf((Standing ?? Replacement)!);

    /// <summary>All that it posts, in whichever month.</summary>
    public IReadOnlyList<Entry> Entries => [.. new[] { TakeBack, Replacement }.OfType<Entry>()];

    private Entry? TakeBack => Standing is null ? null : SourceEdit.TakeBack(Standing, Kind, Number, By);

    /// <summary>What it posts to one of its months.</summary>
    public IReadOnlyList<Entry> EntriesIn(PeriodCode period)
    {
        if (From is null)
            return period == Period ? Entries : [];
        return [.. new[] { period == From ? TakeBack : null, period == Period ? Replacement : null }.OfType<Entry>()];
    }

    public static EntryKey OriginalOf(Entry entry) => entry.Key with { Id = SourceEdit.OriginalOf(entry) };
}

using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Posting;

/// <summary>
/// An id stands for one entry in all months of its scope. A month's index knows only its own: an entry whose date was
/// moved into
/// another month is new there, and would be counted twice.
/// </summary>
internal static class EntryWhereabouts
{
    /// <summary><c>ENTRY_CHANGED</c> if one of these months has an entry of such an id already.</summary>
    /// <param name="entries">Entries that are new in the months where they go, and the months.</param>
    public static async Task<Fault?> CheckAsync(
        Workspace workspace,
        IReadOnlyList<PeriodCode> months,
        IReadOnlyList<(Entry Entry, PeriodCode Target)> entries,
        IdScope scope,
        CancellationToken cancel
    )
    {
        foreach (var month in entries.Count == 0 ? [] : months)
        {
            Entry[] others = [.. entries.Where(item => item.Target != month).Select(item => item.Entry)];
            if (
                await workspace.Journals.FindFirstAsync(workspace.Tenant, month, others, scope.IsSame, cancel) is
                { } found
            )
                return StandsIn(
                    month,
                    found,
                    entries.First(item => item.Entry == found && item.Target != month).Target
                );
        }

        return null;
    }

    /// <summary><c>ENTRY_CHANGED</c> of an entry that stands in a month and would be posted to another.</summary>
    public static Fault StandsIn(PeriodCode month, Entry entry, PeriodCode target) =>
        new(
            "ENTRY_CHANGED",
            $"entry {entry.Key}, dated {Dates.Text(entry.OriginalDate ?? entry.Date)}, stands in {month} already; in "
                + $"{target} it would be counted a second time. Give it the date that it was posted with; "
                + $"to move it, reverse it ('bookseal reverse {entry.Id}') and post it under an id of its own. "
                + "If the source counts its ids by year or journal, say so with \"id_scope\" in bookseal.json"
        );
}

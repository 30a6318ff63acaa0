using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;

namespace Bookseal.Closing.Posting;

/// <summary>
/// An entry from outside may name what it takes back. A closing entry is taken back by its period's reopening only, so
/// what would take back one, or what took one back, is refused. The journals are read only where an entry names one.
/// </summary>
internal static class ClosingReversals
{
    /// <summary><c>ENTRY_KIND_NOT_ALLOWED</c>, or null.</summary>
    public static async Task<Fault?> CheckAsync(
        Workspace workspace,
        IEnumerable<Entry> entries,
        CancellationToken cancel
    )
    {
        HashSet<EntryId> takenBack = [.. entries.Select(entry => entry.Reverses).OfType<EntryId>()];
        if (takenBack.Count == 0)
            return null;
        var closings = new Dictionary<EntryId, Entry>();
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        await foreach (var entry in workspace.ReadEntriesAsync(period, cancel))
            if (entry.Kind == EntryKind.Closing)
                closings[entry.Id] = entry;
            else if (entry.Reverses is { } id && closings.TryGetValue(id, out var closing))
                closings[entry.Id] = closing;
        foreach (var id in takenBack)
            if (closings.TryGetValue(id, out var closing))
                return ClosingKind.NotReversed(id, closing);
        return null;
    }
}

using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Imports;

/// <summary>Reads from a month's journal what stands there of entries that the source gives otherwise.</summary>
internal sealed class StandingReader(Workspace workspace)
{
    /// <summary>What stands of each, by its place in the chunk; null if all of it was taken back.</summary>
    public async Task<Dictionary<int, Entry?>> ReadAsync(
        PeriodCode period,
        IReadOnlyList<ChangedEntry> changed,
        CancellationToken cancel
    )
    {
        var found = changed.ToDictionary(item => item.Place, _ => (Entry?)null);
        var places = changed.Where(item => item.Standing.Standing >= 0).ToDictionary(KeyOf, item => item.Place);
        if (places.Count == 0)
            return found;
        await foreach (var entry in workspace.ReadEntriesAsync(period, cancel))
            if (places.TryGetValue(entry.Key, out var place))
                found[place] = entry;
        return found;
    }

    /// <summary>
    /// Those that another month reverses or corrects: a journal's own index does not know of it.
    /// </summary>
    public async Task<HashSet<EntryKey>> FindFixedAsync(
        IReadOnlyCollection<Entry> standing,
        IReadOnlyList<PeriodCode> months,
        CancellationToken cancel
    )
    {
        var keys = standing.SelectMany(entry => new[] { entry.Key, PlannedEdit.OriginalOf(entry) }).ToHashSet();
        var found = new HashSet<EntryKey>();
        foreach (var month in keys.Count == 0 ? [] : months)
            found.UnionWith(await workspace.Journals.Poster(workspace.Tenant, month).FindFixedAsync(keys, cancel));
        return found;
    }

    private static EntryKey KeyOf(ChangedEntry item)
    {
        var id = item.Given.Id;
        var (number, isUnscoped) = (item.Standing.Standing, item.Standing.IsUnscoped);
        return new(isUnscoped ? null : item.Given.Scope, number > 0 ? SourceEdit.IdOf(id, number) : id);
    }
}

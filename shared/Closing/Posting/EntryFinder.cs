using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Posting;

/// <summary>Finds the one entry that a person means, and what takes it back; never picks one of several.</summary>
internal sealed class EntryFinder(Workspace workspace)
{
    private readonly List<(PeriodCode Period, Entry Entry)> _named = [];
    private readonly Dictionary<EntryKey, Entry> _takenBack = [];

    /// <summary>
    /// The entry that stands under the id: where the source edited it, what replaced it. <c>ENTRY_NOT_FOUND</c>;
    /// <c>ENTRY_AMBIGUOUS</c>, with those that the id fits.
    /// </summary>
    public async Task<Result<(Entry Entry, Entry? TakenBackBy)>> FindAsync(
        EntryPointer pointer,
        CancellationToken cancel
    )
    {
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        await foreach (var entry in workspace.ReadEntriesAsync(period, cancel))
            Look(pointer.Id, period, entry);
        var fitting = _named
            .Where(item => pointer.Period is null || item.Period == pointer.Period)
            .Where(item => pointer.Journal is null || item.Entry.Journal == pointer.Journal)
            .GroupBy(item => item.Entry.Scope)
            .ToList();
        if (fitting.Count > 1)
            return Ambiguous(pointer.Id, fitting.Select(group => group.First()));
        if (fitting.Count == 1)
            return Standing([.. fitting[0].Select(item => item.Entry)]);
        return _takenBack.Values.FirstOrDefault(entry => entry.Reverses == pointer.Id) is { } reversal
            ? (reversal, reversal)
            : new Fault("ENTRY_NOT_FOUND", $"no journal has an entry {pointer.Id}");
    }

    private void Look(EntryId id, PeriodCode period, Entry entry)
    {
        if (entry.Reverses is { } reversed && (reversed == id || entry.Replaces == id || IsNamed(entry, reversed)))
            _takenBack[entry.Key with { Id = reversed }] = entry;
        if (entry.Edit is null && (entry.Id == id || entry.Replaces == id))
            _named.Add((period, entry));
    }

    private bool IsNamed(Entry entry, EntryId reversed) =>
        _named.Exists(item => item.Entry.Key == (entry.Key with { Id = reversed }));

    /// <summary>The last that no edit took back; if there is none, the last.</summary>
    private (Entry Entry, Entry? TakenBackBy) Standing(IReadOnlyList<Entry> versions)
    {
        var standing = versions.LastOrDefault(entry => _takenBack.GetValueOrDefault(entry.Key)?.Edit is null);
        standing ??= versions[^1];
        return (standing, _takenBack.GetValueOrDefault(standing.Key));
    }

    private static Fault Ambiguous(EntryId id, IEnumerable<(PeriodCode Period, Entry Entry)> fitting)
    {
        var shown = fitting.Select(item =>
            $"{item.Period}: {Dates.Text(item.Entry.Date)}, "
            + $"{(item.Entry.Journal is { } journal ? $"journal {journal}, " : "")}{EntryAmounts.Text(item.Entry)}, "
            + $"{new JsonString(item.Entry.Description)}"
        );
        return new(
            "ENTRY_AMBIGUOUS",
            $"{id} fits several entries ({string.Join("; ", shown)}); say which with --period, or with --journal"
        );
    }
}

using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Categories;

/// <summary>
/// The lines of a period on accounts that are tagged uncategorised, and which of them nothing has moved away: no
/// reversal, no entry of an earlier categorisation, and none that a person posted for it.
/// </summary>
public sealed class UncategorisedLines(ChartOfAccounts chart)
{
    private readonly List<Entry> _entries = [];
    private readonly HashSet<EntryId> _taken = [];
    private readonly HashSet<EntryId> _ids = [];

    /// <summary>Every id of the period that looks like one of a categorisation.</summary>
    public IReadOnlySet<EntryId> CategoryIds => _ids;

    /// <summary>What cannot be held is left to people as a whole.</summary>
    public bool IsTooMany { get; private set; }

    public void Add(Entry entry)
    {
        if (CategoryEntryId.IsOne(entry.Id))
            _ids.Add(entry.Id);
        if (CategoryEntryId.IsOne(entry.Id) && !CategoryEntryId.IsOne(entry))
            _taken.Add(entry.Id);
        if (entry.Kind is EntryKind.Opening or EntryKind.Closing || !entry.Lines.Any(IsMeant))
            return;
        IsTooMany |= _entries.Count == Limits.UncategorisedEntries;
        if (!IsTooMany)
            _entries.Add(entry);
    }

    public IEnumerable<Entry> EntriesOf(EntryId id) => _entries.Where(entry => entry.Id == id);

    /// <summary>What people moved of an entry and did not take back: the line back, and the account.</summary>
    public IEnumerable<(EntryLine From, AccountCode To)> DecisionsOn(Entry entry)
    {
        var reversed = _entries.Select(other => other.Reverses).OfType<EntryId>().ToHashSet();
        return from moved in _entries
            where
                CategoryEntryId.IsOne(moved.Id)
                && !CategoryEntryId.IsOne(moved)
                && moved.Lines is [_, var back]
                && back.Reference == $"{entry.Id}"
                && moved.Journal == entry.Journal
                && !reversed.Contains(moved.Id)
            select (moved.Lines[1], moved.Lines[0].Account);
    }

    /// <summary>By entry, in the journal's order.</summary>
    public IReadOnlyList<UncategorisedEntry> FindOpen()
    {
        List<Standing> all = [.. _entries.Select(entry => new Standing(entry, [.. entry.Lines.Where(IsMeant)]))];
        var byKey = all.GroupBy(standing => standing.Entry.Key).ToDictionary(group => group.Key, group => group.Last());
        // The last first: what takes a reversal back leaves what that had reversed.
        foreach (var standing in Enumerable.Reverse(all))
            if (
                standing.Entry.Reverses is { } reversed
                && byKey.TryGetValue(standing.Entry.Key with { Id = reversed }, out var other)
            )
                Cancel(standing, other);
        var own = all.Where(standing => CategoryEntryId.IsOne(standing.Entry))
            .ToLookup(standing => standing.Entry.Lines[0].Reference);
        var categorised = new HashSet<Standing>();
        foreach (var standing in all)
        foreach (var one in own[$"{standing.Entry.Id}"].Where(one => CategoryEntryId.IsOf(one.Entry, standing.Entry)))
        {
            categorised.Add(standing);
            Cancel(one, standing);
        }

        var doubtful = CancelByPeople(all);
        return
        [
            .. all.Where(standing => standing.Open.Count > 0)
                .Select(standing => new UncategorisedEntry(
                    standing.Entry,
                    CategoryEntryId.Of(standing.Entry, _taken),
                    [.. standing.Open],
                    categorised.Contains(standing)
                        || CategoryEntryId.IsOne(standing.Entry)
                        || standing.Entry.Reverses is not null,
                    doubtful.Contains(standing)
                )),
        ];
    }

    private bool IsMeant(EntryLine line) => line.NetMinor != 0 && chart.Find(line.Account) is { IsUncategorised: true };

    /// <summary>
    /// A person's entry says by the reference whose line it moves; an adjustment may have nothing but the amount.
    /// </summary>
    /// <returns>Of what nobody can say whether it was moved.</returns>
    private static HashSet<Standing> CancelByPeople(List<Standing> all)
    {
        var everyday = all.Where(standing => standing.Entry.Kind == EntryKind.Standard).ToList();
        var byId = everyday.ToLookup(standing => $"{standing.Entry.Id}");
        var (doubtful, unnamed) = (new HashSet<Standing>(), new List<(EntryLine Line, Standing Standing)>());
        foreach (var standing in all.Where(IsByPeople))
        foreach (var line in standing.Open.ToList())
        {
            var others = byId[line.Reference ?? ""].Where(other => other != standing).ToList();
            if (others.Exists(other => other.Take(line.Account, line.Currency, -line.NetMinor)))
                standing.Open.Remove(line);
            else if (standing.Entry.Kind == EntryKind.Standard)
                continue;
            else if (others.Count == 0)
                unnamed.Add((line, standing));
            else if (others.Exists(other => other.HasOpposite(line)))
                doubtful.UnionWith([standing, .. others.Where(other => other.HasOpposite(line))]);
        }

        foreach (var alike in unnamed.GroupBy(pair => Of(pair.Line)))
            CancelByAmount([.. alike], everyday, doubtful);
        return doubtful;
    }

    /// <summary>Either all lines of the amount are moved, or nobody can say which.</summary>
    private static void CancelByAmount(
        IReadOnlyList<(EntryLine Line, Standing Standing)> movers,
        IReadOnlyList<Standing> everyday,
        HashSet<Standing> doubtful
    )
    {
        var (account, currency, netMinor) = Of(movers[0].Line);
        var candidates = everyday
            .SelectMany(standing => standing.Open.Select(line => (Line: Of(line), Standing: standing)))
            .Where(pair => pair.Line == (account, currency, -netMinor))
            .Select(pair => pair.Standing)
            .ToList();
        if (candidates.Count > movers.Count)
            doubtful.UnionWith([.. candidates, .. movers.Select(mover => mover.Standing)]);
        else
            foreach (var (candidate, mover) in candidates.Zip(movers))
                if (candidate.Take(account, currency, -netMinor))
                    mover.Standing.Open.Remove(mover.Line);
    }

    private static bool IsByPeople(Standing standing) =>
        standing.Entry.Reverses is null && !CategoryEntryId.IsOne(standing.Entry);

    private static void Cancel(Standing one, Standing other)
    {
        foreach (var line in one.Open.ToList())
            if (other.Take(line.Account, line.Currency, -line.NetMinor))
                one.Open.Remove(line);
    }

    private static (AccountCode Account, Currency Currency, long NetMinor) Of(EntryLine line) =>
        (line.Account, line.Currency, line.NetMinor);

    /// <param name="Open">The lines that nothing has moved so far.</param>
    private sealed class Standing(Entry entry, List<EntryLine> open)
    {
        public Entry Entry => entry;

        public List<EntryLine> Open => open;

        public bool HasOpposite(EntryLine line) =>
            open.Exists(own =>
                (own.Account, own.Currency, Math.Sign(own.NetMinor))
                == (line.Account, line.Currency, -Math.Sign(line.NetMinor))
            );

        public bool Take(AccountCode account, Currency currency, long netMinor)
        {
            var at = open.FindIndex(line => Of(line) == (account, currency, netMinor));
            if (at >= 0)
                open.RemoveAt(at);
            return at >= 0;
        }
    }
}

/// <param name="CategoryId">Of the entry that would categorise it.</param>
/// <param name="Lines">Those on uncategorised accounts that nothing has moved away.</param>
/// <param name="IsTakenBack">A categorisation was taken back, or what it moved was: a person has to look.</param>
/// <param name="IsMaybeMoved">A person moved a part of it, or the same amount without saying of which entry.</param>
public sealed record UncategorisedEntry(
    Entry Entry,
    EntryId CategoryId,
    IReadOnlyList<EntryLine> Lines,
    bool IsTakenBack,
    bool IsMaybeMoved
);

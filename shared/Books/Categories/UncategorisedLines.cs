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

    /// <summary>What cannot be held is left to people as a whole.</summary>
    public bool IsTooMany { get; private set; }

    public void Add(Entry entry)
    {
        if (entry.Kind is EntryKind.Opening or EntryKind.Closing || !entry.Lines.Any(IsMeant))
            return;
        IsTooMany |= _entries.Count == Limits.UncategorisedEntries;
        if (!IsTooMany)
            _entries.Add(entry);
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
        var ids = _entries.Where(entry => CategoryEntryId.IsOne(entry.Id)).ToLookup(entry => (entry.Id, entry.Journal));
        var categorised = new HashSet<Standing>();
        foreach (var standing in all)
        foreach (var own in ids[(CategoryEntryId.Of(standing.Entry), standing.Entry.Journal)])
        {
            categorised.Add(standing);
            Cancel(byKey[own.Key], standing);
        }

        CancelByPeople(all);
        return
        [
            .. all.Where(standing => standing.Open.Count > 0)
                .Select(standing => new UncategorisedEntry(
                    standing.Entry,
                    [.. standing.Open],
                    categorised.Contains(standing)
                        || CategoryEntryId.IsOne(standing.Entry.Id)
                        || standing.Entry.Reverses is not null
                )),
        ];
    }

    private bool IsMeant(EntryLine line) => line.NetMinor != 0 && chart.Find(line.Account) is { IsUncategorised: true };

    /// <summary>
    /// A person's adjustment says whose line it moves by the reference, or by nothing but the amount.
    /// </summary>
    private static void CancelByPeople(List<Standing> all)
    {
        var everyday = all.Where(standing => standing.Entry.Kind == EntryKind.Standard).ToList();
        var byId = everyday.ToLookup(standing => $"{standing.Entry.Id}");
        var byLine = everyday
            .SelectMany(standing => standing.Open.Select(line => (Line: Of(line), Standing: standing)))
            .ToLookup(pair => pair.Line, pair => pair.Standing);
        foreach (var standing in all.Where(IsByPeople))
        foreach (var line in standing.Open.ToList())
        {
            var (account, currency, netMinor) = Of(line);
            var others = byId[line.Reference ?? ""].Concat(byLine[(account, currency, -netMinor)]);
            if (others.FirstOrDefault(other => other.Take(account, currency, -netMinor)) is not null)
                standing.Open.Remove(line);
        }
    }

    private static bool IsByPeople(Standing standing) =>
        standing.Entry.Kind != EntryKind.Standard
        && standing.Entry.Reverses is null
        && !CategoryEntryId.IsOne(standing.Entry.Id);

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

        public bool Take(AccountCode account, Currency currency, long netMinor)
        {
            var at = open.FindIndex(line => Of(line) == (account, currency, netMinor));
            if (at >= 0)
                open.RemoveAt(at);
            return at >= 0;
        }
    }
}

/// <param name="Lines">Those on uncategorised accounts that nothing has moved away.</param>
/// <param name="IsTakenBack">A categorisation was taken back, or what it moved was: a person has to look.</param>
public sealed record UncategorisedEntry(Entry Entry, IReadOnlyList<EntryLine> Lines, bool IsTakenBack);

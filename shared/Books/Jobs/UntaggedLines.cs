using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Jobs;

/// <summary>
/// The cost-of-sales lines of a month that name no job, and what settled some of them: a reversal, a correction, an
/// edit, or an entry that moved them to a job. What is settled comes to zero together, so the open lines come to the
/// month's cost without job.
/// </summary>
public sealed class UntaggedLines(ChartOfAccounts chart)
{
    private readonly List<Standing> _all = [];
    private readonly HashSet<EntryId> _taken = [];

    /// <summary>What cannot be held is left to people as a whole.</summary>
    public bool IsTooMany { get; private set; }

    public void Add(Entry entry)
    {
        if (JobTag.IsLike(entry.Id))
            _taken.Add(entry.Id);
        if (entry.Kind == EntryKind.Closing)
            return;
        var lines = entry.Lines.Index().Where(pair => IsMeant(pair.Item)).Select(pair => pair.Index + 1).ToList();
        if (lines.Count == 0)
            return;
        IsTooMany |= _all.Count == Limits.UntaggedEntries;
        if (!IsTooMany)
            _all.Add(new(entry, lines));
    }

    /// <summary>All of them, in the journal's order; none where they are too many.</summary>
    public IReadOnlyList<UntaggedLine> Find()
    {
        if (IsTooMany)
            return [];
        foreach (var standing in _all)
            standing.Reset();
        SettleNamed(entry => entry.Reverses);
        SettleNamed(entry => entry.Corrects);
        SettleMoved();
        return
        [
            .. _all.SelectMany(standing =>
                standing.Numbers.Select(number => new UntaggedLine(
                    standing.Entry,
                    number,
                    JobTag.IdOf(standing.Entry, number, _taken),
                    standing.Settled.GetValueOrDefault(number)
                ))
            ),
        ];
    }

    private bool IsMeant(EntryLine line) =>
        line is { Job: null, NetMinor: not 0 } && chart.Find(line.Account) is { IsCostOfGoodsSold: true };

    /// <summary>The last first: what takes a reversal back leaves what that had reversed.</summary>
    private void SettleNamed(Func<Entry, EntryId?> name)
    {
        var byKey = _all.GroupBy(standing => standing.Entry.Key)
            .ToDictionary(group => group.Key, group => group.Last());
        foreach (var one in Enumerable.Reverse(_all))
            if (name(one.Entry) is { } named && byKey.TryGetValue(one.Entry.Key with { Id = named }, out var other))
                foreach (var number in one.Open)
                    one.Settle(number, other, null);
    }

    /// <summary>
    /// What says by its reference whose line it moves: with a job on its other side, or as a person's adjustment. A
    /// tag of what the source edited since is one of what stands in its place.
    /// </summary>
    private void SettleMoved()
    {
        var named = _all.SelectMany(standing =>
                new[] { standing.Entry.Id, standing.Entry.Replaces }
                    .OfType<EntryId>()
                    .Distinct()
                    .Select(id => (Id: $"{id}", standing))
            )
            .ToLookup(pair => pair.Id, pair => pair.standing);
        foreach (var one in _all.Where(standing => standing.Entry.Reverses is null))
        foreach (var number in one.Open)
        {
            var line = one.Line(number);
            var isMove = one.Entry.Kind != EntryKind.Standard || one.JobOf(line) is not null;
            foreach (var other in isMove ? named[line.Reference ?? ""] : [])
                if (other != one && IsOfOne(one.Entry, other.Entry) && one.Settle(number, other, one.JobOf(line)))
                    break;
        }
    }

    /// <summary>A tag's own scope follows from its date, which a late item's does not.</summary>
    private static bool IsOfOne(Entry one, Entry other) =>
        one.Scope == other.Scope || (JobTag.NumberOf(one) is not null && one.Journal == other.Journal);

    /// <param name="numbers">Of the lines that are meant, from 1.</param>
    private sealed class Standing(Entry entry, List<int> numbers)
    {
        public Entry Entry => entry;

        public List<int> Numbers => numbers;

        public Dictionary<int, JobSettlement> Settled { get; } = [];

        public List<int> Open => [.. numbers.Where(number => !Settled.ContainsKey(number))];

        public EntryLine Line(int number) => entry.Lines[number - 1];

        public void Reset() => Settled.Clear();

        /// <summary>The job that the entry moves the line's amount to, on the same account.</summary>
        public string? JobOf(EntryLine line) =>
            entry
                .Lines.FirstOrDefault(other =>
                    other.Job is not null
                    && (other.Account, other.Currency, other.NetMinor) == (line.Account, line.Currency, -line.NetMinor)
                )
                ?.Job;

        /// <summary>Both lines, where the other entry has an open one that this takes away.</summary>
        public bool Settle(int number, Standing other, string? job)
        {
            var line = Line(number);
            var fitting = other
                .Open.Where(open => (other != this || open != number) && IsOpposite(other.Line(open), line))
                .ToList();
            if (fitting.Count == 0 || Settled.ContainsKey(number))
                return false;
            // Of lines that are alike, the one that the tag was made for: another tag is of another one.
            var meant = JobTag.NumberOf(entry) is { } tagged && fitting.Contains(tagged) ? tagged : fitting[0];
            other.Settled[meant] = new(entry.Id, job);
            Settled[number] = new(other.Entry.Id, null);
            return true;
        }

        private static bool IsOpposite(EntryLine one, EntryLine other) =>
            (one.Account, one.Currency, one.NetMinor) == (other.Account, other.Currency, -other.NetMinor);
    }
}

/// <param name="Number">Of the line in its entry, from 1.</param>
/// <param name="TagId">Of the entry that would give it its job.</param>
/// <param name="Settled">Null where nothing has taken it away, or moved it to a job.</param>
public sealed record UntaggedLine(Entry Entry, int Number, EntryId TagId, JobSettlement? Settled)
{
    public EntryLine Line => Entry.Lines[Number - 1];

    public bool IsOpen => Settled is null;
}

/// <param name="By">The entry that did it, or that was taken back.</param>
/// <param name="Job">Where it was moved to; null where it was taken back, or moved to no job.</param>
public sealed record JobSettlement(EntryId By, string? Job);

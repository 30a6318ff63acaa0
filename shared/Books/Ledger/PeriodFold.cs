using System.Text.Json;
using System.Text.Unicode;
using Bookseal.Books.Values;
using Bookseal.Evidence.Merkle;

namespace Bookseal.Books.Ledger;

/// <summary>
/// The one pass over a period's journal: reads every line once and accumulates all that guards, reports and hashes
/// need. A monoid over (index of the first entry, lines): folds of neighbouring ranges merge in order to the fold of
/// the whole. Memory grows with the number of accounts and of faulty entries, not with the journal.
/// </summary>
public sealed class PeriodFold(long firstIndex = 0)
{
    private readonly ActivityTable _activity = new();
    private readonly ActivityTable _lateActivity = new();
    private readonly ActivityTable _adjustmentActivity = new();
    private readonly Queue<RunEntry> _adjustments = new();
    private readonly Dictionary<(EntryKey Entry, Currency Currency), Int128> _imbalances = [];
    private readonly List<LineFault> _faults = [];
    private readonly List<LateItem> _late = [];
    private readonly long[] _kinds = new long[EntryKinds.Count];
    private readonly long[] _edits = new long[EntryKinds.Count];
    private readonly Dictionary<byte[], bool> _posters = new(NameBytes.Comparer);
    private readonly HashSet<RunId> _runs = [];
    private readonly Dictionary<(string Manifest, long Of), SortedSet<long>> _manifests = [];

    private (byte[] Text, DateOnly Date) _lastDate = ([], default);
    private List<ulong>? _idsOfPart;
    private long _lookedAgain;

    /// <summary>Where ids that stand twice are to be known too; that takes memory of every entry.</summary>
    public EntryIds? Ids { get; init; }

    /// <summary>Whether ids may stand twice, so that all lines are to be looked at again; ends the adding.</summary>
    public bool NeedsAnotherLook => Ids is { } ids && ids.HasTwins();

    /// <summary>The first ids that stand a second time, in the order of the journal; none where nobody asked.</summary>
    public IReadOnlyList<EntryKey> Duplicates
    {
        get
        {
            if (NeedsAnotherLook && _lookedAgain < Entries)
                throw new InvalidOperationException("whether ids stand twice is known after another look");
            return Ids?.Duplicates ?? [];
        }
    }

    /// <summary>
    /// The Merkle range over the lines as leaves; its root over the whole journal is the certificate's ledger_hash.
    /// </summary>
    public MerkleRange Leaves { get; } = new(firstIndex);

    public long Entries => Leaves.End - Leaves.Begin;

    public long Lines { get; private set; }

    /// <summary>Those that name a job.</summary>
    public long JobLines { get; private set; }

    public long FaultCount { get; private set; }

    /// <summary>The first faults; <see cref="FaultCount"/> counts them all.</summary>
    public IReadOnlyList<LineFault> Faults => _faults;

    /// <summary>The first late items; <see cref="LateCount"/> counts them all.</summary>
    public IReadOnlyList<LateItem> LateItems => _late;

    public long LateCount { get; private set; }

    /// <summary>What the late items did.</summary>
    public IReadOnlyList<AccountActivity> LateActivity => _lateActivity.ToList();

    /// <summary>Entries posted under the lock of a close, but for closing entries.</summary>
    public long AdjustmentCount { get; private set; }

    /// <summary>What those did.</summary>
    public IReadOnlyList<AccountActivity> AdjustmentActivity => _adjustmentActivity.ToList();

    /// <summary>The last of them, in the order of posting; <see cref="AdjustmentCount"/> counts them all.</summary>
    public IReadOnlyList<RunEntry> Adjustments => [.. _adjustments];

    /// <summary>The earliest and latest entry date; null while there is none.</summary>
    public (DateOnly First, DateOnly Last)? DateRange { get; private set; }

    public IReadOnlyList<AccountActivity> Activity => _activity.ToList();

    /// <summary>Entries that do not balance even with their corrections, in order.</summary>
    public IReadOnlyList<UnbalancedEntry> Unbalanced =>
        [
            .. _imbalances
                .Select(pair => new UnbalancedEntry(pair.Key.Entry.Id, pair.Key.Currency, pair.Value)
                {
                    Scope = pair.Key.Entry.Scope,
                })
                .OrderBy(entry => entry.Entry)
                .ThenBy(entry => $"{entry.Scope}", StringComparer.Ordinal)
                .ThenBy(entry => entry.Currency),
        ];

    /// <summary>Larger imports that stopped half-way, in order of their keys.</summary>
    public IReadOnlyList<IncompleteBatch> IncompleteBatches =>
        [
            .. _manifests
                .Where(pair => pair.Value.Count < pair.Key.Of)
                .OrderBy(pair => pair.Key.Manifest, StringComparer.Ordinal)
                .Select(pair => new IncompleteBatch(
                    pair.Key.Manifest,
                    [.. Missing(pair.Value, pair.Key.Of).Take(Limits.JournalFaults)],
                    pair.Key.Of
                )),
        ];

    /// <summary>Everyone who posted an entry: they prepared the period.</summary>
    public IReadOnlyCollection<PersonId> Posters =>
        [.. _posters.Keys.Select(name => NameBytes.Parse(name, PersonId.Parse)).Order()];

    /// <summary>Rows in memory: they grow with accounts, posters, batches and entries that do not balance.</summary>
    public long HeldRows => _activity.Count + _imbalances.Count + _posters.Count + _manifests.Count;

    /// <summary>The close runs that posted entries.</summary>
    public IReadOnlyCollection<RunId> Runs => _runs;

    public long CountOf(EntryKind kind) => _kinds[(int)kind];

    /// <summary>How many entries of the kind stand: what edits in the source took back does not, nor do they.</summary>
    public long EffectiveOf(EntryKind kind) => CountOf(kind) - 2 * _edits[(int)kind];

    /// <summary>How many entries were taken back by edits in their source.</summary>
    public long Edits => _edits.Sum();

    /// <summary>A part of a journal that begins with this line, whose ids the whole will know.</summary>
    internal static PeriodFold OfPart(long firstIndex) => new(firstIndex) { _idsOfPart = [] };

    /// <summary>Folds one line, given without its line feed.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        var index = Leaves.End;
        Leaves.Append(MerkleHash.Leaf(line));
        try
        {
            if (line.Length > Limits.EntryBytes)
                throw new JsonException($"a journal line is at most {Limits.EntryBytes} bytes");
            if (!Utf8.IsValid(line))
                throw new JsonException("not UTF-8");
            AddEntry(line);
        }
        catch (JsonException e)
        {
            FaultCount++;
            if (_faults.Count < Limits.JournalFaults)
                _faults.Add(new(index, e.Message));
        }
    }

    /// <summary>Appends the fold of the lines that follow.</summary>
    public void Add(PeriodFold next)
    {
        Leaves.Append(next.Leaves);
        _activity.Add(next._activity);
        (Lines, JobLines) = (Lines + next.Lines, JobLines + next.JobLines);
        FaultCount += next.FaultCount;
        _faults.AddRange(next._faults.Take(Limits.JournalFaults - _faults.Count));
        AddIds(next);
        for (var kind = 0; kind < _kinds.Length; kind++)
            (_kinds[kind], _edits[kind]) = (_kinds[kind] + next._kinds[kind], _edits[kind] + next._edits[kind]);
        foreach (var (key, numbers) in next._manifests)
            PartsOf(key).UnionWith(numbers);
        foreach (var poster in next._posters.Keys)
            _posters.TryAdd(poster, true);
        _runs.UnionWith(next._runs);
        foreach (var (key, net) in next._imbalances)
            AddImbalance(key, net);
        _lateActivity.Add(next._lateActivity);
        _adjustmentActivity.Add(next._adjustmentActivity);
        AdjustmentCount += next.AdjustmentCount;
        foreach (var adjustment in next._adjustments)
            Keep(adjustment);
        LateCount += next.LateCount;
        _late.AddRange(next._late.Take(Limits.JournalFaults - _late.Count));
        if (next.DateRange is { } dates)
            Cover(dates.First, dates.Last);
    }

    private void AddIds(PeriodFold next)
    {
        if (next._idsOfPart is not { } ids)
            return;
        if (Ids is { } whole)
            foreach (var prefix in ids)
                whole.Add(prefix);
        _idsOfPart?.AddRange(ids);
    }

    /// <summary>
    /// The second look at the same lines in their order. What is no id, and stands a second time, is a fault then.
    /// </summary>
    public void LookAgain(ReadOnlySpan<byte> line)
    {
        var index = Leaves.Begin + _lookedAgain++;
        if (Ids!.LookAgain(line) is { } why)
            AddFault(new(index, why));
        if (_lookedAgain == Entries)
            Ids.EndAgain();
    }

    /// <summary>Among those of the lines before and behind it.</summary>
    private void AddFault(LineFault fault)
    {
        FaultCount++;
        var behind = _faults.FindIndex(known => known.Index > fault.Index);
        _faults.Insert(behind < 0 ? _faults.Count : behind, fault);
        if (_faults.Count > Limits.JournalFaults)
            _faults.RemoveAt(Limits.JournalFaults);
    }

    private void AddEntry(ReadOnlySpan<byte> line)
    {
        var cursor = new EntryCursor(line);
        var date = DateOf(cursor.Date);
        var balance = new EntryBalance();
        var (lines, jobs) = (0, 0);
        while (cursor.NextLine())
        {
            if (++lines > Limits.EntryLines)
                throw new JsonException($"an entry has at most {Limits.EntryLines} lines");
            _activity.Add(
                cursor.Account,
                cursor.Currency,
                cursor.DebitMinor,
                cursor.CreditMinor,
                cursor.Kind,
                cursor.IsEdit
            );
            jobs += cursor.HasJob ? 1 : 0;
            balance.Add(cursor.Currency, cursor.DebitMinor - cursor.CreditMinor);
        }

        if (lines == 0)
            throw new JsonException("an entry has at least one line");
        (Lines, JobLines) = (Lines + lines, JobLines + jobs);
        _kinds[(int)cursor.Kind]++;
        if (cursor.IsEdit)
            _edits[(int)cursor.Kind]++;
        AddPoster(cursor.PostedBy);
        if (cursor.IsOfRun)
            _runs.Add(NameBytes.Parse(cursor.Run, RunId.Parse));
        if (cursor.Batch is { Part: { } part })
            PartsOf((part.Manifest, part.Of)).Add(part.Number);
        if (cursor.IsOfRun && cursor.Kind != EntryKind.Closing)
        {
            AdjustmentCount++;
            AddAgain(line, _adjustmentActivity);
            Keep(RunEntry.Of(line, Leaves.End - 1));
        }

        if (!cursor.OriginalDate.IsEmpty)
        {
            AddLate(new(NameBytes.Parse(cursor.Id, EntryId.Parse), NameBytes.Parse(cursor.OriginalDate, Dates.Parse)));
            AddAgain(line, _lateActivity);
        }

        Cover(date, date);
        if (!balance.IsZero)
            AddImbalances(cursor, balance);
        // Last: what could not be read has no id.
        if (Ids is null && _idsOfPart is null)
            return;
        var prefix = EntryIds.ShortOf(cursor.Scope, cursor.Id).A;
        Ids?.Add(prefix);
        _idsOfPart?.Add(prefix);
    }

    /// <summary>Neighbours mostly have the same.</summary>
    private DateOnly DateOf(ReadOnlySpan<byte> text)
    {
        if (!text.SequenceEqual(_lastDate.Text))
            _lastDate = (text.ToArray(), NameBytes.Parse(text, Dates.Parse));
        return _lastDate.Date;
    }

    private void AddImbalances(EntryCursor cursor, EntryBalance balance)
    {
        var judged = NameBytes.Parse(cursor.Corrects.IsEmpty ? cursor.Id : cursor.Corrects, EntryId.Parse);
        ScopeName? scope = cursor.Scope.IsEmpty ? null : NameBytes.Parse(cursor.Scope, ScopeName.Parse);
        foreach (var (currency, net) in balance.Nets())
            AddImbalance((new(scope, judged), currency), net);
    }

    /// <summary>
    /// What tells such an entry stands after its lines; there are few of them, so they are read twice.
    /// </summary>
    private static void AddAgain(ReadOnlySpan<byte> line, ActivityTable table)
    {
        var cursor = new EntryCursor(line);
        while (cursor.NextLine())
            table.Add(
                cursor.Account,
                cursor.Currency,
                cursor.DebitMinor,
                cursor.CreditMinor,
                cursor.Kind,
                cursor.IsEdit
            );
    }

    private void Keep(RunEntry adjustment)
    {
        if (_adjustments.Count == Limits.Adjustments)
            _adjustments.Dequeue();
        _adjustments.Enqueue(adjustment);
    }

    private void AddLate(LateItem item)
    {
        LateCount++;
        if (_late.Count < Limits.JournalFaults)
            _late.Add(item);
    }

    private SortedSet<long> PartsOf((string Manifest, long Of) key)
    {
        if (!_manifests.TryGetValue(key, out var numbers))
            _manifests.Add(key, numbers = []);
        return numbers;
    }

    private static IEnumerable<long> Missing(SortedSet<long> present, long of)
    {
        for (var number = 1L; number <= of; number++)
            if (!present.Contains(number))
                yield return number;
    }

    private void AddPoster(ReadOnlySpan<byte> poster)
    {
        if (_posters.GetAlternateLookup<ReadOnlySpan<byte>>().ContainsKey(poster))
            return;
        NameBytes.Parse(poster, PersonId.Parse);
        _posters.Add(poster.ToArray(), true);
    }

    /// <summary>
    /// A sum that is back at zero is dropped: absent and zero mean the same, so order and splits do not matter.
    /// </summary>
    private void AddImbalance((EntryKey Entry, Currency Currency) key, Int128 net)
    {
        var sum = checked(_imbalances.GetValueOrDefault(key) + net);
        if (sum == 0)
            _imbalances.Remove(key);
        else
            _imbalances[key] = sum;
    }

    private void Cover(DateOnly first, DateOnly last)
    {
        if (DateRange is { } known)
            (first, last) = (first < known.First ? first : known.First, last > known.Last ? last : known.Last);
        DateRange = (first, last);
    }
}

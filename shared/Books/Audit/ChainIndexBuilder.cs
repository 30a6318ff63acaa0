using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Evidence.Merkle;

namespace Bookseal.Books.Audit;

/// <summary>Makes the index of a chain from its entries, or goes on with an earlier one of the same chain.</summary>
public sealed class ChainIndexBuilder
{
    private readonly string _log;
    private readonly TenantId _tenant;
    private readonly MerkleRange _tree;
    private readonly Dictionary<PeriodCode, IndexedPeriod> _periods;
    private readonly Dictionary<string, ChainSpan> _types;
    private readonly Dictionary<PeriodCode, CloseRun> _runs = [];
    private Digest _last;

    /// <param name="before">What it goes on with; null to begin with the chain.</param>
    public ChainIndexBuilder(TenantId tenant, ChainIndex? before)
    {
        (_tenant, _log, _last) = (tenant, CompanyProfile.OriginOf(tenant), before?.Last ?? default);
        _tree = before?.Tree.Copy() ?? new MerkleRange();
        _periods = before is null ? [] : new(before.Periods);
        _types = new(before?.Types ?? new Dictionary<string, ChainSpan>(), StringComparer.Ordinal);
    }

    public Digest Root => _tree.Root();

    /// <summary>What it goes on with has no states: it has to be told this period's before its next entry.</summary>
    public bool Lacks(PeriodCode period) => _periods.ContainsKey(period) && !_runs.ContainsKey(period);

    /// <param name="run">As of the end of what the builder goes on with.</param>
    public void Know(CloseRun run) => _runs[run.Period] = run;

    /// <summary>
    /// A fault where the entry is not the next one of this chain, or is not understood: of that no index is made.
    /// </summary>
    public Fault? Add(AuditEntry entry, ReadOnlySpan<byte> bytes)
    {
        if (entry.Sequence != _tree.End || entry.Previous != _last || entry.Log != _log)
            return new Fault("AUDIT_CHAIN_BROKEN", $"entry {_tree.End} does not follow the one before it");
        if (EventTypes.Refuse(entry) is { } unsupported)
            return unsupported;
        _tree.Append(AuditEntry.LeafOf(bytes));
        _last = Digest.Of(bytes);
        var at = new ChainSpan(entry.Sequence, entry.Sequence, _last);
        _types[entry.Type] = _types.TryGetValue(entry.Type, out var known) ? at with { First = known.First } : at;
        if (entry.Period is not { } period)
            return null;
        var before = _runs.GetValueOrDefault(period) ?? new CloseRun(_tenant, period);
        if (!RunHistory.Replay(before, [entry]).TryGet(out var run, out var fault))
            return fault;
        _runs[period] = run;
        _periods[period] = (_periods.GetValueOrDefault(period) ?? IndexedPeriod.Nothing).With(entry, at, run);
        return null;
    }

    public ChainIndex Build() =>
        new(
            _log,
            _last,
            _tree.Copy(),
            _periods.ToDictionary(),
            new Dictionary<string, ChainSpan>(_types, StringComparer.Ordinal)
        );
}

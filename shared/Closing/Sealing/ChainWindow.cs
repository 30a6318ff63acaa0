using Bookseal.Books.Audit;
using Bookseal.Books.Certificates;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence.Merkle;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Sealing;

/// <summary>
/// The part of the audit chain that goes into a bag: from the previous certified checkpoint, or the run's start if that
/// is earlier, to this certification.
/// </summary>
public sealed record ChainWindow(AuditSlice Slice, byte[] Ndjson, ConsistencyFile Consistency)
{
    public long CertifiedSequence => Slice.Size - 1;

    /// <summary>
    /// Reads the chain twice: once to find where the window begins, once to hash what lies before it and keep what lies
    /// in it. Where signed indexes say what lies before, it is not read.
    /// </summary>
    /// <param name="previous">
    /// The period whose closing balances this one opened with: the slice reaches back to its seal, from rules 4 on
    /// to its certification.
    /// </param>
    public static async Task<ChainWindow> ReadAsync(
        Workspace workspace,
        CloseRun run,
        PeriodCode previous,
        CancellationToken cancel
    )
    {
        var chain = await workspace.ReadHeadAsync(cancel);
        var marks = await FindAsync(workspace, run, previous, chain, cancel);
        var (begin, previousSize) = (marks.Begin, marks.PreviousSize);
        var index = await workspace.Indexes.FindAsync(chain, begin, _ => true, cancel);
        var frontier = index?.Tree.Copy() ?? new MerkleRange();
        Digest? previousRoot = previousSize == 0 ? MerkleHash.Empty : null;
        AuditSlice? slice = null;
        using var ndjson = new MemoryStream();
        var leaves = frontier.Copy();
        if (leaves.End == previousSize)
            previousRoot = leaves.Root();
        await foreach (
            var bytes in workspace.Audit.ReadAsync(workspace.Tenant, leaves.End, marks.Certified + 1, cancel)
        )
        {
            if (leaves.End == begin)
                slice = new AuditSlice(frontier);
            leaves.Append(AuditEntry.LeafOf(bytes.Span));
            if (leaves.End == previousSize)
                previousRoot = leaves.Root();
            if (slice is null)
            {
                frontier.Append(AuditEntry.LeafOf(bytes.Span));
                continue;
            }

            if (slice.Add(bytes.Span) is { } broken)
                throw new InvalidDataException($"the audit chain is damaged: {broken}");
            ndjson.Write(bytes.Span);
            ndjson.WriteByte((byte)'\n');
        }

        var proof = Prove(frontier, slice!, previousSize);
        return new(slice!, ndjson.ToArray(), new(frontier, previousSize, previousRoot!.Value, proof));
    }

    private static async Task<Marks> FindAsync(
        Workspace workspace,
        CloseRun run,
        PeriodCode previous,
        ChainHead chain,
        CancellationToken cancel
    )
    {
        var index = await workspace.Indexes.FindAsync(
            chain,
            chain.Head.Size,
            known => known.Periods.GetValueOrDefault(run.Period)?.Runs.All(other => other.Id != run.Id) != false,
            cancel
        );
        var marks = new Marks(run, previous, index);
        await foreach (
            var bytes in workspace.Audit.ReadAsync(workspace.Tenant, index?.Size ?? 0, chain.Head.Size, cancel)
        )
        {
            var entry = AuditEntry.Decode(bytes.Span);
            if (!entry.IsOk)
                throw new InvalidDataException($"the audit chain is damaged: {entry.Fault}");
            marks.See(entry.Value);
            if (marks.Certified >= 0)
                return marks;
        }

        throw new InvalidDataException("the audit chain has lost the certification of this run");
    }

    private static IReadOnlyList<Digest> Prove(MerkleRange frontier, AuditSlice slice, long previousSize)
    {
        if (previousSize == 0)
            return [];
        var atPrevious = frontier.Copy();
        var before = (int)(previousSize - frontier.End);
        foreach (var leaf in slice.Leaves.Take(before))
            atPrevious.Append(leaf);
        return MerkleTree.ConsistencyProof(atPrevious, [.. slice.Leaves.Skip(before)]);
    }

    /// <summary>The entries that say where the slice of a run begins and ends.</summary>
    /// <param name="index">Of the entries before the first that is seen; null where that is the chain's first.</param>
    private sealed class Marks(CloseRun run, PeriodCode previous, ChainIndex? index)
    {
        /// <summary>Certifications of other runs that stand: none that was withdrawn before its seal.</summary>
        private readonly Dictionary<RunId, (PeriodCode Period, long Sequence)> _certified = CertifiedIn(index);
        private readonly bool _carriesPackages = RuleSet.Parse(run.Rules).Value >= RuleSet.V4;
        private long _started;
        private long _previousSeal = index?.Periods.GetValueOrDefault(previous)?.Sealed ?? long.MaxValue;

        /// <summary>Tree size at the last certification before this one.</summary>
        public long PreviousSize => _certified.Values.Select(certified => certified.Sequence + 1).Prepend(0).Max();

        /// <summary>This certification; -1 until it is seen.</summary>
        public long Certified { get; private set; } = -1;

        /// <summary>
        /// From rules 4 on back to the certification of every close that this one stands on: so the slice says what
        /// their packages have to. The first period's begins with the log.
        /// </summary>
        public long Begin =>
            _carriesPackages && LastOf(previous) == long.MaxValue ? 0 : Earlier.Select(LastOf).Prepend(First).Min();

        private long First => Math.Min(PreviousSize, Math.Min(_started, _previousSeal));

        private IEnumerable<PeriodCode> Earlier
        {
            get
            {
                if (!_carriesPackages)
                    yield break;
                yield return previous;
                if (run.Decertified is not null)
                    yield return run.Period;
                if (run.Restatement is { } restatement)
                    yield return restatement.Adjustment;
            }
        }

        public void See(AuditEntry entry)
        {
            var isOurs = entry.Run == run.Id;
            if (entry.Period == previous && entry.Type == ProofSealed.TypeName)
                _previousSeal = entry.Sequence;
            if (RunStarted.IsType(entry.Type) && isOurs)
                _started = entry.Sequence;
            if (entry.Type == CertificationWithdrawn.TypeName)
                _certified.Remove(entry.Run!.Value);
            if (entry.Type != Books.Runs.Events.Certified.TypeName)
                return;
            if (isOurs)
                Certified = entry.Sequence;
            else
                _certified[entry.Run!.Value] = (entry.Period!.Value, entry.Sequence);
        }

        private static Dictionary<RunId, (PeriodCode, long)> CertifiedIn(ChainIndex? index)
        {
            var certified = new Dictionary<RunId, (PeriodCode, long)>();
            foreach (var (period, known) in index?.Periods ?? new Dictionary<PeriodCode, IndexedPeriod>())
            foreach (var run in known.Runs)
                if (run.Certified is { } sequence)
                    certified[run.Id] = (period, sequence);
            return certified;
        }

        private long LastOf(PeriodCode period) =>
            _certified
                .Values.Where(certified => certified.Period == period)
                .Select(certified => certified.Sequence)
                .DefaultIfEmpty(long.MaxValue)
                .Max();
    }
}

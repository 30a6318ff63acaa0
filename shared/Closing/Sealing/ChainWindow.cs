using Bookseal.Books.Audit;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence.Merkle;

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
    /// in it.
    /// </summary>
    /// <param name="previous">
    /// The period whose closing balances this one opened with: the slice reaches back to its seal.
    /// </param>
    public static async Task<ChainWindow> ReadAsync(
        Workspace workspace,
        CloseRun run,
        PeriodCode previous,
        CancellationToken cancel
    )
    {
        var head = (await workspace.ReadHeadAsync(cancel)).Head;
        var (started, previousSize, certified) = await FindAsync(workspace, run, previous, head.Size, cancel);
        var begin = Math.Min(started, previousSize);
        var frontier = new MerkleRange();
        Digest? previousRoot = previousSize == 0 ? MerkleHash.Empty : null;
        AuditSlice? slice = null;
        using var ndjson = new MemoryStream();
        var leaves = new MerkleRange();
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, 0, certified + 1, cancel))
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

    /// <summary>
    /// The sequence of what the slice must begin with at the latest, the tree size at the last certification before
    /// this one, and the sequence of this one.
    /// </summary>
    private static async Task<(long Started, long PreviousSize, long Certified)> FindAsync(
        Workspace workspace,
        CloseRun run,
        PeriodCode previous,
        long size,
        CancellationToken cancel
    )
    {
        var (started, previousSize, certified, previousSeal) = (0L, 0L, -1L, long.MaxValue);
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, 0, size, cancel))
        {
            var entry = AuditEntry.Decode(bytes.Span);
            if (!entry.IsOk)
                throw new InvalidDataException($"the audit chain is damaged: {entry.Fault}");
            var isOurs = entry.Value.Run == run.Id;
            if (certified < 0 && entry.Value.Period == previous && entry.Value.Type == ProofSealed.TypeName)
                previousSeal = entry.Value.Sequence;
            if (RunStarted.IsType(entry.Value.Type) && isOurs)
                started = entry.Value.Sequence;
            if (entry.Value.Type == Certified.TypeName && isOurs)
                certified = entry.Value.Sequence;
            if (entry.Value.Type == Certified.TypeName && !isOurs && certified < 0)
                previousSize = entry.Value.Sequence + 1;
        }

        return certified >= 0
            ? (Math.Min(started, previousSeal), previousSize, certified)
            : throw new InvalidDataException("the audit chain has lost the certification of this run");
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
}

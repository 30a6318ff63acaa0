using System.Runtime.CompilerServices;
using Bookseal.Books.Audit;
using Bookseal.Evidence;
using Bookseal.Evidence.Merkle;
using Bookseal.Evidence.Notes;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Auditing;

/// <summary>Entries of the audit chain as they stand, and proofs that they stand under a signed checkpoint.</summary>
public sealed class AuditReader(Workspace workspace)
{
    public const string NotFound = "AUDIT_ENTRY_NOT_FOUND";

    /// <summary>From one sequence number on, as far as the chain goes now. A gap is an exception.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var size = (await workspace.ReadHeadAsync(cancel)).Head.Size;
        if (from >= size)
            yield break;
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, from, size, cancel))
            yield return AuditEntry.Decode(bytes.Span).TryGet(out var entry, out var fault)
                ? entry
                : throw new ChainRefusedException(fault);
    }

    /// <summary>The largest checkpoint that a key of the log has signed; null before the first.</summary>
    public async Task<SignedCheckpoint?> FindCheckpointAsync(CancellationToken cancel)
    {
        var keys = await LogKeys.ReadAsync(workspace, cancel);
        await foreach (var (size, note) in workspace.Checkpoints.ReadLatestFirstAsync(workspace.Tenant, cancel))
            if (
                note is not null
                && keys.Any(key => note.IsSignedBy(workspace.LogOrigin, key))
                && Checkpoint.Parse(note.Text).TryGet(out var checkpoint, out _)
                && checkpoint.Size == size
                && checkpoint.Origin == workspace.LogOrigin
            )
                return new(checkpoint, note);
        return null;
    }

    /// <summary>
    /// An entry with its way to the root of the latest checkpoint. <c>AUDIT_ENTRY_NOT_FOUND</c>; <c>AUDIT_REWRITTEN</c>
    /// where the chain is not the one that the checkpoint was signed of.
    /// </summary>
    public async Task<Result<ProvenEvent>> ProveAsync(long sequence, CancellationToken cancel)
    {
        if (sequence < 0 || sequence >= (await workspace.ReadHeadAsync(cancel)).Head.Size)
            return new Fault(NotFound, $"the audit chain of {workspace.Tenant} has no entry {sequence}");
        if (await FindCheckpointAsync(cancel) is { } covering && covering.Checkpoint.Size > sequence)
            return await ProveAsync(sequence, covering, cancel);
        await foreach (var entry in ReadAsync(sequence, cancel))
            return new ProvenEvent(entry, null, []);
        throw new InvalidDataException($"entry {sequence} was there a moment ago");
    }

    private async Task<Result<ProvenEvent>> ProveAsync(
        long sequence,
        SignedCheckpoint covering,
        CancellationToken cancel
    )
    {
        var (path, proven, at) = (new InclusionPath(sequence, covering.Checkpoint.Size), (AuditEntry?)null, 0L);
        var leaves = workspace.Audit.ReadAsync(workspace.Tenant, 0, covering.Checkpoint.Size, cancel);
        await foreach (var bytes in leaves)
        {
            if (at++ == sequence)
                proven = AuditEntry.Decode(bytes.Span).TryGet(out var entry, out var fault)
                    ? entry
                    : throw new ChainRefusedException(fault);
            path.Append(AuditEntry.LeafOf(bytes.Span));
        }

        return path.IsComplete && path.Root == covering.Checkpoint.Root
            ? new ProvenEvent(proven!, covering, path.Path)
            : new Fault(
                "AUDIT_REWRITTEN",
                $"the chain's first {covering.Checkpoint.Size} entries are not those of its signed checkpoint; "
                    + "'bookseal audit verify' names the first bad one"
            );
    }
}

/// <param name="Note">With the signature, byte for byte as it is stored.</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, SignedNote Note);

/// <summary>An entry of the chain, and whether a signed checkpoint covers it.</summary>
/// <param name="Covering">Null for an entry that came after the latest.</param>
/// <param name="Path">RFC 6962 section 2.1.1, from the leaf up.</param>
public sealed record ProvenEvent(AuditEntry Entry, SignedCheckpoint? Covering, IReadOnlyList<Digest> Path)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("covered", new JsonBoolean(Covering is not null)),
            ("entry", Entry.ToJson()),
            (
                "inclusion",
                Covering is null
                    ? null
                    : JsonObject.Of(
                        ("checkpoint", System.Text.Encoding.UTF8.GetString(Covering.Note.ToBytes())),
                        ("index", Entry.Sequence),
                        ("path", JsonArray.OfTexts(Path.Select(node => node.ToString()))),
                        ("size", Covering.Checkpoint.Size)
                    )
            ),
            ("leaf_sha256", AuditEntry.LeafOf(Entry.Encode()))
        );
}

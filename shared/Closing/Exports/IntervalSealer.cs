using System.Security.Cryptography;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Signing;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Merkle;
using Bookseal.Evidence.Notes;
using Bookseal.Storage;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Exports;

/// <summary>
/// Seals the proof of an interval that the chain has announced, from what is stored and from the chain alone. The order
/// is the commit order: checkpoint, audit entry, tag files, envelope, retention, and last <c>export_sealed</c>.
/// </summary>
public sealed class IntervalSealer(Workspace workspace, SigningKeys keys)
{
    internal async Task<Result<ExportSealed>> SealAsync(
        ExportRow row,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (row.Sealed is { } known)
            return known;
        var location = new IntervalLocation(workspace.Tenant, row.Intended.Export);
        if (!(await ReadPayloadAsync(location, row.Intended, cancel)).TryGet(out var payload, out var fault))
            return fault;
        var announced = await ReadEntryAsync(row.Sequence, cancel);
        var key = await keys.LogAsync(cancel);
        var note = await SignCheckpointAsync(announced, key, cancel);
        byte[] line = [.. announced.Bytes, (byte)'\n'];
        payload[BagLayout.Audit] = (Digest.Of(line), line.Length);
        var tags = Tags(payload, announced, note, master.Profile, row.Intended);
        var files = tags.Append(new(BagLayout.Audit, line));
        foreach (var (file, content) in files)
            if (await workspace.Proofs.WriteAsync(location, file, content, cancel) is { } other)
                return other;
        if (!(await SignAsync(location, payload, announced, tags, key, cancel)).TryGet(out var envelope, out fault))
            return fault;
        tags[BagLayout.Envelope] = envelope.ToJson();
        tags[BagWriter.TagManifest] = BagManifest.Write(
            tags.Select(tag => KeyValuePair.Create(tag.Key, Digest.Of(tag.Value)))
        );
        if (
            await workspace.Proofs.WriteAsync(location, BagWriter.TagManifest, tags[BagWriter.TagManifest], cancel) is
            { } bad
        )
            return bad;
        var versions = await RetainAsync(location, payload, tags, row.Intended, master.Profile, cancel);
        return await RecordAsync(
            new(
                row.Intended.Export,
                row.Intended.Interval,
                Digest.Of(tags[BagWriter.Manifest]),
                Digest.Of(envelope.Payload),
                envelope.Signatures[0].KeyId,
                versions
            ),
            actor,
            cancel
        );
    }

    /// <summary>
    /// Digest and length of what is stored of the payload, which has to be what the chain announced: what is signed is
    /// what was read.
    /// </summary>
    private async Task<Result<SortedDictionary<string, (Digest Sha256, long Bytes)>>> ReadPayloadAsync(
        IntervalLocation location,
        ExportIntended intended,
        CancellationToken cancel
    )
    {
        var bag = workspace.Proofs.Bag(location);
        var payload = new SortedDictionary<string, (Digest, long)>(StringComparer.Ordinal);
        foreach (var file in (await bag.ListAsync(cancel)).Value)
        {
            if (!file.Path.StartsWith("data/", StringComparison.Ordinal) || file.Path == BagLayout.Audit)
                continue;
            await using var content = await bag.OpenAsync(file.Path, cancel);
            payload[file.Path] = (Digest.FromBytes(await SHA256.HashDataAsync(content, cancel)), file.Length);
        }

        var digest = Digest.Of(
            BagManifest.Write(payload.Select(file => KeyValuePair.Create(file.Key, file.Value.Item1)))
        );
        return digest == intended.Payload
            ? payload
            : new Fault(
                Refusal.ProofDamaged,
                $"{location.Folder} does not hold what the chain says was exported; restore its files from a backup"
            );
    }

    private async Task<AnnouncedExport> ReadEntryAsync(long sequence, CancellationToken cancel)
    {
        var chain = await workspace.ReadHeadAsync(cancel);
        var index = await workspace.Indexes.FindAsync(chain, sequence, _ => true, cancel);
        var before = index?.Tree.Copy() ?? new MerkleRange();
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, before.End, sequence + 1, cancel))
        {
            if (before.End == sequence)
                return new(AuditEntry.Decode(bytes.Span).Value, bytes.ToArray(), before);
            before.Append(AuditEntry.LeafOf(bytes.Span));
        }

        throw new InvalidDataException($"the audit chain has lost its entry {sequence}");
    }

    private async Task<SignedNote> SignCheckpointAsync(
        AnnouncedExport announced,
        Storage.Keys.SigningKey key,
        CancellationToken cancel
    )
    {
        var checkpoint = announced.Checkpoint(workspace.LogOrigin);
        var note = await SignedNote.SignAsync(checkpoint.ToText(), checkpoint.Origin, key.Signer, cancel);
        return await workspace.Checkpoints.WriteOnceAsync(workspace.Tenant, checkpoint, note, cancel);
    }

    /// <summary>The tag files, but for the envelope and the manifest of tag files.</summary>
    private SortedDictionary<string, byte[]> Tags(
        SortedDictionary<string, (Digest Sha256, long Bytes)> payload,
        AnnouncedExport announced,
        SignedNote note,
        CompanyProfile profile,
        ExportIntended intended
    ) =>
        new(StringComparer.Ordinal)
        {
            [BagWriter.Declaration] = BagWriter.DeclarationBytes(),
            [BagWriter.Info] = BagWriter.InfoBytes([
                ("Bag-Software-Agent", "Bookseal"),
                ("Bagging-Date", Dates.Text(DateOnly.FromDateTime(announced.Entry.Timestamp.UtcDateTime))),
                ("External-Description", $"Entries from {intended.Interval}; an interval, not a close"),
                ("External-Identifier", intended.Export.ToString("D")),
                ("Payload-Oxum", BagWriter.PayloadOxum(payload.Values.Select(file => file.Bytes))),
                .. workspace.RetainsObjects
                    ? []
                    : (ReadOnlySpan<(string, string)>)
                        [("Retention", "not applied, development storage keeps no policies")],
                ("Source-Organization", string.Concat(profile.Name.Where(c => c >= ' '))),
            ]),
            [BagWriter.Manifest] = BagManifest.Write(
                payload.Select(file => KeyValuePair.Create(file.Key, file.Value.Sha256))
            ),
            [BagLayout.Checkpoint] = note.ToBytes(),
            [BagLayout.Consistency] = announced.Joint().ToBytes(),
        };

    /// <summary>
    /// Signs with the log's key, or takes the envelope that an earlier attempt stored; that one must speak of the same
    /// statement.
    /// </summary>
    private async Task<Result<DsseEnvelope>> SignAsync(
        IntervalLocation location,
        SortedDictionary<string, (Digest Sha256, long Bytes)> payload,
        AnnouncedExport announced,
        SortedDictionary<string, byte[]> tags,
        Storage.Keys.SigningKey key,
        CancellationToken cancel
    )
    {
        var record = await workspace.Proofs.ReadAsync(location, IntervalLayout.Record, cancel) ?? [];
        var statement = IntervalStatement
            .Of(
                tags[BagWriter.Manifest],
                payload.ToDictionary(file => file.Key, file => file.Value.Sha256),
                JsonText.ParseObject(record).Value, // whose digest was just found to be the announced one
                announced.Entry,
                announced.Checkpoint(workspace.LogOrigin)
            )
            .ToJson();
        var signature = await DsseEnvelope.SignAsync(Statement.PayloadType, statement, key.Signer, cancel);
        var stored = await workspace.Proofs.WriteOnceAsync(
            location,
            BagLayout.Envelope,
            new DsseEnvelope(Statement.PayloadType, statement, [signature]).ToJson(),
            cancel
        );
        return
            DsseEnvelope.Parse(stored).TryGet(out var envelope, out _)
            && envelope.Payload.AsSpan().SequenceEqual(statement)
            && envelope.Signatures.Count > 0
            ? envelope
            : new Fault(
                Refusal.ProofDamaged,
                $"{location.PathOf(BagLayout.Envelope)} is signed over another statement"
            );
    }

    private Task<JsonObject?> RetainAsync(
        IntervalLocation location,
        SortedDictionary<string, (Digest Sha256, long Bytes)> payload,
        SortedDictionary<string, byte[]> tags,
        ExportIntended intended,
        CompanyProfile profile,
        CancellationToken cancel
    )
    {
        var until = profile.Retention.EndOf(PeriodCode.Of(intended.Interval.To), profile.Calendar);
        var mode = (until <= workspace.Clock.GetUtcNow(), profile.Retention.IsLocked) switch
        {
            (true, _) => RetentionMode.None,
            (_, true) => RetentionMode.Locked,
            _ => RetentionMode.Unlocked,
        };
        var files = payload
            .Select(file => KeyValuePair.Create(file.Key, file.Value.Sha256))
            .Concat(tags.Select(tag => KeyValuePair.Create(tag.Key, Digest.Of(tag.Value))));
        return workspace.Retention.RetainAsync(location, files, until, mode, cancel);
    }

    /// <summary>Commit point: the chain names the proof only now, when every file of it is stored and kept.</summary>
    private async Task<ExportSealed> RecordAsync(ExportSealed done, Actor actor, CancellationToken cancel)
    {
        var key = ExportRow.KeyOf(done.Export);
        var standing = done;
        await workspace.RecordAsync(
            [IntervalExporter.Draft(ExportIntended.SealedTypeName, done.Export, done.ToData(), actor)],
            async _ =>
            {
                var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel);
                var known = ExportRow.FromBytes(key, row!.Payload.Span);
                standing = known.Sealed ?? done;
                return known.Sealed is null
                    ? [new TableWrite(key, (known with { Sealed = done }).ToBytes(), row.ETag)]
                    : null;
            },
            cancel
        );
        return standing;
    }
}

/// <summary>The entry that announced an export, where it stands in the log.</summary>
/// <param name="Before">The tree of the entries before it.</param>
internal sealed record AnnouncedExport(AuditEntry Entry, byte[] Bytes, MerkleRange Before)
{
    public Checkpoint Checkpoint(string origin)
    {
        var tree = Before.Copy();
        tree.Append(AuditEntry.LeafOf(Bytes));
        return new(origin, tree.End, tree.Root());
    }

    public ConsistencyFile Joint() => ConsistencyFile.Between(Before, AuditEntry.LeafOf(Bytes));
}

using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Notes;
using Bookseal.Storage;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Sealing;

/// <summary>
/// Makes the proof package of a certified run. Every step may be repeated: what is computed is computed to the same
/// bytes, what is signed is read back. The order is the commit order: checkpoint, envelope, signature event, files, tag
/// manifest, retention, and last <c>proof_sealed</c>, the commit point.
/// </summary>
public sealed class ProofSealer(Workspace workspace, RunStore runs, PeriodReader reader)
{
    public async Task<Result<CloseRun>> SealAsync(CloseRun run, CancellationToken cancel)
    {
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        var location = new ProofLocation(workspace.Tenant, run.Period, run.Id.ProofId);
        if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var payload = ProofPayload.Of(reading.Books, run, ClosePolicy.Of(master.Profile, run.Policy), reading.Streamed);
        if (payload.Digest != run.Certification!.Payload)
            return new Fault(
                "JOURNAL_CHANGED_AFTER_CLOSE",
                $"the books of {run.Period} are not what {run.Certification.By} certified"
            );

        var window = await ChainWindow.ReadAsync(workspace, run, master.Profile.Calendar.Previous(run.Period), cancel);
        var certificate = payload.Certificate(window.CertifiedSequence);
        var checkpoint = new Checkpoint(workspace.LogOrigin, window.Slice.Size, window.Slice.Root);
        var note = await WriteCheckpointAsync(checkpoint, cancel);
        var digests = new SortedDictionary<string, Digest>(
            payload.Digests(certificate).ToDictionary(),
            StringComparer.Ordinal
        )
        {
            [BagLayout.Audit] = Digest.Of(window.Ndjson),
        };
        var manifest = BagManifest.Write(digests);
        var guards = JsonText.Parse(payload.Files[BagLayout.Guards]).Value;
        var statement = ProofStatement.Of(manifest, digests, certificate, guards, checkpoint).ToJson();
        var envelope = await SignAsync(location, run, statement, cancel);
        var signed = await runs.ExecuteAsync(
            run.Period,
            new RecordSignature(Actor.Agent, envelope.Signatures[0].KeyId, "personal", Digest.Of(statement))
            {
                ExpectedRun = run.Id,
            },
            cancel
        );
        if (!signed.IsOk)
            return signed;

        await WritePayloadAsync(location, run, reading, payload, certificate, window, cancel);
        var tags = TagFiles(location, run, master, reading, payload, certificate, window, manifest, envelope, note);
        foreach (var (file, content) in tags)
            await workspace.Proofs.WriteAsync(location, file, content, cancel);
        var tagManifest = BagManifest.Write(tags.Select(tag => KeyValuePair.Create(tag.Key, Digest.Of(tag.Value))));
        await workspace.Proofs.WriteAsync(location, BagWriter.TagManifest, tagManifest, cancel);
        tags.Add(BagWriter.TagManifest, tagManifest);
        var versions = await RetainAsync(
            location,
            digests.Concat(tags.Select(tag => KeyValuePair.Create(tag.Key, Digest.Of(tag.Value)))),
            master,
            run,
            cancel
        );
        // Commit point: the chain names the proof only now, when every file of it is stored and retained.
        return await runs.ExecuteAsync(
            run.Period,
            new RecordSeal(
                Actor.Agent,
                location.ProofId,
                Digest.Of(manifest),
                CanonicalJson.DigestOf(certificate),
                checkpoint.Size
            )
            {
                ExpectedRun = run.Id,
                Versions = versions,
            },
            cancel
        );
    }

    private async Task<SignedNote> WriteCheckpointAsync(Checkpoint checkpoint, CancellationToken cancel)
    {
        var note = await SignedNote.SignAsync(checkpoint.ToText(), checkpoint.Origin, workspace.Keys.Log, cancel);
        return await workspace.Checkpoints.WriteOnceAsync(workspace.Tenant, checkpoint, note, cancel);
    }

    /// <summary>
    /// Signs as the certifier, or takes the envelope that an earlier attempt stored; that one must speak of the same
    /// statement.
    /// </summary>
    private async Task<DsseEnvelope> SignAsync(
        ProofLocation location,
        CloseRun run,
        byte[] statement,
        CancellationToken cancel
    )
    {
        var signature = await DsseEnvelope.SignAsync(
            Statement.PayloadType,
            statement,
            workspace.Keys.Of(run.Certification!.By, run.Certification.KeyId),
            cancel
        );
        var stored = await workspace.Proofs.WriteOnceAsync(
            location,
            BagLayout.Envelope,
            new DsseEnvelope(Statement.PayloadType, statement, [signature]).ToJson(),
            cancel
        );
        var envelope = DsseEnvelope.Parse(stored);
        var isSame = envelope.IsOk && envelope.Value.Payload.AsSpan().SequenceEqual(statement);
        return isSame
            ? envelope.Value
            : throw new InvalidDataException($"{location.PathOf(BagLayout.Envelope)} is signed over another statement");
    }

    private async Task WritePayloadAsync(
        ProofLocation location,
        CloseRun run,
        PeriodReading reading,
        ProofPayload payload,
        JsonObject certificate,
        ChainWindow window,
        CancellationToken cancel
    )
    {
        await using (var journal = workspace.Journals.Read(workspace.Tenant, run.Period, run.Fence!.SegmentLengths))
            await workspace.Proofs.WriteAsync(location, BagLayout.Journal, journal, reading.Streamed.Journal, cancel);
        await using (var subledgers = workspace.Subledgers.Read(workspace.Tenant, run.Subledgers.Values))
            await workspace.Proofs.WriteAsync(
                location,
                BagLayout.Subledgers,
                subledgers,
                reading.Streamed.Subledgers,
                cancel
            );
        await using (var bank = workspace.Bank.Read(workspace.Tenant, run.Bank))
            await workspace.Proofs.WriteAsync(location, BagLayout.Bank, bank, reading.Streamed.Bank, cancel);
        await using (
            var ledger = new GeneralLedgerStream(
                workspace.Journals.Read(workspace.Tenant, run.Period, run.Fence!.SegmentLengths),
                reading.Books.Openings,
                reading.Books.FirstDay
            )
        )
            await workspace.Proofs.WriteAsync(
                location,
                BagLayout.GeneralLedger,
                ledger,
                reading.Streamed.GeneralLedger,
                cancel
            );
        foreach (var (path, content) in payload.Files)
            await workspace.Proofs.WriteAsync(location, path, content, cancel);
        await workspace.Proofs.WriteAsync(location, BagLayout.Certificate, CanonicalJson.ToBytes(certificate), cancel);
        await workspace.Proofs.WriteAsync(location, BagLayout.Audit, window.Ndjson, cancel);
    }

    private SortedDictionary<string, byte[]> TagFiles(
        ProofLocation location,
        CloseRun run,
        MasterData master,
        PeriodReading reading,
        ProofPayload payload,
        JsonObject certificate,
        ChainWindow window,
        byte[] manifest,
        DsseEnvelope envelope,
        SignedNote note
    )
    {
        long[] lengths =
        [
            .. payload.Files.Values.Select(content => (long)content.Length),
            CanonicalJson.ToBytes(certificate).Length,
            window.Ndjson.Length,
            run.Fence!.SegmentLengths.Sum(),
            reading.Sealed.SubledgerBytes,
            reading.Sealed.BankBytes,
            reading.GeneralLedgerBytes,
        ];
        return new(StringComparer.Ordinal)
        {
            [BagWriter.Declaration] = BagWriter.DeclarationBytes(),
            [BagWriter.Info] = BagWriter.InfoBytes([
                ("Bag-Software-Agent", "Bookseal"),
                ("Bagging-Date", Dates.Text(DateOnly.FromDateTime(run.CertifiedAt!.Value.UtcDateTime))),
                ("External-Description", $"Close of {run.Period}"),
                ("External-Identifier", location.ProofId.ToString("D")),
                ("Payload-Oxum", BagWriter.PayloadOxum(lengths)),
                .. workspace.RetainsObjects
                    ? []
                    : (ReadOnlySpan<(string, string)>)
                        [("Retention", "not applied, development storage keeps no policies")],
                ("Source-Organization", string.Concat(master.Profile.Name.Where(c => c >= ' '))),
            ]),
            [BagWriter.Manifest] = manifest,
            [BagLayout.Envelope] = envelope.ToJson(),
            [BagLayout.Checkpoint] = note.ToBytes(),
            [BagLayout.Consistency] = window.Consistency.ToBytes(),
        };
    }

    /// <summary>
    /// Ten years and unlocked unless the company says otherwise: a locked mistake would be permanent. Old books may be
    /// past it, and no store takes a policy that has ended.
    /// </summary>
    private Task<JsonObject?> RetainAsync(
        ProofLocation location,
        IEnumerable<KeyValuePair<string, Digest>> files,
        MasterData master,
        CloseRun run,
        CancellationToken cancel
    )
    {
        var retention = master.Profile.Retention;
        var until = retention.EndOf(run.Period, master.Profile.Calendar);
        var isOver = until <= workspace.Clock.GetUtcNow();
        var mode = (isOver, retention.IsLocked) switch
        {
            (true, _) => RetentionMode.None,
            (_, true) => RetentionMode.Locked,
            _ => RetentionMode.Unlocked,
        };
        return workspace.Retention.RetainAsync(location, files, until, mode, cancel);
    }
}

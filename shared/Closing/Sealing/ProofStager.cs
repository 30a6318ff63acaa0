using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Notes;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Sealing;

/// <summary>
/// Puts everything of a proof but its signatures into the store, where it will stay: who signs next week signs these
/// bytes. Every step may be repeated: what is computed is computed to the same bytes, and the checkpoint is read back.
/// </summary>
public sealed class ProofStager(Workspace workspace, RunStore runs, PeriodReader reader, SigningKeys keys)
{
    public async Task<Result<CloseRun>> StageAsync(CloseRun run, CancellationToken cancel)
    {
        if (!(await WriteAsync(run, cancel)).TryGet(out var staged, out var fault))
            return fault;
        // Commit point of the staging: from here on people can sign.
        return await runs.ExecuteAsync(
            run.Period,
            new RecordStaging(Actor.Agent, staged.ToEvent()) { ExpectedRun = run.Id },
            cancel
        );
    }

    public async Task<Result<StagedProof>> WriteAsync(CloseRun run, CancellationToken cancel)
    {
        var master = await workspace.ReadMasterDataAsync(run, cancel);
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
        await WriteIndexAsync(window.CertifiedSequence, cancel);
        var digests = new SortedDictionary<string, Digest>(
            payload.Digests(certificate).ToDictionary(),
            StringComparer.Ordinal
        )
        {
            [BagLayout.Audit] = Digest.Of(window.Ndjson),
        };
        var location = new ProofLocation(workspace.Tenant, run.Period, run.Id.ProofId);
        if (await WriteStreamsAsync(location, run, reading, cancel) is { } unfit)
            return unfit;
        if (!(await WriteEvidenceAsync(location, run, payload, cancel)).TryGet(out var evidence, out fault))
            return fault;
        var tags = TagFiles(
            run,
            master,
            reading,
            [
                .. evidence,
                .. payload.Files.Values.Select(content => (long)content.Length),
                CanonicalJson.ToBytes(certificate).Length,
                window.Ndjson.Length,
            ],
            window,
            BagManifest.Write(digests),
            note
        );
        var files = payload
            .Files.Append(new(BagLayout.Certificate, CanonicalJson.ToBytes(certificate)))
            .Append(new(BagLayout.Audit, window.Ndjson))
            .Concat(tags);
        foreach (var (file, content) in files)
            if (await workspace.Proofs.WriteAsync(location, file, content, cancel) is { } other)
                return other;
        return StagedProof.Of(location, tags, certificate, payload.Files[BagLayout.Guards], checkpoint);
    }

    private async Task<SignedNote> WriteCheckpointAsync(Checkpoint checkpoint, CancellationToken cancel)
    {
        var key = await keys.LogAsync(cancel);
        var note = await SignedNote.SignAsync(checkpoint.ToText(), checkpoint.Origin, key.Signer, cancel);
        return await workspace.Checkpoints.WriteOnceAsync(workspace.Tenant, checkpoint, note, cancel);
    }

    /// <summary>Up to the certification: there the next period's slice of the chain begins.</summary>
    private async Task WriteIndexAsync(long certifiedSequence, CancellationToken cancel) =>
        await workspace.Indexes.WriteAsync(certifiedSequence, await keys.LogAsync(cancel), cancel);

    /// <summary>The files that are too large to stand in memory.</summary>
    private async Task<Fault?> WriteStreamsAsync(
        ProofLocation location,
        CloseRun run,
        PeriodReading reading,
        CancellationToken cancel
    )
    {
        var digests = reading.Streamed;
        (string File, Func<Stream> Open, Digest Expected)[] streams =
        [
            (BagLayout.Journal, ReadJournal, digests.Journal),
            (
                BagLayout.Subledgers,
                () => workspace.Subledgers.Read(workspace.Tenant, run.Subledgers.Values),
                digests.Subledgers
            ),
            (BagLayout.Bank, () => workspace.Bank.Read(workspace.Tenant, run.Bank), digests.Bank),
            (
                BagLayout.GeneralLedger,
                () => new GeneralLedgerStream(ReadJournal(), reading.Books.Openings, reading.Books.FirstDay),
                digests.GeneralLedger
            ),
        ];
        if (run.Costs is { } costs)
        {
            await using var lines = await workspace.Costs.OpenSealedAsync(workspace.Tenant, costs, cancel);
            if (
                await workspace.Proofs.WriteAsync(location, BagLayout.Costs, lines, costs.Sha256, cancel) is { } unequal
            )
                return unequal;
        }

        foreach (var (file, open, expected) in streams)
        {
            await using var content = open();
            if (await workspace.Proofs.WriteAsync(location, file, content, expected, cancel) is { } other)
                return other;
        }

        return null;

        Stream ReadJournal() => workspace.Journals.Read(workspace.Tenant, run.Period, run.Fence!.SegmentLengths);
    }

    /// <summary>One after the other: together they may be half a gigabyte.</summary>
    /// <returns>Their lengths.</returns>
    private async Task<Result<IReadOnlyList<long>>> WriteEvidenceAsync(
        ProofLocation location,
        CloseRun run,
        ProofPayload payload,
        CancellationToken cancel
    )
    {
        var lengths = new List<long>();
        foreach (var digest in payload.Evidence)
        {
            var read = await workspace.Evidence.ReadAsync(workspace.Tenant, run.Period, digest, cancel);
            if (!read.TryGet(out var content, out var fault))
                return fault;
            lengths.Add(content.Length);
            if (await workspace.Proofs.WriteAsync(location, TaskEvidence.PathOf(digest), content, cancel) is { } other)
                return other;
        }

        return lengths;
    }

    private SortedDictionary<string, byte[]> TagFiles(
        CloseRun run,
        MasterData master,
        PeriodReading reading,
        IReadOnlyList<long> smallLengths,
        ChainWindow window,
        byte[] manifest,
        SignedNote note
    )
    {
        long[] lengths =
        [
            .. smallLengths,
            run.Fence!.SegmentLengths.Sum(),
            reading.Sealed.SubledgerBytes,
            reading.Sealed.BankBytes,
            .. run.Costs is { } costs ? [costs.Bytes] : Array.Empty<long>(),
            reading.GeneralLedgerBytes,
        ];
        return new(StringComparer.Ordinal)
        {
            [BagWriter.Declaration] = BagWriter.DeclarationBytes(),
            [BagWriter.Info] = BagWriter.InfoBytes([
                ("Bag-Software-Agent", "Bookseal"),
                ("Bagging-Date", Dates.Text(DateOnly.FromDateTime(run.CertifiedAt!.Value.UtcDateTime))),
                ("External-Description", $"Close of {run.Period}"),
                ("External-Identifier", run.Id.ProofId.ToString("D")),
                ("Payload-Oxum", BagWriter.PayloadOxum(lengths)),
                .. workspace.RetainsObjects
                    ? []
                    : (ReadOnlySpan<(string, string)>)
                        [("Retention", "not applied, development storage keeps no policies")],
                ("Source-Organization", string.Concat(master.Profile.Name.Where(c => c >= ' '))),
            ]),
            [BagWriter.Manifest] = manifest,
            [BagLayout.Checkpoint] = note.ToBytes(),
            [BagLayout.Consistency] = window.Consistency.ToBytes(),
        };
    }
}

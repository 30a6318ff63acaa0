using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Signing;
using Bookseal.Evidence;
using Bookseal.Evidence.Notes;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// Looks at a tenant's audit chain from outside: checks it, signs checkpoints of it, makes its projections again.
/// </summary>
public sealed class AuditInspector(Workspace workspace, SigningKeys signing, ClosedPeriodCheck closedPeriods)
{
    private const int MaxLooks = 20;

    /// <summary>A day that brought little gets no index of its own.</summary>
    private const int IndexEvery = 250;

    /// <summary>
    /// Entries, head and checkpoints are read one after the other; of a chain that grows meanwhile they would not fit
    /// together, so it is looked at again.
    /// </summary>
    public async Task<AuditReport> VerifyAsync(CancellationToken cancel)
    {
        for (var look = 1; ; look++)
        {
            var before = await workspace.Audit.ReadStoredHeadAsync(workspace.Tenant, cancel);
            var report = await LookAsync(cancel);
            var after = await workspace.Audit.ReadStoredHeadAsync(workspace.Tenant, cancel);
            if (report.IsGood || look == MaxLooks || before?.Size == after?.Size)
                return report;
        }
    }

    private async Task<AuditReport> LookAsync(CancellationToken cancel)
    {
        var stored = await workspace.Checkpoints.ListAsync(workspace.Tenant, cancel);
        var (trusted, findings) = Judge(stored, stored.Count == 0 ? [] : await LogKeys.ReadAsync(workspace, cancel));
        var check = new ChainCheck(trusted);
        var (entries, certifiedSizes) = (0L, new List<long>());
        var (recoveries, enrolments) = (new RecoveryCheck(), new EnrolmentCheck(workspace.Tenant));
        var indexes = new ChainIndexCheck(workspace.Tenant, await workspace.Indexes.ReadSignedAsync(cancel));
        await foreach (var (storedAt, bytes) in workspace.Audit.ReadStoredAsync(workspace.Tenant, cancel))
        {
            check.Add(storedAt, bytes.Span);
            entries++;
            if (!AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _))
                continue;
            recoveries.Add(entry);
            enrolments.Add(entry);
            indexes.Add(entry, bytes.Span);
            if (
                ProofSealed.TypeName == entry.Type
                && RunEventCodec.Read(entry.Type, entry.Actor, entry.Data) is { IsOk: true, Value: ProofSealed proof }
            )
                certifiedSizes.Add(proof.CheckpointSize);
        }

        foreach (var finding in check.Finish(await workspace.Audit.ReadStoredHeadAsync(workspace.Tenant, cancel)))
            findings.Add(finding.Code == "AUDIT_REWRITTEN" ? await PinpointAsync(finding, cancel) : finding);
        findings.AddRange(
            certifiedSizes
                .Where(size => stored.All(checkpoint => checkpoint.Size != size))
                .Select(size => new ChainFinding(
                    "CHECKPOINT_MISSING",
                    size,
                    $"the checkpoint at {size}, of a sealed close, is gone"
                ))
        );
        var recoveryKeys = recoveries.IsNeeded ? await LogKeys.ReadAsync(workspace, cancel) : [];
        findings.AddRange(recoveries.Findings(recoveryKeys));
        findings.AddRange(enrolments.Findings);
        findings = [.. findings.OrderBy(finding => finding.Code.StartsWith("CHECKPOINT", StringComparison.Ordinal))];
        if (
            findings.Count == 0
            && await new ProjectionRebuilder(workspace).FindAheadAsync(entries, cancel) is { } ahead
        )
            findings.Add(ahead);
        // Of a broken chain, or one that is not understood, there is nothing to compare anything with.
        return findings.Count > 0
            ? new(entries, stored.Count, findings, [], [])
            : new(
                entries,
                stored.Count,
                findings,
                await CheckJournalsAsync(cancel),
                [.. indexes.Faults, .. await new ProjectionCheck(workspace).RunAsync(cancel)]
            )
            {
                Recoveries = recoveries.Notices(recoveryKeys),
            };
    }

    /// <summary>
    /// Only what a key of the log signed, under its own size, may accuse the chain. Anything else in the place of a
    /// checkpoint is a finding itself.
    /// </summary>
    private (List<Checkpoint> Trusted, List<ChainFinding> Findings) Judge(
        IReadOnlyList<(long Size, SignedNote? Note)> stored,
        IReadOnlyList<VerificationKey> logKeys
    )
    {
        var (trusted, findings) = (new List<Checkpoint>(), new List<ChainFinding>());
        foreach (var (size, note) in stored)
        {
            if (
                note is null
                || !Checkpoint.Parse(note.Text).TryGet(out var checkpoint, out _)
                || checkpoint.Size != size
                || checkpoint.Origin != workspace.LogOrigin
            )
                findings.Add(new("CHECKPOINT_INVALID", size, $"the checkpoint at {size} is damaged"));
            else if (!logKeys.Any(key => note.IsSignedBy(workspace.LogOrigin, key)))
                findings.Add(
                    new("CHECKPOINT_SIGNATURE", size, $"the checkpoint at {size} is not signed by the log's key")
                );
            else
                trusted.Add(checkpoint);
        }

        return (trusted, findings);
    }

    /// <summary>
    /// Those of the ring; and those that the chain enrolled, of before a rotation or a loss, unless the ring says that
    /// what it does not list is not to be believed. Whether the chain is the true one, only a pinned key tells.
    /// </summary>
    private async Task<List<Fault>> CheckJournalsAsync(CancellationToken cancel)
    {
        var faults = new List<Fault>();
        foreach (var close in (await ChainReplay.ReadAsync(workspace, cancel)).Closes)
            if (await closedPeriods.RunAsync(close.Run, cancel) is { } fault)
                faults.Add(fault);
        return faults;
    }

    /// <summary>Signs a checkpoint of the chain as it is; for a daily job.</summary>
    public async Task<Checkpoint> CheckpointAsync(CancellationToken cancel)
    {
        var key = await signing.LogAsync(cancel);
        var head = (await workspace.ReadHeadAsync(cancel)).Head;
        var checkpoint = new Checkpoint(workspace.LogOrigin, head.Size, head.Root);
        var note = await SignedNote.SignAsync(checkpoint.ToText(), checkpoint.Origin, key.Signer, cancel);
        await workspace.Checkpoints.WriteOnceAsync(workspace.Tenant, checkpoint, note, cancel);
        var chain = await workspace.ReadHeadAsync(cancel);
        if (await workspace.Indexes.CountSinceAsync(chain, cancel) >= IndexEvery)
            await workspace.Indexes.WriteAsync(checkpoint.Size, key, cancel);
        return checkpoint;
    }

    /// <summary>
    /// Makes every projection again from the chain alone; the keys of the rows that were not as they should be.
    /// </summary>
    public Task<IReadOnlyList<string>> RebuildAsync(CancellationToken cancel) =>
        new ProjectionRebuilder(workspace).RunAsync(cancel);

    /// <summary>A period's close from the chain alone, whatever the projections say.</summary>
    public async Task<CloseRun> ReconstructAsync(PeriodCode period, CancellationToken cancel)
    {
        var run = new CloseRun(workspace.Tenant, period);
        var view = await ChainView.OpenAsync(workspace, cancel);
        await foreach (var entry in view.ReadPeriodAsync(period, 0, cancel))
            run = RunHistory.Replay(run, [entry]).TryGet(out var next, out var fault)
                ? next
                : throw new ChainRefusedException(fault);
        return run;
    }

    /// <summary>
    /// The proofs hold the entries as they were: the first one that differs is where the re-writing began.
    /// </summary>
    private async Task<ChainFinding> PinpointAsync(ChainFinding finding, CancellationToken cancel)
    {
        var original = new SortedDictionary<long, Digest>();
        foreach (var slice in await workspace.Proofs.ReadAllAsync(workspace.Tenant, BagLayout.Audit, cancel))
            await LineSplitter.ForEachAsync(
                new MemoryStream(slice),
                line =>
                {
                    if (AuditEntry.Decode(line).TryGet(out var entry, out _))
                        original[entry.Sequence] = Digest.Of(line);
                },
                cancel
            );
        await foreach (var (storedAt, bytes) in workspace.Audit.ReadStoredAsync(workspace.Tenant, cancel))
            if (original.TryGetValue(storedAt, out var digest) && digest != Digest.Of(bytes.Span))
                return finding with { FirstBadEntry = storedAt };
        return finding;
    }
}

/// <summary>
/// The outcome of an audit check: of the chain, of the closed journals that it vouches for, and of the rows and master
/// data that are made from it.
/// </summary>
public sealed record AuditReport(
    long Entries,
    int Checkpoints,
    IReadOnlyList<ChainFinding> Findings,
    IReadOnlyList<Fault> Journals,
    IReadOnlyList<Fault> Projections
)
{
    /// <summary>Teams that the log's key put into force: not wrong, and auditors have to know.</summary>
    public IReadOnlyList<Fault> Recoveries { get; init; } = [];

    public bool IsGood => Findings.Count == 0 && Journals.Count == 0 && Projections.Count == 0;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("valid", IsGood),
            ("entries", Entries),
            ("checkpoints", Checkpoints),
            ("findings", new JsonArray(Findings.Select(finding => finding.ToJson()))),
            ("journals", ToJson(Journals)),
            ("projections", ToJson(Projections)),
            ("recoveries", ToJson(Recoveries))
        );

    private static JsonArray ToJson(IReadOnlyList<Fault> faults) =>
        new(faults.Select(fault => JsonObject.Of(("code", fault.Code), ("message", fault.Message))));
}

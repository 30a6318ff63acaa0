using Bookseal.Books.Audit;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Runs;
using Bookseal.Evidence.Notes;
using Bookseal.Storage;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Auditing;

/// <summary>Looks at a tenant's audit chain from outside: checks it, signs checkpoints of it, makes its projections again.</summary>
public sealed class AuditInspector(Workspace workspace, ClosedPeriodCheck closedPeriods)
{
    public async Task<AuditReport> VerifyAsync(CancellationToken cancel)
    {
        var notes = await workspace.Checkpoints.ListAsync(workspace.Tenant, cancel);
        var signed = notes.Select(note => (Note: note, Checkpoint: Checkpoint.Parse(note.Text))).Where(pair => pair.Checkpoint.IsOk).ToList();
        var check = new ChainCheck([.. signed.Select(pair => pair.Checkpoint.Value)]);
        var entries = 0L;
        await foreach (var (storedAt, bytes) in workspace.Audit.ReadStoredAsync(workspace.Tenant, cancel))
        {
            check.Add(storedAt, bytes.Span);
            entries++;
        }

        List<ChainFinding> findings = [.. check.Finish(await workspace.Audit.ReadStoredHeadAsync(workspace.Tenant, cancel))];
        for (var i = 0; i < findings.Count; i++)
            if (findings[i].Code == "AUDIT_REWRITTEN") findings[i] = await PinpointAsync(findings[i], cancel);
        findings.AddRange(signed.Where(pair => !pair.Note.IsSignedBy(workspace.LogOrigin, workspace.Keys.Log.Key))
            .Select(pair => new ChainFinding("CHECKPOINT_SIGNATURE", pair.Checkpoint.Value.Size, $"the checkpoint at {pair.Checkpoint.Value.Size} is not signed by the log's key")));
        // Periods are read from the chain; of a broken chain there is nothing to compare journals with.
        return new(entries, notes.Count, findings, findings.Count == 0 ? await CheckJournalsAsync(cancel) : []);
    }

    private async Task<List<Fault>> CheckJournalsAsync(CancellationToken cancel)
    {
        var faults = new List<Fault>();
        foreach (var close in (await ReplayAsync(cancel)).Closes)
            if (await closedPeriods.RunAsync(close.Run, cancel) is { } fault) faults.Add(fault);
        return faults;
    }

    /// <summary>Signs a checkpoint of the chain as it is; for a daily job.</summary>
    public async Task<Checkpoint> CheckpointAsync(CancellationToken cancel)
    {
        var head = (await workspace.ReadHeadAsync(cancel)).Head;
        var checkpoint = new Checkpoint(workspace.LogOrigin, head.Size, head.Root);
        var note = await SignedNote.SignAsync(checkpoint.ToText(), checkpoint.Origin, workspace.Keys.Log, cancel);
        await workspace.Checkpoints.WriteOnceAsync(workspace.Tenant, checkpoint, note, cancel);
        return checkpoint;
    }

    /// <summary>Makes every projection again from the chain alone; the periods whose rows were not as they should be.</summary>
    public async Task<IReadOnlyList<string>> RebuildAsync(CancellationToken cancel)
    {
        var (closes, books, pending) = await ReplayAsync(cancel);
        var rows = closes.SelectMany(close => RunProjection.Rows(close.Run, close.FirstSequence!.Value)).ToList();
        if (books is not null) rows.Add((BooksRow.Key, books.ToBytes()));
        if (pending is not null) rows.Add((BooksImporter.PendingKey, CanonicalJson.ToBytes(pending)));
        var changed = new List<string>();
        foreach (var (key, content) in rows)
        {
            var current = await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel);
            if (current is not null && current.Payload.Span.SequenceEqual(content)) continue;
            var written = await workspace.Audit.WriteProjectionsAsync(workspace.Tenant, [new TableWrite(key, content, current?.ETag)], cancel);
            if (!written.IsOk) throw new IOException($"row {key} cannot be rebuilt: {written.Fault}");
            changed.Add(key);
        }

        return changed;
    }

    /// <summary>A period's close from the chain alone, whatever the projections say.</summary>
    public async Task<CloseRun> ReconstructAsync(PeriodCode period, CancellationToken cancel) =>
        (await ReplayAsync(cancel)).Closes.FirstOrDefault(close => close.Run.Period == period)?.Run ?? new CloseRun(workspace.Tenant, period);

    private async Task<(IReadOnlyList<LoadedRun> Closes, BooksRow? Books, JsonObject? Pending)> ReplayAsync(CancellationToken cancel)
    {
        var chain = await workspace.ReadHeadAsync(cancel);
        var closes = new SortedDictionary<PeriodCode, LoadedRun>();
        BooksRow? books = null;
        JsonObject? pending = null;
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, 0, chain.Head.Size, cancel))
        {
            var entry = AuditEntry.Decode(bytes.Span).Value;
            if (entry.Type == BooksImporter.Intended) pending = entry.Data;
            if (entry.Type == BooksImporter.Imported) (books, pending) = (BooksRow.FromBytes(CanonicalJson.ToBytes(entry.Data["books"]!)).Value, JsonObject.Of());
            if (entry.Period is not { } period) continue;
            var known = closes.GetValueOrDefault(period) ?? new LoadedRun(new CloseRun(workspace.Tenant, period), chain, entry.Sequence);
            var run = RunHistory.Replay(known.Run, [entry]).Value;
            closes[period] = known with { Run = run, FirstSequence = entry.Type == RunStarted.TypeName ? entry.Sequence : known.FirstSequence };
        }

        return ([.. closes.Values], books, pending);
    }

    /// <summary>The proofs hold the entries as they were: the first one that differs is where the re-writing began.</summary>
    private async Task<ChainFinding> PinpointAsync(ChainFinding finding, CancellationToken cancel)
    {
        var original = new SortedDictionary<long, Digest>();
        foreach (var slice in await workspace.Proofs.ReadAllAsync(workspace.Tenant, BagLayout.Audit, cancel))
            await LineSplitter.ForEachAsync(new MemoryStream(slice), line =>
            {
                if (AuditEntry.Decode(line).TryGet(out var entry, out _)) original[entry.Sequence] = Digest.Of(line);
            }, cancel);
        await foreach (var (storedAt, bytes) in workspace.Audit.ReadStoredAsync(workspace.Tenant, cancel))
            if (original.TryGetValue(storedAt, out var digest) && digest != Digest.Of(bytes.Span)) return finding with { FirstBadEntry = storedAt };
        return finding;
    }
}

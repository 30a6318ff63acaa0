using System.Diagnostics;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Runs;
using Bookseal.Closing.Telemetry;
using Bookseal.Evidence.BagIt;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Exports;

/// <summary>
/// Exports the books of an interval as a signed proof: payload stored, announced in the chain, sealed, recorded. Every
/// step may be repeated, and by two at once; whoever comes after one that stopped finishes it first.
/// </summary>
public sealed class IntervalExporter(Workspace workspace, IntervalReader reader, IntervalSealer sealer)
{
    /// <summary>
    /// The proof of the interval as the books are now; the one that is there already where they have not changed.
    /// <c>CLOSE_AUTHORITY_DENIED</c>, <c>PROOF_DAMAGED</c>, or as <see cref="IntervalReader"/>.
    /// </summary>
    public async Task<Result<ExportedInterval>> ExportAsync(
        Interval interval,
        ReconciliationRules rules,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (actor.Role < Acts.Export.Role)
            return new Fault(Refusal.AuthorityDenied, $"{actor.Id} may not export");
        var started = Stopwatch.GetTimestamp();
        var unfinished = await FinishPendingAsync(actor, master, cancel);
        if (!(await reader.ReadAsync(interval, rules, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var intended = ExportIntended.Of(workspace.Tenant, interval, IntervalRules.Current, reading.Payload.Digest);
        if (await WriteAsync(intended, reading, cancel) is { } other)
            return other;
        var row = await AnnounceAsync(intended, actor, cancel);
        if (!(await sealer.SealAsync(row, actor, master, cancel)).TryGet(out var done, out fault))
            return fault;
        ExportMeter.Record(workspace.Log, workspace.Tenant, done.Export, Stopwatch.GetElapsedTime(started));
        return new ExportedInterval(LocationOf(done), reading.Payload.Record, row.Sealed is not null)
        {
            Unfinished = [.. unfinished.Where(one => one.Export != done.Export).Select(one => one.Fault)],
        };
    }

    public IBagFiles Bag(IntervalLocation location) => workspace.Proofs.Bag(location);

    private async Task<Fault?> WriteAsync(ExportIntended intended, IntervalReading reading, CancellationToken cancel)
    {
        var location = new IntervalLocation(workspace.Tenant, intended.Export);
        foreach (var (path, open) in reading.Inputs)
        {
            await using var content = open();
            if (
                await workspace.Proofs.WriteAsync(location, path, content, reading.Payload.Digests[path], cancel) is
                { } other
            )
                return other;
        }

        foreach (var (path, content) in reading.Payload.Files)
            if (await workspace.Proofs.WriteAsync(location, path, content, cancel) is { } other)
                return other;
        return null;
    }

    /// <summary>From here on the chain says that these days were exported with this payload.</summary>
    private async Task<ExportRow> AnnounceAsync(ExportIntended intended, Actor actor, CancellationToken cancel)
    {
        var key = ExportRow.KeyOf(intended.Export);
        await workspace.RecordAsync(
            [Draft(ExportIntended.TypeName, intended.Export, intended.ToData(), actor)],
            async sequence =>
                await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel) is null
                    ? [new TableWrite(key, new ExportRow(sequence, intended, null).ToBytes(), null)]
                    : null,
            cancel
        );
        return await ReadAsync(key, cancel);
    }

    /// <summary>One whose files are lost cannot be finished; it keeps nobody from exporting other days.</summary>
    private async Task<IReadOnlyList<(Guid Export, Fault Fault)>> FinishPendingAsync(
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        var unfinished = new List<(Guid, Fault)>();
        await foreach (var key in workspace.Audit.ReadProjectionKeysAsync(workspace.Tenant, cancel))
            if (
                key.StartsWith(ExportRow.Family + "-", StringComparison.Ordinal)
                && await ReadAsync(key, cancel) is { Sealed: null } row
                && !(await sealer.SealAsync(row, actor, master, cancel)).TryGet(out _, out var fault)
            )
                unfinished.Add((row.Intended.Export, fault));
        return unfinished;
    }

    private async Task<ExportRow> ReadAsync(string key, CancellationToken cancel) =>
        await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel) is { } row
            ? ExportRow.FromBytes(key, row.Payload.Span)
            : throw ChainCode.DamagedRow(key, "is lost");

    private IntervalLocation LocationOf(ExportSealed done) => new(workspace.Tenant, done.Export, done.Versions);

    internal static AuditDraft Draft(string type, Guid export, JsonObject data, Actor actor) =>
        new(actor.Id, actor.Kind, type, null, null, export.ToString("D"), data);
}

/// <param name="Record">interval.json.</param>
/// <param name="WasThere">The books have not changed since an export of the same days: nothing was made.</param>
public sealed record ExportedInterval(IntervalLocation Location, JsonObject Record, bool WasThere)
{
    /// <summary>Earlier exports that stopped and cannot be finished.</summary>
    public IReadOnlyList<Fault> Unfinished { get; init; } = [];
}

using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Backups;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Storage;
using Bookseal.Storage.Backups;

namespace Bookseal.Closing.Backups;

/// <summary>
/// Tries a restore: verifies a backup, restores it into a scratch store, verifies all of that, says how long each took,
/// and records in the chain of the books that it was done.
/// </summary>
/// <param name="workspace">The books that the backup is of.</param>
public sealed class DrillService(Workspace workspace)
{
    private readonly List<DrillStep> _steps = [];

    /// <summary>
    /// The drill, passed or failed. <c>BACKUP_OF_ANOTHER</c>, or the faults of <see cref="BackupService"/> and
    /// <see cref="RestoreService"/> where nothing could be tried.
    /// </summary>
    /// <param name="folder">
    /// The backup, which has to be of this log, signed by its key, and of the last month; made there where it is empty.
    /// </param>
    /// <param name="source">As <see cref="BackupService.CreateAsync"/>.</param>
    /// <param name="scratch">The same tenant in a store that has nothing of it.</param>
    public async Task<Result<DrillReport>> RunAsync(
        string folder,
        string source,
        Workspace scratch,
        CancellationToken cancel
    )
    {
        if (!(await ReadAsync(folder, source, cancel)).TryGet(out var verified, out var fault))
            return fault;
        if (verified.Backup.Manifest.Tenant != workspace.Tenant)
            return new Fault("BACKUP_OF_ANOTHER", $"{folder} is of {verified.Backup.Manifest.Tenant}");
        // What is wrong of the backup itself stays a failed drill: nothing is restored, and all of it is written down.
        var judged = await new DrillRules(workspace).JudgeAsync(verified.Backup.Manifest, cancel);
        verified = verified with { Findings = [.. verified.Findings, .. judged] };
        RestoreReport? restored = null;
        List<Fault> findings = [.. verified.Findings];
        if (verified.IsGood)
        {
            var options = new RestoreOptions(IsScratch: true);
            var restoring = TimeAsync(
                "restore, read again and verify",
                () => new RestoreService(scratch).RunAsync(verified, options, cancel)
            );
            if (!(await restoring).TryGet(out restored, out fault))
                return fault;
            findings.AddRange(restored.Findings);
        }

        return await RecordAsync(verified, restored, findings, cancel);
    }

    private async Task<Result<BackupReport>> ReadAsync(string folder, string source, CancellationToken cancel)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
            return await TimeAsync(
                "make the backup and verify it",
                () => new BackupService(workspace).CreateAsync(folder, source, cancel)
            );
        var trust = await new DrillRules(workspace).TrustAsync(cancel);
        return await TimeAsync(
            "verify the backup",
            () => BackupService.VerifyAsync(folder, trust, workspace.Clock, cancel)
        );
    }

    private async Task<DrillReport> RecordAsync(
        BackupReport verified,
        RestoreReport? restored,
        IReadOnlyList<Fault> findings,
        CancellationToken cancel
    )
    {
        var now = workspace.Clock.GetUtcNow();
        var checklist = DrillChecklist.Write(verified, restored, findings, _steps, now);
        var (bytes, manifest) = (Encoding.UTF8.GetBytes(checklist), verified.Backup.Manifest);
        var drill = new RestoreDrill(
            manifest.Digest,
            manifest.CreatedAt,
            findings.Count == 0 && restored is not null,
            manifest.ObjectList.Count,
            manifest.ObjectBytes,
            manifest.ChainSize,
            restored?.Inspected?.Proofs.Count ?? 0,
            _steps.Sum(step => step.Ms),
            Digest.Of(bytes)
        );
        // The report first: the chain names only what is there.
        var path = TenantPlaces.DrillOf(workspace.Tenant, drill.Checklist);
        var created = await workspace.Backend.Objects.CreateAsync(path, new MemoryStream(bytes), cancel);
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"{path} cannot be written: {created.Fault}");
        var draft = new AuditDraft(
            PersonId.System,
            Actor.Agent.Kind,
            RestoreDrill.TypeName,
            null,
            null,
            drill.Checklist.ToString(),
            drill.ToData()
        );
        await workspace.RecordAsync([draft], sequence => RowsAsync(drill, sequence, cancel), cancel);
        return new(drill, [.. _steps], findings, restored, checklist);
    }

    /// <summary>Of one that passed: it is the last from now on.</summary>
    private async Task<IReadOnlyList<TableWrite>?> RowsAsync(RestoreDrill drill, long entry, CancellationToken cancel)
    {
        if (!drill.Passed)
            return [];
        var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, DrillRow.Key, cancel);
        return [new(DrillRow.Key, DrillRow.Of(entry), row?.ETag)];
    }

    private async Task<T> TimeAsync<T>(string name, Func<Task<T>> step)
    {
        var start = TimeProvider.System.GetTimestamp();
        var done = await step();
        _steps.Add(new(name, (long)TimeProvider.System.GetElapsedTime(start).TotalMilliseconds));
        return done;
    }
}

/// <param name="Restored">Null where the backup was not sound.</param>
/// <param name="Checklist">acceptance-checklist.md.</param>
public sealed record DrillReport(
    RestoreDrill Drill,
    IReadOnlyList<DrillStep> Steps,
    IReadOnlyList<Fault> Findings,
    RestoreReport? Restored,
    string Checklist
)
{
    public JsonObject ToJson() =>
        Drill
            .ToData()
            .With("findings", new JsonArray(Findings.Select(BackupReport.ToJson)))
            .With("steps", new JsonArray(Steps.Select(step => JsonObject.Of(("ms", step.Ms), ("name", step.Name)))));
}

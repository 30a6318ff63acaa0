using Bookseal.Books.Audit;
using Bookseal.Books.Backups;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Backups;

namespace Bookseal.Closing.Backups;

/// <summary>
/// Restores a verified backup into a store that has nothing of its tenant, and verifies what stands there then. Every
/// step may be repeated; what stopped goes on where it was.
/// </summary>
/// <param name="target">The store that it is restored into.</param>
public sealed class RestoreService(Workspace target)
{
    /// <summary>
    /// <c>BACKUP_NOT_SOUND</c> of one with findings; <c>RESTORE_TARGET_NOT_EMPTY</c>, <c>RESTORE_CONFLICT</c>.
    /// </summary>
    /// <param name="verified">As <see cref="BackupService.VerifyAsync"/> read it.</param>
    public async Task<Result<RestoreReport>> RunAsync(
        BackupReport verified,
        RestoreOptions options,
        CancellationToken cancel
    )
    {
        if (!verified.IsGood || verified.Copy is not { } copy)
            return NotSound(verified);
        var backup = verified.Backup;
        var state = new RestoreState(target, backup, copy);
        if (await IsDoneAsync(backup, cancel))
            return new RestoreReport(backup.Manifest, true, await state.PlanAsync(cancel), verified.Inspected, []);
        var restorer = new BackupRestorer(target.Backend, backup, options.Parallelism);
        if (await restorer.RefuseAsync(cancel) is { } refusal)
            return refusal;
        if (options.WritesNothing)
            return new RestoreReport(backup.Manifest, false, await state.PlanAsync(cancel), verified.Inspected, []);
        await restorer.BeginAsync(cancel);
        if (await restorer.WriteObjectsAsync(cancel) is { } conflict)
            return conflict;
        if (!(await state.ApplyAsync(cancel)).TryGet(out var applied, out var fault))
            return fault;
        // Commit point: with the chain's head the books are here.
        if (await restorer.WriteRowsAsync(cancel) is { } refused)
            return refused;
        var (inspected, findings) = await CheckAsync(restorer, backup, cancel);
        findings = [.. findings, .. applied.Findings];
        if (options.RecordsIt && findings.Count == 0)
            await RecordAsync(backup, applied.Versions, cancel);
        return new RestoreReport(backup.Manifest, false, applied.State, inspected, findings);
    }

    /// <summary>Byte for byte and row for row what was backed up, and sound in itself.</summary>
    private async Task<(InspectionReport Inspected, IReadOnlyList<Fault> Findings)> CheckAsync(
        BackupRestorer restorer,
        BackupFolder backup,
        CancellationToken cancel
    )
    {
        var findings = new List<Fault>();
        foreach (var one in backup.Objects)
            if (await restorer.CompareAsync(one, cancel) is { } differs)
                findings.Add(differs);
        if (await restorer.CompareRowsAsync(cancel) is { } rows)
            findings.Add(rows);
        var inspected = await new TenantInspection(target).RunAsync(null, cancel);
        findings.AddRange(inspected.Findings);
        return (inspected, findings);
    }

    /// <summary>The chain says so itself, in the entry that follows the backup's last.</summary>
    private async Task<bool> IsDoneAsync(BackupFolder backup, CancellationToken cancel)
    {
        var head = await target.Audit.ReadStoredHeadAsync(target.Tenant, cancel);
        var size = backup.Manifest.ChainSize;
        if (head is null || head.Size <= size)
            return false;
        await foreach (var bytes in target.Audit.ReadAsync(target.Tenant, size, size + 1, cancel))
            if (
                AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _)
                && entry.Type == TenantRestored.TypeName
                && TenantRestored.FromData(entry.Data).TryGet(out var restored, out _)
            )
                return restored.Backup == backup.Manifest.Digest;
        return false;
    }

    private Task RecordAsync(BackupFolder backup, Digest? versions, CancellationToken cancel)
    {
        var manifest = backup.Manifest;
        var restored = new TenantRestored(manifest.Digest, manifest.CreatedAt, backup.Objects.Count, versions);
        var draft = new AuditDraft(
            PersonId.System,
            Actor.Agent.Kind,
            TenantRestored.TypeName,
            null,
            null,
            manifest.Digest.ToString(),
            restored.ToData()
        );
        return target.RecordAsync([draft], () => Task.FromResult<IReadOnlyList<TableWrite>>([]), cancel);
    }

    private static Fault NotSound(BackupReport verified) =>
        new(
            "BACKUP_NOT_SOUND",
            $"{verified.Backup.Location} is not restored: {verified.Findings[0]}; 'bookseal backup verify' lists all "
                + "that is wrong with it"
        );
}

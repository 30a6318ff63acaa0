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
    /// <c>BACKUP_NOT_SOUND</c> of one with findings; <c>RESTORE_TARGET_NOT_EMPTY</c>, <c>RESTORE_CONFLICT</c>,
    /// <c>STORE_IS_SCRATCH</c>.
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
        var restorer = new BackupRestorer(target.Backend, backup, options.Parallelism);
        if (await IsDoneAsync(backup, cancel))
            return await LookAsync(restorer, state, backup, cancel);
        if (await restorer.RefuseAsync(options.IsScratch, cancel) is { } refusal)
            return refusal;
        if (options.WritesNothing)
            return new RestoreReport(backup.Manifest, false, await state.PlanAsync(cancel), verified.Inspected, []);
        await restorer.BeginAsync(options.IsScratch, cancel);
        if (await restorer.WriteObjectsAsync(cancel) is { } conflict)
            return conflict;
        if (!(await state.ApplyAsync(cancel)).TryGet(out var applied, out var fault))
            return fault;
        if (await restorer.WriteRowsAsync(cancel) is { } refused)
            return refused;
        return await FinishAsync(restorer, backup, applied, options, cancel);
    }

    /// <summary>
    /// Compares all that was written, and only then commits the chain's head: what differs is no books to anybody.
    /// </summary>
    private async Task<Result<RestoreReport>> FinishAsync(
        BackupRestorer restorer,
        BackupFolder backup,
        AppliedState applied,
        RestoreOptions options,
        CancellationToken cancel
    )
    {
        List<Fault> findings = [.. await CompareAsync(restorer, backup, false, cancel), .. applied.Findings];
        if (await restorer.CompareRowsAsync(cancel) is { } rows)
            findings.Add(rows);
        if (findings.Count > 0)
            return new RestoreReport(backup.Manifest, false, applied.State, null, findings);
        // Commit point: with the chain's head the books are here, and the same transaction says where they came from.
        var entry = options.IsScratch ? null : Entry(backup, applied.Versions);
        if (await restorer.WriteHeadAsync(entry, target.Clock.GetUtcNow(), cancel) is { } refused)
            return refused;
        var inspected = await new TenantInspection(target).RunAsync(null, cancel);
        return new RestoreReport(backup.Manifest, false, applied.State, inspected, inspected.Findings);
    }

    /// <summary>Restored before: nothing is written, and what stands there now is looked at all the same.</summary>
    private async Task<RestoreReport> LookAsync(
        BackupRestorer restorer,
        RestoreState state,
        BackupFolder backup,
        CancellationToken cancel
    )
    {
        var differing = await CompareAsync(restorer, backup, true, cancel);
        var inspected = await new TenantInspection(target).RunAsync(null, cancel);
        return new(
            backup.Manifest,
            true,
            await state.PlanAsync(cancel),
            inspected,
            [.. differing, .. inspected.Findings]
        );
    }

    private static async Task<IReadOnlyList<Fault>> CompareAsync(
        BackupRestorer restorer,
        BackupFolder backup,
        bool mayHaveGrown,
        CancellationToken cancel
    )
    {
        var findings = new List<Fault>();
        foreach (var one in backup.Objects)
            if (await restorer.CompareAsync(one, mayHaveGrown, cancel) is { } differs)
                findings.Add(differs);
        return findings;
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

    private static AuditDraft Entry(BackupFolder backup, Digest? versions)
    {
        var manifest = backup.Manifest;
        var restored = new TenantRestored(manifest.Digest, manifest.CreatedAt, backup.Objects.Count, versions);
        return new(
            PersonId.System,
            Actor.Agent.Kind,
            TenantRestored.TypeName,
            null,
            null,
            manifest.Digest.ToString(),
            restored.ToData()
        );
    }

    private static Fault NotSound(BackupReport verified) =>
        new(
            "BACKUP_NOT_SOUND",
            $"{verified.Backup.Location} is not restored: {verified.Findings[0]}; 'bookseal backup verify' lists all "
                + "that is wrong with it"
        );
}

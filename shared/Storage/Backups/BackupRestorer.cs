using System.Security.Cryptography;
using Bookseal.Books.Audit;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Backups;

/// <summary>
/// Writes a backup into a store that has nothing of its tenant. Every step may be repeated: what stopped goes on where
/// it was. The marker comes first, the chain's head last: it is the commit point, and before it every reader stops.
/// </summary>
/// <param name="parallelism">Objects that are written side by side.</param>
public sealed class BackupRestorer(Backend target, BackupFolder backup, int parallelism)
{
    private const int AppendBytes = 4 * 1024 * 1024;

    private readonly RowRestorer _rows = new(target.Tables, backup);

    private ObjectPath Scratch => TenantPlaces.ScratchOf(backup.Manifest.Tenant);

    private ObjectPath Marker => TenantPlaces.MarkerOf(backup.Manifest.Tenant, backup.Manifest.Digest);

    /// <summary>
    /// <c>RESTORE_TARGET_NOT_EMPTY</c> where something is there that is not this backup's; null where nothing is, or
    /// where a restore of this very backup stopped.
    /// </summary>
    /// <param name="isScratch">What a drill restored into is its own, and goes on as nothing else.</param>
    public async Task<Fault?> RefuseAsync(bool isScratch, CancellationToken cancel)
    {
        var tenant = backup.Manifest.Tenant;
        if (!isScratch && (await target.Objects.InfoAsync(Scratch, cancel)).IsOk)
            return new(ScratchGuard.Code, "a drill restored here: name an empty folder or account");
        var isBegun = (await target.Objects.InfoAsync(Marker, cancel)).IsOk;
        var own = backup.Objects.Select(one => one.Path).ToHashSet(StringComparer.Ordinal);
        var there = await TenantPlaces.ListAsync(target.Objects, tenant, cancel);
        var stranger = there.FirstOrDefault(info => !isBegun || !own.Contains(info.Path.ToString()));
        if (stranger is not null)
            return NotEmpty($"{stranger.Path} is there");
        foreach (var table in TenantPlaces.Tables)
        await foreach (var row in target.Tables.QueryAsync(table, tenant.ToString(), "!", "~", cancel))
            if (!isBegun)
                return NotEmpty($"table {table} has rows");
            else
                break;
        return null;
    }

    /// <summary>From here on the store is this backup's.</summary>
    public async Task BeginAsync(bool isScratch, CancellationToken cancel)
    {
        if (isScratch)
            await MarkAsync(Scratch, cancel);
        await MarkAsync(Marker, cancel);
    }

    private async Task MarkAsync(ObjectPath path, CancellationToken cancel)
    {
        var created = await target.Objects.CreateAsync(path, new MemoryStream(backup.Manifest.ToBytes()), cancel);
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"{path} cannot be written: {created.Fault}");
    }

    /// <summary>Every object with its bytes; <c>RESTORE_CONFLICT</c> where another one of its name is there.</summary>
    public async Task<Fault?> WriteObjectsAsync(CancellationToken cancel)
    {
        Fault? conflict = null;
        await Parallel.ForEachAsync(
            backup.Objects,
            new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancel },
            async (one, token) =>
            {
                if (conflict is null && await WriteAsync(one, token) is { } fault)
                    conflict ??= fault;
            }
        );
        return conflict;
    }

    /// <inheritdoc cref="RowRestorer.WriteAsync(CancellationToken)"/>
    public Task<Fault?> WriteRowsAsync(CancellationToken cancel) => _rows.WriteAsync(cancel);

    /// <inheritdoc cref="RowRestorer.WriteHeadAsync"/>
    public Task<Fault?> WriteHeadAsync(AuditDraft? entry, DateTimeOffset now, CancellationToken cancel) =>
        _rows.WriteHeadAsync(entry, now, cancel);

    /// <summary>Reads an object of the target again: <c>RESTORE_DIFFERS</c> unless it has the backup's bytes.</summary>
    /// <param name="mayHaveGrown">Where the books went on since: what was appended is not compared.</param>
    public async Task<Fault?> CompareAsync(BackupObject one, bool mayHaveGrown, CancellationToken cancel)
    {
        var length = mayHaveGrown && one.IsAppendable ? one.Length : (long?)null;
        var opened = await target.Objects.ReadAsync(one.ObjectPath, 0, length, cancel);
        if (!opened.IsOk)
            return new(RestoreCode.Differs, $"{one.Path} is not there: {opened.Fault}");
        await using var stream = opened.Value;
        return Digest.FromBytes(await SHA256.HashDataAsync(stream, cancel)) == one.Sha256
            ? null
            : new(RestoreCode.Differs, $"{one.Path} does not have the backup's bytes");
    }

    /// <summary>The same of the tables' rows.</summary>
    public Task<Fault?> CompareRowsAsync(CancellationToken cancel) => _rows.CompareAsync(cancel);

    private async Task<Fault?> WriteAsync(BackupObject one, CancellationToken cancel)
    {
        if (one.IsAppendable)
            return await AppendAsync(one, cancel);
        if ((await target.Objects.InfoAsync(one.ObjectPath, cancel)).IsOk)
            return await CompareAsync(one, false, cancel) is null ? null : Conflict(one);
        if (!backup.Open(one).TryGet(out var file, out var fault))
            return fault;
        await using (file)
        {
            var created = await target.Objects.CreateAsync(one.ObjectPath, file, cancel);
            if (created.IsOk || created.Fault.Code == StoreCode.AlreadyExists)
                return null; // read again at the end
            throw new IOException($"{one.Path} cannot be written: {created.Fault}");
        }
    }

    /// <summary>What stopped in the middle goes on where it was: only this restore has written here.</summary>
    private async Task<Fault?> AppendAsync(BackupObject one, CancellationToken cancel)
    {
        var created = await target.Objects.CreateAppendableAsync(one.ObjectPath, cancel);
        if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
            throw new IOException($"{one.Path} cannot be written: {created.Fault}");
        if (!(await target.Objects.InfoAsync(one.ObjectPath, cancel)).TryGet(out var there, out var fault))
            return fault;
        if (there.Length > one.Length)
            return Conflict(one);
        if (!backup.Open(one).TryGet(out var file, out fault))
            return fault;
        await using (file)
        {
            file.Position = there.Length;
            var buffer = new byte[(int)Math.Min(AppendBytes, one.Length - there.Length)];
            for (var position = there.Length; position < one.Length; )
            {
                var read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
                var block = buffer.AsMemory(0, read);
                var appended = await target.Objects.AppendAsync(one.ObjectPath, position, block, null, cancel);
                if (!appended.TryGet(out position, out fault))
                    return fault;
            }
        }

        return null;
    }

    private static Fault NotEmpty(string what) =>
        new(
            "RESTORE_TARGET_NOT_EMPTY",
            $"{what}, and not of this backup: a restore writes over nothing; name an empty folder or account"
        );

    private static Fault Conflict(BackupObject one) =>
        new(RestoreCode.Conflict, $"{one.Path} is there and is another one; restore into an empty folder or account");
}

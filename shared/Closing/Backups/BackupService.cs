using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.Signing;
using Bookseal.Storage;
using Bookseal.Storage.Backups;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Backups;

/// <summary>
/// Copies a tenant's books into a folder while others write. The chain is read before the objects, so that what it
/// names is there, and its head again after them: where it grew meanwhile, what is new is copied, until nothing is.
/// What was posted in between is copied or not, batch by batch, as if it had come before or after.
/// </summary>
public sealed class BackupService(Workspace workspace)
{
    public const string NotSigned = "BACKUP_NOT_SIGNED";

    public const string WrongSignature = "BACKUP_SIGNATURE";

    private const int MaxLooks = 20;

    /// <summary>
    /// The backup, which was read again and verified. <c>BACKUP_TARGET_NOT_EMPTY</c>, <c>BOOKS_NOT_FOUND</c>,
    /// <c>BACKUP_UNSETTLED</c> where the chain never stood still.
    /// </summary>
    /// <param name="source">Where the books are, for the manifest.</param>
    public async Task<Result<BackupReport>> CreateAsync(string folder, string source, CancellationToken cancel)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            return new Fault(
                "BACKUP_TARGET_NOT_EMPTY",
                $"{folder} is not empty: name a new folder for each backup, and delete one that was not finished"
            );
        if ((await workspace.ReadHeadAsync(cancel)).Head.Size == 0)
            return new Fault("BOOKS_NOT_FOUND", $"there are no books of {workspace.Tenant} {workspace.Place}");
        Directory.CreateDirectory(folder);
        var writer = new BackupWriter(
            new RestoredProofs(workspace.Backend.Objects, workspace.Tenant),
            workspace.Backend.Tables,
            workspace.Tenant,
            folder
        );
        if (!(await CopyAsync(writer, cancel)).TryGet(out var tables, out var fault))
            return fault;
        var (list, bytes) = await writer.WriteListAsync(cancel);
        var (copiedTables, copied) = tables;
        var roll = await workspace.ReadRollAsync(cancel);
        var manifest = new BackupManifest(
            workspace.Tenant,
            workspace.Clock.GetUtcNow(),
            source,
            workspace.RetainsObjects,
            copied.Size,
            copied.Root,
            list,
            bytes,
            copiedTables,
            [.. roll.Keys.Select(key => key.Key.KeyId).Distinct()]
        );
        var (signature, unsigned) = await SignAsync(manifest, cancel);
        await writer.FinishAsync(manifest, signature, cancel);
        var verified = await VerifyAsync(folder, BackupTrust.Own, workspace.Clock, cancel);
        return verified.Map(report => report with { Unsigned = unsigned });
    }

    /// <summary>
    /// Reads a backup again: every digest, chain, checkpoints, journals, rows, and every proof.
    /// <c>BACKUP_INCOMPLETE</c>, <c>BACKUP_INVALID</c>, <c>BACKUP_TAMPERED</c>; what else is wrong are findings.
    /// </summary>
    public static async Task<Result<BackupReport>> VerifyAsync(
        string folder,
        BackupTrust trust,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (!(await BackupFolder.OpenAsync(folder, cancel)).TryGet(out var backup, out var fault))
            return fault;
        var differing = await backup.CompareAsync(cancel);
        if (differing.Count > 0)
            return new BackupReport(backup, null, [.. differing], null);
        if (!(await BackupBackend.OpenAsync(backup, cancel)).TryGet(out var backend, out fault))
            return fault;
        using var keys = new NoKeyRing();
        var copy = new Workspace(backend, keys, backup.Manifest.Tenant, clock) { Place = $"in {folder}" };
        var inspected = await new TenantInspection(copy).RunAsync(trust.Pinned, cancel);
        var head = await copy.Audit.ReadStoredHeadAsync(copy.Tenant, cancel);
        List<Fault> findings = [.. inspected.Findings];
        if (head?.Size != backup.Manifest.ChainSize || head.Root != backup.Manifest.ChainRoot)
            findings.Add(new(BackupFolder.TamperedCode, "the audit chain is not the one that backup.json names"));
        if (findings.Count == 0)
            findings.AddRange(await CheckRetentionAsync(backup, copy, cancel));
        var signers = trust.LogKeys ?? [.. (await copy.ReadRollAsync(cancel)).Of(null).Select(key => key.Key)];
        if (CheckSignature(backup, signers, trust.NeedsSignature) is { } unsigned)
            findings.Add(unsigned);
        return new BackupReport(backup, inspected, findings, copy) { IsAuthenticated = trust.LogKeys is not null };
    }

    private static async Task<IEnumerable<Fault>> CheckRetentionAsync(
        BackupFolder backup,
        Workspace copy,
        CancellationToken cancel
    )
    {
        var profiles = new List<CompanyProfile>();
        foreach (var digests in (await InventoryCheck.ReadAsync(copy, cancel)).MasterData)
            profiles.Add((await copy.MasterData.ReadAsync(copy.Tenant, digests, cancel)).Profile);
        var bags = await SealedLocations.ReadAsync(copy, cancel);
        return RetentionPlan.Beyond(backup.Manifest, backup.Objects, bags, profiles);
    }

    private async Task<Result<(IReadOnlyList<BackupTable> Tables, Books.Audit.AuditHead Head)>> CopyAsync(
        BackupWriter writer,
        CancellationToken cancel
    )
    {
        for (var look = 1; look <= MaxLooks; look++)
        {
            var before = await workspace.ReadHeadAsync(cancel);
            var tables = new List<BackupTable>();
            foreach (var table in TenantPlaces.Tables)
                tables.Add(await writer.CopyTableAsync(table, cancel));
            var versions = SealedLocations.VersionsOf(await SealedLocations.ReadAsync(workspace, cancel));
            await writer.CopyObjectsAsync(versions, cancel);
            if ((await workspace.ReadHeadAsync(cancel)).ETag == before.ETag)
                return (tables, before.Head);
        }

        return new Fault(
            "BACKUP_UNSETTLED",
            $"the audit chain grew during each of {MaxLooks} looks; make the backup while less is done"
        );
    }

    /// <summary>By the log's key, where it is here and opens; why not, where it does not.</summary>
    private async Task<(byte[]? Envelope, Fault? Unsigned)> SignAsync(BackupManifest manifest, CancellationToken cancel)
    {
        var roll = await workspace.ReadRollAsync(cancel);
        try
        {
            foreach (var enrolled in roll.Of(null))
                if (workspace.Keys.Find(null, enrolled.Key.KeyId) is { } key)
                {
                    var (type, payload) = (BackupManifest.PayloadType, manifest.ToBytes());
                    var signature = await DsseEnvelope.SignAsync(type, payload, key.Signer, cancel);
                    return (new DsseEnvelope(type, payload, [signature]).ToJson(), null);
                }
        }
        catch (KeyRefusedException e)
        {
            return (null, new(NotSigned, $"the log's key does not sign: {e.Fault.Message}"));
        }

        return (null, new(NotSigned, $"there is no key of the log at {workspace.Keys.PlaceOf(null)}"));
    }

    private static Fault? CheckSignature(
        BackupFolder backup,
        IReadOnlyCollection<VerificationKey> signers,
        bool isNeeded
    )
    {
        if (backup.Signature is not { } envelope)
            return isNeeded
                ? new(
                    NotSigned,
                    "the backup is not signed by the log's key: whoever could write it may have changed it"
                )
                : null;
        var isSigned =
            DsseEnvelope.Parse(envelope).TryGet(out var read, out _)
            && read.PayloadType == BackupManifest.PayloadType
            && read.Payload.AsSpan().SequenceEqual(backup.Manifest.ToBytes())
            && read.SignedBy(signers).Count > 0;
        return isSigned ? null : new(WrongSignature, "backup.dsse.json is no signature of the log's key over it");
    }
}

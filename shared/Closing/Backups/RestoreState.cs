using Bookseal.Closing.Runs;
using Bookseal.Storage;
using Bookseal.Storage.Backups;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Backups;

/// <summary>
/// What a restored store has to have besides bytes: leases, seals, retention. And what cannot be put back, said.
/// </summary>
/// <param name="copy">The books as the backup has them.</param>
internal sealed class RestoreState(Workspace target, BackupFolder backup, Workspace copy)
{
    private IObjectStore Objects => target.Backend.Objects;

    /// <summary>What would be put back.</summary>
    public async Task<RestoredState> PlanAsync(CancellationToken cancel)
    {
        var leases = await LeasesAsync(cancel);
        return new(
            leases.Count(one => one.Lease is not null),
            (await RetentionAsync(cancel)).Count,
            await KeysMissingAsync(cancel),
            [.. Unknown(leases), .. Holds(), .. NotRetaining()]
        );
    }

    /// <summary>Puts it back and reads it again; <c>RESTORE_CONFLICT</c> where somebody else holds a lease.</summary>
    public async Task<Result<AppliedState>> ApplyAsync(CancellationToken cancel)
    {
        var leases = await LeasesAsync(cancel);
        foreach (var (one, lease) in leases)
            if (lease is { } id && !(await Objects.AcquireLeaseAsync(one.ObjectPath, id, cancel)).IsOk)
                return new Fault(RestoreCode.Conflict, $"{one.Path} is leased by somebody else");
        foreach (var one in backup.Objects.Where(one => one.IsSealed))
            await SealAsync(one, leases.FirstOrDefault(leased => leased.Object == one).Lease, cancel);
        var findings = new List<Fault>();
        var retention = await RetentionAsync(cancel);
        foreach (var kept in retention)
            if (await RetainAsync(kept, cancel) is { } finding)
                findings.Add(finding);
        var versions = await WriteVersionsAsync(cancel);
        var (held, lost) = await ReadLeasesAsync(leases, cancel);
        var state = await PlanAsync(cancel) with { LeasesHeld = held, RetainedKept = await CountKeptAsync() };
        return new AppliedState(state, [.. findings, .. lost], versions);

        async Task<int> CountKeptAsync()
        {
            var count = 0;
            foreach (var kept in retention)
                if (await IsKeptAsync(kept, cancel))
                    count++;
            return count;
        }
    }

    /// <summary>What the store says of them now: how many are held, and <c>LEASE_NOT_HELD</c> of the others.</summary>
    private async Task<(int Held, IReadOnlyList<Fault> Lost)> ReadLeasesAsync(
        IReadOnlyList<(BackupObject Object, Guid? Lease)> leases,
        CancellationToken cancel
    )
    {
        var (held, lost) = (0, new List<Fault>());
        foreach (var (one, lease) in leases.Where(leased => leased.Lease is not null))
            if (
                (await Objects.InfoAsync(one.ObjectPath, cancel)).TryGet(out var info, out _)
                && info.IsLeased
                && (info.Lease ?? lease) == lease
            )
                held++;
            else
                lost.Add(new("LEASE_NOT_HELD", $"{one.Path} was leased again, and the store says that it is not"));
        return (held, lost);
    }

    private async Task<IReadOnlyList<(BackupObject Object, Guid? Lease)>> LeasesAsync(CancellationToken cancel) =>
        RestoredLeases.Of(
            copy.Tenant,
            backup.Objects,
            await AllRuns.ReadAsync(copy, await copy.ReadHeadAsync(cancel), cancel)
        );

    private async Task<IReadOnlyList<Retained>> RetentionAsync(CancellationToken cancel) =>
        RetentionPlan.Of(
            backup.Objects,
            await SealedLocations.ReadAsync(copy, cancel),
            (await copy.ReadMasterDataAsync(cancel)).TryGet(out var master, out _) ? master.Profile : null,
            target.Clock.GetUtcNow()
        );

    private async Task SealAsync(BackupObject one, Guid? lease, CancellationToken cancel)
    {
        var isSealed = await Objects.SealAsync(one.ObjectPath, lease, cancel);
        if (!isSealed.IsOk)
            throw new IOException($"{one.Path} cannot be sealed: {isSealed.Fault}");
    }

    /// <summary>Retains exactly the version that is there, and looks how the store says that it keeps it.</summary>
    private async Task<Fault?> RetainAsync(Retained kept, CancellationToken cancel)
    {
        if (await IsKeptAsync(kept, cancel))
            return null;
        var path = await CurrentAsync(kept.Object.ObjectPath, cancel);
        var retained = await Objects.RetainAsync(path, kept.Until, kept.Mode, cancel);
        if (!retained.IsOk)
            return new("RETENTION_NOT_RESTORED", $"{kept.Object.Path}: {retained.Fault}");
        return !target.RetainsObjects || await IsKeptAsync(kept, cancel)
            ? null
            : new("RETENTION_NOT_RESTORED", $"{kept.Object.Path} is not kept until {kept.Until:R}, says the store");
    }

    private async Task<bool> IsKeptAsync(Retained kept, CancellationToken cancel) =>
        await Objects.InfoAsync(await CurrentAsync(kept.Object.ObjectPath, cancel), cancel)
            is { IsOk: true, Value: { } info }
        && info.RetainUntil >= kept.Until
        && info.Retention >= kept.Mode;

    private async Task<ObjectPath> CurrentAsync(ObjectPath path, CancellationToken cancel)
    {
        var info = await Objects.InfoAsync(path, cancel);
        return info is { IsOk: true, Value.Version: { } version } ? path.AtVersion(version) : path;
    }

    /// <summary>
    /// A store that keeps versions gave sealed files others than those that the chain names: which, is written down.
    /// </summary>
    private async Task<Digest?> WriteVersionsAsync(CancellationToken cancel)
    {
        var named = SealedLocations.VersionsOf(await SealedLocations.ReadAsync(copy, cancel));
        var versions = new SortedDictionary<string, JsonValue>(StringComparer.Ordinal);
        foreach (var path in named.Keys)
            if ((await CurrentAsync(ObjectPath.Of(path), cancel)).Version is { } version)
                versions.Add(path, new JsonString(version));
        return versions.Count == 0
            ? null
            : await RestoredVersions.WriteAsync(Objects, copy.Tenant, JsonObject.Of(versions), cancel);
    }

    /// <summary>Those that the chain enrolled and that are not where this store's keys are.</summary>
    private async Task<IReadOnlyList<string>> KeysMissingAsync(CancellationToken cancel)
    {
        var roll = await copy.ReadRollAsync(cancel);
        return
        [
            .. roll
                .Keys.Select(key => key.Person)
                .Distinct()
                .Where(person => !target.Keys.KeysOf(person).Any(held => roll.Find(person, held.Key.KeyId) is not null))
                .Select(person => person?.ToString() ?? "log"),
        ];
    }

    private static IEnumerable<Fault> Unknown(IEnumerable<(BackupObject Object, Guid? Lease)> leases) =>
        leases
            .Where(one => one.Lease is null)
            .Select(one => new Fault(
                "LEASE_NOT_RESTORED",
                $"{one.Object.Path} was leased, and neither its store nor the chain says under which id; what held it "
                    + "takes it anew ('bookseal repair')"
            ));

    private IEnumerable<Fault> Holds() =>
        backup
            .Objects.Where(one => one.HasLegalHold)
            .Select(one => new Fault(
                "LEGAL_HOLD_NOT_RESTORED",
                $"{one.Path} was under a legal hold: an administrator of the account sets it again"
            ));

    private IEnumerable<Fault> NotRetaining() =>
        target.RetainsObjects ? [] : [new("RETENTION_NOT_APPLIED", "development storage keeps no policies")];
}

/// <param name="Versions">The digest of the list of versions; null where the store keeps none.</param>
internal sealed record AppliedState(RestoredState State, IReadOnlyList<Fault> Findings, Digest? Versions);

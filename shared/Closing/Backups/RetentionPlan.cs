using Bookseal.Books.Company;
using Bookseal.Evidence;
using Bookseal.Storage;
using Bookseal.Storage.Backups;

namespace Bookseal.Closing.Backups;

/// <summary>
/// Until when each object has to be kept: as its store kept it, and sealed proofs at least as the company's policy
/// says, for the backup may be of a store that keeps nothing.
/// </summary>
internal static class RetentionPlan
{
    public static IReadOnlyList<Retained> Of(
        IReadOnlyList<BackupObject> objects,
        IReadOnlyList<SealedBag> sealedProofs,
        CompanyProfile? profile,
        DateTimeOffset now
    )
    {
        var folders = Folders(sealedProofs);
        return [.. objects.Select(Plan).OfType<Retained>().Where(one => one.Until > now)];

        Retained? Plan(BackupObject one)
        {
            var kept =
                one.RetainUntil is { } until && one.Retention != RetentionMode.None
                    ? new Retained(one, until, one.Retention)
                    : null;
            return FolderOf(one) is { } folder && folders.TryGetValue(folder, out var proof) && profile is not null
                ? Longer(kept, Wanted(one, proof, profile))
                : kept;
        }
    }

    /// <summary>
    /// <c>RETENTION_BEYOND_POLICY</c> of what the list wants to be kept longer than the company ever said: nobody could
    /// take that back. Of what is in no sealed proof, as its container's policy may say, longer than any policy can.
    /// </summary>
    /// <param name="profiles">All that were ever current or pinned.</param>
    public static IEnumerable<Fault> Beyond(
        BackupManifest manifest,
        IReadOnlyList<BackupObject> objects,
        IReadOnlyList<SealedBag> sealedProofs,
        IReadOnlyList<CompanyProfile> profiles
    )
    {
        var folders = Folders(sealedProofs);
        return objects
            .Where(one => one.RetainUntil > End(one))
            .Select(one => new Fault(
                "RETENTION_BEYOND_POLICY",
                $"{one.Path} would be kept until {one.RetainUntil:yyyy-MM-dd}, and the company's policy says "
                    + $"{End(one):yyyy-MM-dd}"
            ));

        DateTimeOffset End(BackupObject one) =>
            FolderOf(one) is { } folder && folders.TryGetValue(folder, out var proof) && profiles.Count > 0
                ? profiles.Max(profile => profile.Retention.EndOf(proof.Period, profile.Calendar))
                : manifest.CreatedAt.AddYears(Limits.RetentionYears);
    }

    private static Dictionary<string, SealedBag> Folders(IReadOnlyList<SealedBag> sealedProofs) =>
        sealedProofs
            .DistinctBy(proof => $"{proof.Location.Folder}")
            .ToDictionary(proof => $"{proof.Location.Folder}", StringComparer.Ordinal);

    private static Retained Wanted(BackupObject one, SealedBag proof, CompanyProfile profile) =>
        new(
            one,
            profile.Retention.EndOf(proof.Period, profile.Calendar),
            profile.Retention.IsLocked ? RetentionMode.Locked : RetentionMode.Unlocked
        );

    /// <summary>A locked policy stays locked, and none becomes shorter.</summary>
    private static Retained Longer(Retained? kept, Retained wanted) =>
        kept is null
            ? wanted
            : new(
                wanted.Object,
                kept.Until > wanted.Until ? kept.Until : wanted.Until,
                kept.Mode > wanted.Mode ? kept.Mode : wanted.Mode
            );

    private static string? FolderOf(BackupObject one) =>
        one.Path.Split('/', 5) is ["proofs", var tenant, var period, var proof, _]
            ? $"proofs/{tenant}/{period}/{proof}"
            : null;
}

/// <summary>How an object is to be kept.</summary>
internal sealed record Retained(BackupObject Object, DateTimeOffset Until, RetentionMode Mode);

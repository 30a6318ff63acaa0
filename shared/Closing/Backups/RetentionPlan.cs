using Bookseal.Books.Company;
using Bookseal.Storage;
using Bookseal.Storage.Backups;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Backups;

/// <summary>
/// Until when each object has to be kept: as its store kept it, and sealed proofs at least as the company's policy
/// says, for the backup may be of a store that keeps nothing.
/// </summary>
internal static class RetentionPlan
{
    public static IReadOnlyList<Retained> Of(
        IReadOnlyList<BackupObject> objects,
        IReadOnlyList<BagLocation> sealedProofs,
        CompanyProfile? profile,
        DateTimeOffset now
    )
    {
        var folders = sealedProofs
            .OfType<ProofLocation>() // an export's own end is what its store had
            .DistinctBy(location => $"{location.Folder}")
            .ToDictionary(location => $"{location.Folder}", StringComparer.Ordinal);
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

    private static Retained Wanted(BackupObject one, ProofLocation proof, CompanyProfile profile) =>
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

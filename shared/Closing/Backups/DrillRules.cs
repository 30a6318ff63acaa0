using Bookseal.Books.Audit;
using Bookseal.Evidence.Merkle;
using Bookseal.Storage.Backups;

namespace Bookseal.Closing.Backups;

/// <summary>
/// Of which backups a restore is worth trying: those of this very log that are not too old. What is restored from any
/// other shows nothing of these books.
/// </summary>
/// <param name="workspace">The books that the backup is to be of.</param>
internal sealed class DrillRules(Workspace workspace)
{
    /// <summary>A drill is done each month: an older one is of the drill before.</summary>
    public const int MaxAgeDays = 35;

    private const string TooOld = "BACKUP_TOO_OLD";

    private const string OfAnotherLog = "BACKUP_OF_ANOTHER_LOG";

    public static IReadOnlyList<string> Codes { get; } =
    [TooOld, OfAnotherLog, BackupService.NotSigned, BackupService.WrongSignature];

    /// <summary>Signed by a key that this log has enrolled, whatever the backup's own chain says.</summary>
    public async Task<BackupTrust> TrustAsync(CancellationToken cancel) =>
        new() { LogKeys = [.. (await workspace.ReadRollAsync(cancel)).Of(null).Select(key => key.Key)] };

    /// <summary><c>BACKUP_TOO_OLD</c>, <c>BACKUP_OF_ANOTHER_LOG</c>.</summary>
    public async Task<IReadOnlyList<Fault>> JudgeAsync(BackupManifest manifest, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var age = workspace.Clock.GetUtcNow() - manifest.CreatedAt;
        if (age > TimeSpan.FromDays(MaxAgeDays))
            faults.Add(
                new(TooOld, $"the backup is {(long)age.TotalDays} days old; drill one of the last {MaxAgeDays} days")
            );
        if (!await IsOfThisLogAsync(manifest, cancel))
            faults.Add(
                new(
                    OfAnotherLog,
                    $"the backup's chain of {manifest.ChainSize} entries is no beginning of this company's"
                )
            );
        return faults;
    }

    private async Task<bool> IsOfThisLogAsync(BackupManifest manifest, CancellationToken cancel)
    {
        if (manifest.ChainSize > (await workspace.ReadHeadAsync(cancel)).Head.Size)
            return false;
        var tree = new MerkleRange();
        await foreach (var entry in workspace.Audit.ReadAsync(workspace.Tenant, 0, manifest.ChainSize, cancel))
            tree.Append(AuditEntry.LeafOf(entry.Span));
        return tree.Root() == manifest.ChainRoot;
    }
}

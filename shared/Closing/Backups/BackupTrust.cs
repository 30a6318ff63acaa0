using Bookseal.Books.Proof.Trust;
using Bookseal.Evidence.Signing;

namespace Bookseal.Closing.Backups;

/// <summary>Whose signature a backup has to have.</summary>
/// <param name="Pinned">
/// What somebody pinned: the log's keys of it. Null: the keys that the backup's own chain enrolled, which finds damage
/// and no forger.
/// </param>
/// <param name="AcceptsUnsigned">Without pinned keys: one without a signature is good all the same.</param>
public sealed record BackupTrust(TrustPolicy? Pinned = null, bool AcceptsUnsigned = false)
{
    /// <summary>Of a backup that this process has just made.</summary>
    public static BackupTrust Own { get; } = new(AcceptsUnsigned: true);

    /// <summary>The log's keys of the books that the backup is to be of; null where they are not known.</summary>
    public IReadOnlyCollection<VerificationKey>? LogKeys { get; init; } = Pinned?.LogKeys;

    public bool NeedsSignature => LogKeys is not null || !AcceptsUnsigned;
}

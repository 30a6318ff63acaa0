namespace Bookseal.Storage;

/// <param name="Length">Bytes; of an appendable object, those of its completed appends.</param>
/// <param name="Blocks">Appends so far; 0 for an object created whole.</param>
public sealed record ObjectInfo(ObjectPath Path, long Length, int Blocks, bool IsLeased)
{
    /// <summary>The version that this is of, where the store keeps versions; null elsewhere, and in listings.</summary>
    public string? Version { get; init; }

    /// <summary>Asked for a version: there is a newer one of that name.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>
    /// Of an appendable object, together with its length another one after each change of the bytes: Azure's ETag, a
    /// file's time of change. Who writes around the store can keep a file's, so it spares a reading and proves nothing.
    /// Null where the store does not say.
    /// </summary>
    public string? Mark { get; init; }

    /// <summary>It takes no more appends, for good.</summary>
    public bool IsSealed { get; init; }

    /// <summary>The id of its lease, where the store tells it: Azure does not.</summary>
    public Guid? Lease { get; init; }

    /// <summary>
    /// Bytes that stand behind the completed appends: an append in flight, or what somebody wrote around the store.
    /// </summary>
    public long UncommittedBytes { get; init; }

    public DateTimeOffset? RetainUntil { get; init; }

    public RetentionMode Retention { get; init; }

    /// <summary>Bookseal sets none; an administrator of the account may.</summary>
    public bool HasLegalHold { get; init; }
}

/// <summary>
/// How an object is kept from change: an unlocked policy can be lifted by an administrator, a locked one by nobody.
/// </summary>
public enum RetentionMode
{
    None,
    Unlocked,
    Locked,
}

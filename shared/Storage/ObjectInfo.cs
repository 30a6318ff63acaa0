namespace Bookseal.Storage;

/// <summary>What a store knows of an object.</summary>
/// <param name="Length">Bytes; of an appendable object, those of its completed appends.</param>
/// <param name="Blocks">Appends so far; 0 for an object created whole.</param>
public sealed record ObjectInfo(ObjectPath Path, long Length, int Blocks, bool IsLeased)
{
    public DateTimeOffset? RetainUntil { get; init; }

    public RetentionMode Retention { get; init; }

    public bool HasLegalHold { get; init; }
}

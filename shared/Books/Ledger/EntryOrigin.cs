namespace Bookseal.Books.Ledger;

/// <summary>
/// Who created and approved an entry in its source, and when. Not part of what the entry says: it may be told later.
/// </summary>
public sealed record EntryOrigin(string? CreatedBy, DateTimeOffset? CreatedAt, string? ApprovedBy)
{
    private const int NameCharacters = 128;

    /// <summary>Null where the source says nothing.</summary>
    public static EntryOrigin? Of(string? createdBy, DateTimeOffset? createdAt, string? approvedBy) =>
        createdBy is null && createdAt is null && approvedBy is null ? null : new(createdBy, createdAt, approvedBy);

    /// <summary>A name as another program writes it, which need not be a person's id here.</summary>
    public static Result<string> ParseName(string text) =>
        text.Length is > 0 and <= NameCharacters && !text.Any(char.IsControl)
            ? text
            : new Fault(
                "ORIGIN_INVALID",
                $"who created or approved an entry has 1 to {NameCharacters} plain characters"
            );
}

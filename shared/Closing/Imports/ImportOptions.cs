using Bookseal.Books.Company;

namespace Bookseal.Closing.Imports;

/// <summary>How the user wants an import.</summary>
/// <param name="TakesBack">Entries that went from a source that gives the whole journal are taken back.</param>
/// <param name="IsDryRun">Nothing is written; the outcome says what would be.</param>
public sealed record ImportOptions(bool TakesBack, bool IsDryRun)
{
    public static ImportOptions Default { get; } = new(false, false);

    /// <summary>
    /// What belongs to a month under a close goes in under the close's lease, as long as its sources are being synced.
    /// </summary>
    public bool EntersCloses { get; init; }

    /// <summary>
    /// Nothing that is posted is changed: <c>ENTRY_REVERTS</c>, where what is brought was given before it.
    /// </summary>
    public bool AddsOnly { get; init; }

    /// <summary>
    /// The master data that the books were read with, where they are a part of them and state none: then none is
    /// changed, and <c>IMPORT_SUPERSEDED</c> says that others are current. Null: the books state their own.
    /// </summary>
    public MasterDigests? ReadWith { get; init; }

    /// <summary>Who is asked about entries that went. In a dry run nobody is, but for what was said before.</summary>
    public IGoneReview Review { get; init; } = new SettledReview(TakesBack, false);
}

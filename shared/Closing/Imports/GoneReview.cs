using Bookseal.Books.Ledger;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Decides about entries that went from their source. Nobody but the user knows whether they were taken out or edited
/// into others.
/// </summary>
public interface IGoneReview
{
    /// <summary>Whether these are edits: the new entry stands in the place of the one that went.</summary>
    Task<bool> TakesPairsAsync(IReadOnlyList<EntryPair> pairs, CancellationToken cancel);

    /// <summary>Whether these are to be taken back.</summary>
    Task<bool> TakesBackAsync(IReadOnlyList<Entry> gone, CancellationToken cancel);
}

/// <summary>Nobody is asked: it was said before.</summary>
/// <param name="TakesBack">What went is taken back.</param>
/// <param name="TakesPairs">Where gone and new look like one edited entry, they are.</param>
public sealed record SettledReview(bool TakesBack, bool TakesPairs) : IGoneReview
{
    public Task<bool> TakesPairsAsync(IReadOnlyList<EntryPair> pairs, CancellationToken cancel) =>
        Task.FromResult(TakesPairs);

    public Task<bool> TakesBackAsync(IReadOnlyList<Entry> gone, CancellationToken cancel) => Task.FromResult(TakesBack);
}

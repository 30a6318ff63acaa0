using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Auditing;

/// <summary>An entry where it stands in a journal.</summary>
/// <param name="Index">From 0 within the period: also its leaf in the ledger hash.</param>
/// <param name="BatchKey">The batch that brought it.</param>
public sealed record TracedPosting(PeriodCode Period, long Index, Entry Entry, string? BatchKey);

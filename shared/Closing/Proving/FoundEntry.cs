using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Proving;

/// <summary>The proof of an entry, and the period that it stands in.</summary>
public sealed record FoundEntry(PeriodCode Period, EntryProof Proof);

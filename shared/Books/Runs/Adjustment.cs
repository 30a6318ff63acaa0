namespace Bookseal.Books.Runs;

/// <summary>An announced adjustment: the digest of its batch, and whether that is known to stand in the journal.</summary>
public sealed record Adjustment(Digest Batch, bool IsPosted);

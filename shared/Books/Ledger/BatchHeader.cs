namespace Bookseal.Books.Ledger;

/// <summary>
/// Stands in the first line of every append to a journal, so that a retry after an unknown outcome can find its own batch again.
/// </summary>
/// <param name="Key">The poster's idempotency key.</param>
/// <param name="Count">Entries in the batch.</param>
/// <param name="Hash">SHA-256 of the batch's lines as they are without this header, each with its line feed.</param>
public sealed record BatchHeader(string Key, int Count, Digest Hash);

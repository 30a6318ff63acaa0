using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>A batch to post: under an idempotency key, whole or not at all.</summary>
/// <param name="Lease">The lease of the run that posts; null for everyday postings.</param>
public sealed record PostRequest(string Key, IReadOnlyList<Entry> Entries, Guid? Lease, ManifestPart? Part = null);

using Bookseal.Books.Audit;

namespace Bookseal.Storage.Audit;

/// <summary>A chain's end as it was read, with the ETag that a commit must still find; null for a chain that does not exist yet.</summary>
public sealed record ChainHead(AuditHead Head, string? ETag);

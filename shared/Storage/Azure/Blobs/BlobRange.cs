namespace Bookseal.Storage.Azure.Blobs;

/// <summary>One answer's bytes, as they come from the wire.</summary>
/// <param name="ETag">Null for an append blob.</param>
internal sealed record BlobRange(Stream Bytes, long Length, string? ETag);

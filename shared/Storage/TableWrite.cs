namespace Bookseal.Storage;

/// <summary>One write of a transaction: an insert, or a replacement of the very row that was read.</summary>
/// <param name="IfMatch">The ETag that was read; null to insert.</param>
public sealed record TableWrite(string Key, ReadOnlyMemory<byte> Payload, string? IfMatch);

namespace Bookseal.Storage;

/// <summary>A row of a partition.</summary>
/// <param name="ETag">Changes with every write of the row.</param>
public sealed record TableRow(string Key, ReadOnlyMemory<byte> Payload, string ETag);

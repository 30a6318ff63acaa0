namespace Bookseal.Closing.Imports;

/// <summary>A batch as it will be posted.</summary>
/// <param name="Sha256">Of its lines, without a batch header, each with its line feed.</param>
internal readonly record struct PlannedBatch(int Entries, Digest Sha256);

namespace Bookseal.Evidence.BagIt;

/// <summary>A file of a bag and its length in bytes.</summary>
public sealed record BagFile(string Path, long Length);

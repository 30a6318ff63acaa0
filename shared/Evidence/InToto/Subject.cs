namespace Bookseal.Evidence.InToto;

/// <summary>A file that a statement speaks of, by name and SHA-256.</summary>
public sealed record Subject(string Name, Digest Sha256);

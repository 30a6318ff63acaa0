namespace Bookseal.Books.Proof;

/// <summary>The digests of the payload files that are streamed and never held whole.</summary>
public sealed record StreamedInputs(Digest Journal, Digest Subledgers);

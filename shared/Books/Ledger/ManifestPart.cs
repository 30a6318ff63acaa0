namespace Bookseal.Books.Ledger;

/// <summary>A numbered batch of an import that is too large for one append.</summary>
/// <param name="Manifest">The import's key within the period.</param>
/// <param name="Number">1 to <paramref name="Of"/>.</param>
public sealed record ManifestPart(string Manifest, long Number, long Of);

namespace Bookseal.Books.Ledger;

/// <summary>A larger import of which the journal has only some batches.</summary>
public sealed record IncompleteBatch(string Manifest, IReadOnlyList<long> Missing, long Of);

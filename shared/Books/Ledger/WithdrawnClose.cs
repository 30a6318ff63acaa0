namespace Bookseal.Books.Ledger;

/// <summary>An earlier close of the same period, whose certificate was withdrawn. The journal may only have grown since.</summary>
/// <param name="Certificate">The bytes of the withdrawn certificate.</param>
/// <param name="LedgerHash">The Merkle root that it certified.</param>
/// <param name="PrefixRoot">The root of as many first entries of the journal now; null if it has fewer.</param>
public sealed record WithdrawnClose(byte[] Certificate, Digest LedgerHash, Digest? PrefixRoot)
{
    public bool IsExtended => PrefixRoot == LedgerHash;
}

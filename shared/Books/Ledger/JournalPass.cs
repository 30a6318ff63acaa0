using System.Security.Cryptography;
using Bookseal.Evidence.Merkle;

namespace Bookseal.Books.Ledger;

/// <summary>
/// The one pass over a journal before its certification: the fold, the digest of the general ledger, and the root of
/// the part that an earlier, decertified close covered.
/// </summary>
public sealed class JournalPass
{
    private readonly GeneralLedger? _ledger;
    private readonly IncrementalHash _ledgerHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MerkleRange _prefix = new();
    private readonly long _prefixEntries;

    /// <param name="openings">Null where nobody asks for the general ledger.</param>
    /// <param name="prefixEntries">How many of the first entries the prefix covers.</param>
    public JournalPass(BalanceList? openings, DateOnly firstDay, long prefixEntries)
    {
        _prefixEntries = prefixEntries;
        if (openings is not null)
            _ledger = new GeneralLedger(openings, firstDay, AddToLedger);
    }

    public PeriodFold Fold { get; } = new() { Ids = new EntryIds() };

    /// <summary>Finds the edits, which a second pass judges; null where nobody asks.</summary>
    public ReplacedEntries? Edits { get; init; }

    /// <summary>Who looks at each line too.</summary>
    public IReadOnlyList<LineSplitter.LineAction> Also { get; init; } = [];

    /// <summary>Digest and length in bytes of general_ledger.csv.</summary>
    public (Digest Sha256, long Bytes) Ledger => (Digest.FromBytes(_ledgerHash.GetCurrentHash()), LedgerBytes);

    /// <summary>
    /// The Merkle root over the first entries, as many as were asked for; null if the journal has fewer.
    /// </summary>
    public Digest? PrefixRoot => _prefix.End == _prefixEntries ? _prefix.Root() : null;

    private long LedgerBytes { get; set; }

    public void Add(ReadOnlySpan<byte> line)
    {
        if (_prefix.End < _prefixEntries)
            _prefix.Append(MerkleHash.Leaf(line));
        Fold.Add(line);
        _ledger?.Add(line);
        Edits?.Add(line);
        foreach (var look in Also)
            look(line);
    }

    private void AddToLedger(ReadOnlySpan<byte> bytes)
    {
        _ledgerHash.AppendData(bytes);
        LedgerBytes += bytes.Length;
    }
}

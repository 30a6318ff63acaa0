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
    private readonly byte[] _unhashed = new byte[64 * 1024];
    private int _unhashedBytes;
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

    /// <summary>Whether the journal has to be read again, for edits or for ids that may stand twice.</summary>
    public bool NeedsAnotherLook => Fold.NeedsAnotherLook || Edits is { NeedsOriginals: true };

    /// <summary>Digest and length in bytes of general_ledger.csv.</summary>
    public (Digest Sha256, long Bytes) Ledger
    {
        get
        {
            HashLedger();
            return (Digest.FromBytes(_ledgerHash.GetCurrentHash()), LedgerBytes);
        }
    }

    /// <summary>
    /// The Merkle root over the first entries, as many as were asked for; null if the journal has fewer.
    /// </summary>
    public Digest? PrefixRoot => _prefix.End == _prefixEntries ? _prefix.Root() : null;

    private long LedgerBytes { get; set; }

    public void Add(ReadOnlySpan<byte> line)
    {
        Fold.Add(line);
        AddPrefix(line);
        AddInOrder(line);
    }

    /// <summary>The second look at the same lines in their order.</summary>
    public void LookAgain(ReadOnlySpan<byte> line)
    {
        if (Fold.NeedsAnotherLook)
            Fold.LookAgain(line);
        if (Edits is { NeedsOriginals: true } edits)
            edits.AddOriginal(line);
    }

    /// <summary>
    /// The fold of some lines, which another thread may make: <see cref="Add(LineBlock, PeriodFold)"/> joins it.
    /// </summary>
    public static PeriodFold FoldOf(LineBlock block) => FoldOf(block, long.MaxValue);

    /// <summary>The same, which ends with so many lines that cannot be read: no block can follow it then.</summary>
    public static PeriodFold FoldOf(LineBlock block, long mostFaults)
    {
        var part = PeriodFold.OfPart(block.FirstLine);
        block.ForEach(line =>
        {
            if (part.FaultCount < mostFaults)
                part.Add(line);
        });
        return part;
    }

    /// <summary>The lines behind all that were added, with their fold: as if each was added alone.</summary>
    public void Add(LineBlock block, PeriodFold part)
    {
        Fold.Add(part);
        if (_prefix.End + block.Lines <= _prefixEntries)
            _prefix.Append(part.Leaves);
        else if (_prefix.End < _prefixEntries)
            block.ForEach(AddPrefix);
        if (_ledger is null && Edits is null && Also.Count == 0)
            return;
        var left = part.Entries; // all lines, unless so many were bad that the fold ended
        block.ForEach(line =>
        {
            if (left-- > 0)
                AddInOrder(line);
        });
    }

    private void AddPrefix(ReadOnlySpan<byte> line)
    {
        if (_prefix.End < _prefixEntries)
            _prefix.Append(MerkleHash.Leaf(line));
    }

    /// <summary>What depends on all lines before it, so that only one thread can do it.</summary>
    private void AddInOrder(ReadOnlySpan<byte> line)
    {
        _ledger?.Add(line);
        Edits?.Add(line);
        foreach (var look in Also)
            look(line);
    }

    /// <summary>Many entries at once: a call for each would take longer than what it hashes.</summary>
    private void AddToLedger(ReadOnlySpan<byte> bytes)
    {
        LedgerBytes += bytes.Length;
        if (bytes.Length > _unhashed.Length - _unhashedBytes)
            HashLedger();
        if (bytes.Length > _unhashed.Length)
        {
            _ledgerHash.AppendData(bytes);
            return;
        }

        bytes.CopyTo(_unhashed.AsSpan(_unhashedBytes));
        _unhashedBytes += bytes.Length;
    }

    private void HashLedger()
    {
        _ledgerHash.AppendData(_unhashed.AsSpan(0, _unhashedBytes));
        _unhashedBytes = 0;
    }
}

namespace Bookseal.Evidence.Merkle;

/// <summary>
/// Makes the audit path of one leaf (RFC 6962 section 2.1.1) from a stream of leaf hashes, in memory of O(log² n): each
/// leaf but that one lies under exactly one sibling on the way to the root, so it is enough to fold those.
/// </summary>
public sealed class InclusionPath
{
    /// <summary>
    /// The siblings from left to right, each with the leaf that it begins with; every one is folded as a tree of its
    /// own.
    /// </summary>
    private readonly List<(long Begin, int Height, MerkleRange Range)> _siblings = [];
    private readonly MerkleRange _whole = new();
    private readonly long _index;
    private readonly long _size;
    private int _current;

    public InclusionPath(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        (_index, _size) = (index, size);
        var (low, high, height) = (0L, size, 0);
        for (; high - low > 1; height--)
        {
            var middle = low + MerkleTree.SplitPoint(high - low);
            var isInLeft = index < middle;
            _siblings.Add((isInLeft ? middle : low, height, new MerkleRange()));
            (low, high) = isInLeft ? (low, middle) : (middle, high);
        }

        _siblings.Sort((left, right) => left.Begin.CompareTo(right.Begin));
    }

    /// <summary>True when every leaf was there.</summary>
    public bool IsComplete => _whole.End == _size;

    /// <summary>The tree head over all leaves so far.</summary>
    public Digest Root => _whole.Root();

    /// <summary>From the leaf up.</summary>
    public IReadOnlyList<Digest> Path =>
        IsComplete
            ? [.. _siblings.OrderBy(sibling => sibling.Height).Select(sibling => sibling.Range.Root())]
            : throw new InvalidOperationException("leaves are missing");

    /// <summary>
    /// The next leaf. One too many is a bug of the caller or a file that grew: it changes <see cref="IsComplete"/>, and
    /// no path.
    /// </summary>
    public void Append(Digest leaf)
    {
        var at = _whole.End;
        _whole.Append(leaf);
        if (at == _index || at >= _size)
            return;
        while (_current + 1 < _siblings.Count && _siblings[_current + 1].Begin <= at)
            _current++;
        _siblings[_current].Range.Append(leaf);
    }
}

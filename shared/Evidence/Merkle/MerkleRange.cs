using System.Numerics;

namespace Bookseal.Evidence.Merkle;

/// <summary>
/// The fewest complete subtrees that cover the leaves [<see cref="Begin"/>, <see cref="End"/>) of an RFC 6962 tree.
/// Appending costs O(log n); neighbouring ranges merge, so parts of a log can be hashed in parallel and joined in
/// order. A range that begins at 0 is the tree's frontier and has a root.
/// </summary>
public sealed class MerkleRange
{
    private readonly List<(int Level, Digest Hash)> _nodes = [];

    public MerkleRange(long begin = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(begin);
        Begin = End = begin;
    }

    public long Begin { get; }

    public long End { get; private set; }

    /// <summary>The subtree hashes from left to right. Their sizes follow from Begin and End.</summary>
    public IReadOnlyList<Digest> Hashes => [.. _nodes.Select(node => node.Hash)];

    public void Append(Digest leafHash) => Push(0, leafHash);

    /// <summary>Appends the range that begins where this one ends.</summary>
    public void Append(MerkleRange next)
    {
        if (next.Begin != End)
            throw new ArgumentException(
                $"a range that begins at {next.Begin} does not follow one that ends at {End}",
                nameof(next)
            );
        foreach (var (level, hash) in next._nodes)
            Push(level, hash);
    }

    /// <summary>The RFC 6962 tree head over all leaves.</summary>
    public Digest Root()
    {
        if (Begin != 0)
            throw new InvalidOperationException("only a range that begins at 0 has a root");
        if (_nodes.Count == 0)
            return MerkleHash.Empty;
        var root = _nodes[^1].Hash;
        for (var i = _nodes.Count - 2; i >= 0; i--)
            root = MerkleHash.Node(_nodes[i].Hash, root);
        return root;
    }

    /// <summary>The tree hash over [low, high), where those leaves are covered by whole nodes of this range.</summary>
    internal Digest SubtreeHash(long low, long high)
    {
        var part = new List<Digest>();
        var at = Begin;
        foreach (var (level, hash) in _nodes)
        {
            if (at >= low && at + (1L << level) <= high)
                part.Add(hash);
            at += 1L << level;
        }

        var root = part[^1];
        for (var i = part.Count - 2; i >= 0; i--)
            root = MerkleHash.Node(part[i], root);
        return root;
    }

    public MerkleRange Copy()
    {
        var copy = new MerkleRange(Begin) { End = End };
        copy._nodes.AddRange(_nodes);
        return copy;
    }

    /// <summary>
    /// Rebuilds a frontier from its size and hashes; a count that does not fit the size is <c>FRONTIER_INVALID</c>.
    /// </summary>
    public static Result<MerkleRange> Frontier(long size, IReadOnlyList<Digest> hashes)
    {
        if (size < 0 || hashes.Count != BitOperations.PopCount((ulong)size))
            return new Fault("FRONTIER_INVALID", $"a frontier of {size} leaves does not have {hashes.Count} hashes");
        var range = new MerkleRange();
        var next = 0;
        for (var level = 62; level >= 0; level--)
            if ((size >> level & 1) == 1)
                range.Push(level, hashes[next++]);
        return range;
    }

    private void Push(int level, Digest hash)
    {
        _nodes.Add((level, hash));
        End += 1L << level;
        while (_nodes.Count >= 2 && _nodes[^1].Level == _nodes[^2].Level)
        {
            var (width, left, right) = (1L << _nodes[^1].Level + 1, _nodes[^2], _nodes[^1]);
            if ((End - width) % width != 0)
                return; // siblings only by size: they belong to different parents
            _nodes.RemoveRange(_nodes.Count - 2, 2);
            _nodes.Add((left.Level + 1, MerkleHash.Node(left.Hash, right.Hash)));
        }
    }
}

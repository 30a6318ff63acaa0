namespace Bookseal.Books.Ledger;

/// <summary>
/// The first eight bytes of the digests of many ids, in any order: eight bytes of memory for each. Two ids may share
/// them, so that what is found here is to be compared whole.
/// </summary>
internal sealed class IdPrefixes
{
    private const int FirstLength = 16;
    private const int ChunkLength = 512;

    /// <summary>By the first byte; what is full is never copied.</summary>
    private readonly Bucket[] _buckets = [.. Enumerable.Range(0, 256).Select(_ => new Bucket())];

    public void Add(ulong prefix) => _buckets[prefix >> 56].Add(prefix);

    /// <summary>Those that were added more than once; nothing can be added any more.</summary>
    public HashSet<ulong> Sort()
    {
        var twins = new HashSet<ulong>();
        foreach (var bucket in _buckets)
            bucket.Sort(twins);
        return twins;
    }

    /// <summary>Meant after <see cref="Sort"/>.</summary>
    public bool Has(ulong prefix) => _buckets[prefix >> 56].Has(prefix);

    private sealed class Bucket
    {
        private readonly List<ulong[]> _full = [];
        private ulong[] _last = [];
        private int _count;

        public void Add(ulong prefix)
        {
            if (_count == _last.Length)
                Grow();
            _last[_count++] = prefix;
        }

        public void Sort(HashSet<ulong> twins)
        {
            ulong[] sorted = [.. _full.SelectMany(chunk => chunk), .. _last.AsSpan(0, _count)];
            Array.Sort(sorted);
            for (var at = 1; at < sorted.Length; at++)
                if (sorted[at] == sorted[at - 1])
                    twins.Add(sorted[at]);
            _full.Clear();
            (_last, _count) = (sorted, sorted.Length);
        }

        public bool Has(ulong prefix) => Array.BinarySearch(_last, prefix) >= 0;

        private void Grow()
        {
            if (_last.Length == ChunkLength)
            {
                _full.Add(_last);
                (_last, _count) = (new ulong[ChunkLength], 0);
                return;
            }

            Array.Resize(ref _last, Math.Max(FirstLength, _last.Length * 2));
        }
    }
}

using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// One record as a fold holds it: millions of them lie side by side, so texts that repeat are numbers into tables.
/// </summary>
/// <param name="Next">The next version of the same id, in no order; -1 after the last.</param>
/// <param name="Content">Of what the record says, whichever batch brought it.</param>
internal readonly record struct CostVersion(
    int Next,
    PeriodCode Filed,
    DateOnly Day,
    int Provider,
    int Batch,
    int Invoice,
    int Issuer,
    Currency Currency,
    CostLifecycle Lifecycle,
    bool IsCorrection,
    bool IsChosen,
    CostOrder Order,
    ExactDecimal Billed,
    ExactDecimal Effective,
    long RecordedAtTicks,
    Digest Content
)
{
    /// <summary>It came after the month of its charge day had been closed.</summary>
    public bool IsLate => PeriodCode.Of(Day) < Filed;

    public DateTimeOffset RecordedAt => new(RecordedAtTicks, TimeSpan.Zero);
}

/// <summary>Texts that repeat, each once.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public string this[int number] => _names[number];

    public int NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out var number))
            return number;
        _numbers.Add(name, _names.Count);
        _names.Add(name);
        return _names.Count - 1;
    }
}

/// <summary>The versions of every id, in blocks, so that a list that grows is never copied.</summary>
internal sealed class CostVersions
{
    private const int BlockBits = 12;
    private const int BlockSize = 1 << BlockBits;
    private readonly Dictionary<ShortDigest, int> _heads = [];
    private readonly List<CostVersion[]> _blocks = [];

    public int Count { get; private set; }

    public IEnumerable<KeyValuePair<ShortDigest, int>> Heads => _heads;

    public CostVersion this[int at] => _blocks[at >> BlockBits][at & (BlockSize - 1)];

    /// <summary>The versions of an id; null where there are none.</summary>
    public List<CostVersion>? Find(ShortDigest id) => _heads.TryGetValue(id, out var head) ? Of(head) : null;

    /// <summary>True where the id had a version before.</summary>
    public bool Add(ShortDigest id, CostVersion version)
    {
        var isKnown = _heads.TryGetValue(id, out var head);
        if (Count == _blocks.Count << BlockBits)
            _blocks.Add(new CostVersion[BlockSize]);
        _blocks[Count >> BlockBits][Count & (BlockSize - 1)] = version with { Next = isKnown ? head : -1 };
        _heads[id] = Count++;
        return isKnown;
    }

    public List<CostVersion> Of(int head)
    {
        var versions = new List<CostVersion>(1);
        for (var at = head; at >= 0; at = this[at].Next)
            versions.Add(this[at]);
        return versions;
    }
}

using System.Buffers;
using System.Text;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;

namespace Bookseal.Import.Costs;

/// <summary>
/// By what the records of a file are told apart and found again: some 50 bytes of each, in the order of their rows.
/// </summary>
/// <param name="areIds">The source has ids; else records of equal dimensions are numbered.</param>
public sealed class CostKeys(bool areIds)
{
    private const int ChunkRows = 1 << 14;
    private readonly List<Slot[]> _chunks = [];
    private List<CostOrder>? _orders;
    private int[] _sorted = [];
    private int[]? _places;

    public int Count { get; private set; }

    /// <summary>Whether a stored line's record may be one of these: all but what a search needs is left out.</summary>
    public (UInt128 Id, int Ordinal)? Recognize(ReadOnlySpan<byte> line)
    {
        var id = CostId.In(line);
        var isOurs = CostId.TryParse(id, out var dimensions, out var ordinal);
        if (isOurs == areIds)
            return null;
        var key = CostKey.HalfOf(isOurs ? dimensions : OfSource(line, id));
        return Find(key, ordinal).Any() ? (key, ordinal) : null;
    }

    private static Digest OfSource(ReadOnlySpan<byte> line, ReadOnlySpan<byte> id)
    {
        var provider = Encoding.UTF8.GetString(CostId.ProviderIn(line));
        if (provider.Length == 0)
            provider = CostRecord.Decode(line).TryGet(out var cost, out _) ? cost.Provider : "";
        return CostId.KeyOf(provider, Encoding.UTF8.GetString(id));
    }

    internal void Add(CostKey key)
    {
        if (Count % ChunkRows == 0)
            _chunks.Add(new Slot[ChunkRows]);
        _chunks[^1][Count % ChunkRows] = new(key.Id, key.Billed, key.Content, key.Lifecycle);
        if (_orders is null && key.Order != default)
            _orders = [.. Enumerable.Repeat(default(CostOrder), Count)];
        _orders?.Add(key.Order);
        Count++;
    }

    /// <summary>
    /// Sorts what was added. Records of equal dimensions are numbered in order of what was billed, and then of the
    /// digest of what they say: the order of the rows changes nothing.
    /// </summary>
    internal void Complete()
    {
        _sorted = new int[Count];
        for (var i = 0; i < Count; i++)
            _sorted[i] = i;
        Array.Sort(_sorted, Compare);
        for (var i = 1; i < Count && !areIds; i++)
            if (SlotOf(_sorted[i]).Id == SlotOf(_sorted[i - 1]).Id)
                (_places ??= new int[Count])[_sorted[i]] = _places[_sorted[i - 1]] + 1;
    }

    /// <summary>From 1; always 1 where the source has ids.</summary>
    public int OrdinalOf(int row) => _places is null ? 1 : _places[row] + 1;

    /// <summary>
    /// Two rows of one id that say different things, where nothing says which comes first; null if there are none.
    /// </summary>
    internal (int Row, int Other)? FindUnordered()
    {
        for (var i = 1; i < Count && areIds; i++)
        {
            var (row, before) = (_sorted[i], _sorted[i - 1]);
            if (SlotOf(row).Id == SlotOf(before).Id && KeyOf(row).IsUnordered(KeyOf(before)))
                return (Math.Min(row, before), Math.Max(row, before));
        }

        return null;
    }

    /// <summary>The rows that bear an id.</summary>
    /// <param name="ordinal">Of records without ids of their own: there is one.</param>
    internal IEnumerable<CostKey> Find(UInt128 id, int ordinal)
    {
        var at = FindFirst(id) + (areIds ? 0 : ordinal - 1);
        for (var i = at; i < Count && SlotOf(_sorted[i]).Id == id && (areIds || i == at); i++)
            yield return KeyOf(_sorted[i]);
    }

    private int FindFirst(UInt128 id)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = SlotOf(_sorted[middle]).Id < id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Where there are ids, by order: what is not ordered stands side by side.</summary>
    private int Compare(int left, int right)
    {
        ref readonly var mine = ref SlotOf(left);
        ref readonly var other = ref SlotOf(right);
        var id = mine.Id.CompareTo(other.Id);
        if (id == 0 && areIds)
            id = Place(OrderOf(left)).CompareTo(Place(OrderOf(right)));
        if (id == 0 && areIds)
            id = mine.Lifecycle.CompareTo(other.Lifecycle);
        if (id == 0)
            id = mine.Billed.CompareTo(other.Billed);
        return id != 0 ? id : mine.Content.CompareTo(other.Content);
    }

    private static (long, long) Place(CostOrder order) => (order.BatchSequence ?? -1, order.RecordSequence ?? -1);

    private CostOrder OrderOf(int row) => _orders is null ? default : _orders[row];

    private ref readonly Slot SlotOf(int row) => ref _chunks[row / ChunkRows][row % ChunkRows];

    private CostKey KeyOf(int row)
    {
        ref readonly var slot = ref SlotOf(row);
        return new(slot.Id, slot.Billed, slot.Content, OrderOf(row), slot.Lifecycle);
    }

    private readonly record struct Slot(UInt128 Id, ExactDecimal Billed, ulong Content, CostLifecycle Lifecycle);
}

/// <param name="Id">The first half of the digest of provider and id, or of the dimensions.</param>
/// <param name="Content">Of what the record says beside its id, batch and order.</param>
public readonly record struct CostKey(
    UInt128 Id,
    ExactDecimal Billed,
    ulong Content,
    CostOrder Order,
    CostLifecycle Lifecycle
)
{
    /// <param name="scratch">Is written over.</param>
    public static ulong ContentOf(CostRecord record, ArrayBufferWriter<byte> scratch)
    {
        scratch.ResetWrittenCount();
        CostLineWriter.WriteContent(scratch, record);
        return Digest.Of(scratch.WrittenSpan).A;
    }

    public static UInt128 HalfOf(Digest digest) => new(digest.A, digest.B);

    /// <summary>
    /// Neither the very same nor known to be the earlier or the later one: with both, nobody could tell which counts.
    /// </summary>
    public bool IsUnordered(CostKey other) =>
        this != other && (Order.Compare(Lifecycle, other.Order, other.Lifecycle) ?? 0) == 0;
}

namespace Bookseal.Fuzz.Running;

/// <summary>
/// The random choices of one case, and the list of what was done. SplitMix64, so that a seed means the same on every
/// runtime.
/// </summary>
public sealed class Dice(ulong seed)
{
    private readonly List<string> _log = [];
    private ulong _state = seed;

    /// <summary>What was done to the case, in order.</summary>
    public IReadOnlyList<string> Log => _log;

    /// <summary>The choices of one case of a run: any case can be made again without those before it.</summary>
    public static Dice Of(ulong seed, long index) => new(Mix(seed ^ Mix((ulong)index + 1)));

    /// <summary>0 up to, not including, <paramref name="limit"/>; 0 where there is nothing to choose from.</summary>
    public int Below(int limit) => limit <= 1 ? 0 : (int)(Next() % (ulong)limit);

    public bool OneIn(int times) => Below(times) == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
            bytes[i] = (byte)Next();
        return bytes;
    }

    public void Note(string what) => _log.Add(what);

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

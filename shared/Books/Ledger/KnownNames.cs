using System.Text;

namespace Bookseal.Books.Ledger;

/// <summary>
/// Names that repeat from line to line, by their bytes: one that was seen is no new text. A table of fixed size in
/// which a later name takes the place of an earlier one; threads share it, for what stands in a place is never changed.
/// </summary>
/// <param name="read">Of the name's text.</param>
internal sealed class KnownNames<T>(Func<string, T> read)
{
    private const int Places = 4096;

    /// <summary>Longer ones are no names that repeat.</summary>
    private const int MostBytes = 256;

    private readonly Known?[] _known = new Known?[Places];

    public T Of(ReadOnlySpan<byte> name)
    {
        if (name.Length > MostBytes)
            return read(Encoding.UTF8.GetString(name));
        ref var place = ref _known[NameBytes.Comparer.GetHashCode(name) & (Places - 1)];
        if (place is { } known && name.SequenceEqual(known.Name))
            return known.Value;
        var value = read(Encoding.UTF8.GetString(name));
        place = new(name.ToArray(), value);
        return value;
    }

    private sealed record Known(byte[] Name, T Value);
}

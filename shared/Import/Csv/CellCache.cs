using System.Text;

namespace Bookseal.Import.Csv;

/// <summary>Cells that repeat from row to row, each read once: nothing is allocated for one that is known.</summary>
/// <param name="read">Of the cell's UTF-8.</param>
internal sealed class CellCache<T>(Func<string, T> read)
{
    /// <summary>More are no repetition, and are read each time.</summary>
    private const int MostCells = 32 * 1024;

    /// <summary>Longer ones are no words that repeat, and would be much to keep.</summary>
    private const int MostBytes = 512;

    private readonly Dictionary<ulong, (byte[] Cell, T Value)> _known = [];

    /// <summary>Most columns say the same from row to row.</summary>
    private (byte[] Cell, T Value)? _last;

    public T Of(ReadOnlySpan<byte> cell)
    {
        if (_last is { } last && cell.SequenceEqual(last.Cell))
            return last.Value;
        var key = KeyOf(cell);
        if (_known.TryGetValue(key, out var found))
        {
            // Two cells of one key: the later is read each time.
            if (!cell.SequenceEqual(found.Cell))
                return read(Encoding.UTF8.GetString(cell));
            _last = found;
            return found.Value;
        }

        var value = read(Encoding.UTF8.GetString(cell));
        if (_known.Count < MostCells && cell.Length <= MostBytes)
            _known.Add(key, (cell.ToArray(), value));
        return value;
    }

    private static ulong KeyOf(ReadOnlySpan<byte> cell)
    {
        var hash = new HashCode();
        hash.AddBytes(cell);
        return ((ulong)(uint)cell.Length << 32) | (uint)hash.ToHashCode();
    }
}

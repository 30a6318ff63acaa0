namespace Bookseal.Books.Banking;

/// <summary>
/// Lines in order of their dates, from which those that are still open are read. Closed ones are skipped once and then
/// never looked at again, so that a hundred thousand equal amounts take no longer than others.
/// </summary>
internal sealed class DatedLines(IReadOnlyList<OpenLine> sorted)
{
    private readonly int[] _next = [.. Enumerable.Range(0, sorted.Count + 1)];

    /// <summary>The open lines of these days, both included, as they are when each is asked for.</summary>
    public IEnumerable<OpenLine> Open(DateOnly from, DateOnly to)
    {
        for (
            var place = NextOpen(FirstFrom(from));
            place < sorted.Count && sorted[place].Date <= to;
            place = NextOpen(place + 1)
        )
            yield return sorted[place];
    }

    private int NextOpen(int place)
    {
        var end = place;
        while (end < sorted.Count && !sorted[end].IsOpen)
            end = Math.Max(_next[end], end + 1);
        for (var at = place; at < end; )
        {
            var next = Math.Max(_next[at], at + 1);
            _next[at] = end;
            at = next;
        }

        return end;
    }

    private int FirstFrom(DateOnly date)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].Date < date)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

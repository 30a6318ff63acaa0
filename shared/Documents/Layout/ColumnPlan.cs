namespace Bookseal.Documents.Layout;

/// <summary>
/// Gives columns their widths. Columns that do not fit side by side go into further bands below, each with the labels
/// again: an amount that is cut is a wrong amount.
/// </summary>
internal static class ColumnPlan
{
    public static bool FitsInOneBand(TableNeeds needs, int gap, int available) =>
        needs.Label.Minimum + needs.Columns.Sum(column => (long)gap + column.Minimum) <= available;

    /// <param name="fill">Whether the widest column of texts takes what is left of the width.</param>
    public static IReadOnlyList<ColumnBand> Bands(TableNeeds needs, int gap, int available, bool fill)
    {
        var counts = Counts(needs, gap, available, needs.Columns.Count);
        var even = Counts(needs, gap, available, most: (needs.Columns.Count + counts.Count - 1) / counts.Count);
        if (even.Count == counts.Count)
            counts = even;
        var first = 0;
        return [.. counts.Select(count => Band(needs, (first += count) - count, count, gap, available, fill))];
    }

    /// <summary>How many columns each band takes: as many as fit, but one at least.</summary>
    private static List<int> Counts(TableNeeds needs, int gap, int available, int most)
    {
        var counts = new List<int>();
        var next = 0;
        do
        {
            var (first, room) = (next, available - needs.Label.Minimum);
            while (
                next < needs.Columns.Count
                && (next == first || (next < first + most && room >= gap + needs.Columns[next].Minimum))
            )
                room -= gap + needs.Columns[next++].Minimum;
            counts.Add(next - first);
        } while (next < needs.Columns.Count);
        return counts;
    }

    private static ColumnBand Band(TableNeeds needs, int first, int count, int gap, int available, bool fill)
    {
        ColumnNeed[] columns = [needs.Label, .. needs.Columns.Skip(first).Take(count)];
        var room = available - gap * count;
        int[] widths = [.. columns.Select(column => column.Minimum)];

        // Only a single column can be too wide for its band; its cells are then broken into lines.
        if (widths.Sum() > room)
            widths[^1] = room - widths[..^1].Sum();
        MakeAmountsAlike(columns, widths, room, column => column.Minimum);
        Grow(columns, widths, room);
        MakeAmountsAlike(columns, widths, room, column => column.Natural);
        if (fill && widths.Sum() < room)
            widths[Widest(columns)] += room - widths.Sum();
        return Place(columns, widths, first, gap);
    }

    private static void MakeAmountsAlike(ColumnNeed[] columns, int[] widths, int room, Func<ColumnNeed, int> width)
    {
        var widest = columns.Where(column => column.IsAmount).Select(width).DefaultIfEmpty().Max();
        int[] alike = [.. columns.Select((column, i) => column.IsAmount ? widest : widths[i])];
        if (alike.Sum() <= room)
            alike.CopyTo(widths, 0);
    }

    /// <summary>What is left goes to the texts that are still wrapped, in proportion to what each lacks.</summary>
    private static void Grow(ColumnNeed[] columns, int[] widths, int room)
    {
        var left = Math.Max(room - widths.Sum(), 0);
        long[] lacking = [.. columns.Select((column, i) => column.IsAmount ? 0L : column.Natural - widths[i])];
        var all = Math.Max(lacking.Sum(), 1);
        for (var i = 0; i < widths.Length; i++)
            widths[i] += (int)Math.Min(lacking[i], lacking[i] * left / all);
    }

    private static int Widest(ColumnNeed[] columns)
    {
        var widest = 0;
        for (var i = 1; i < columns.Length; i++)
            if (!columns[i].IsAmount && columns[i].Natural > columns[widest].Natural)
                widest = i;
        return widest;
    }

    private static ColumnBand Place(ColumnNeed[] columns, int[] widths, int first, int gap)
    {
        var placed = new List<PlacedColumn>();
        var left = widths[0];
        for (var i = 1; i < columns.Length; i++)
        {
            placed.Add(new(first + i - 1, left + gap, widths[i], columns[i].IsAmount, columns[i].Hang));
            left += gap + widths[i];
        }

        return new(widths[0], placed);
    }
}

/// <param name="Natural">Width with which nothing is wrapped.</param>
/// <param name="Minimum">
/// Width below which the column is not set. An amount is whole or not at all, so in a column of amounts only the
/// heading is wrapped.
/// </param>
/// <param name="Hang">
/// Width of a closing parenthesis where the column has one: it hangs at the right of the digits, so that the digits of
/// all rows stand below each other.
/// </param>
internal sealed record ColumnNeed(int Natural, int Minimum, bool IsAmount, int Hang);

/// <summary>Columns that stand side by side, with the label column at their left.</summary>
internal sealed record ColumnBand(int LabelWidth, IReadOnlyList<PlacedColumn> Columns)
{
    public int Width => Columns.Count == 0 ? LabelWidth : Columns[^1].Right;
}

/// <param name="Index">Among the table's columns.</param>
/// <param name="Left">From the left edge of the table.</param>
internal sealed record PlacedColumn(int Index, int Left, int Width, bool IsAmount, int Hang)
{
    public int Right => Left + Width;

    /// <summary>Room for a cell of this text.</summary>
    public int WidthFor(string text) => RightOf(text) - Left;

    /// <summary>
    /// Where a cell of this text ends: at the digits' edge, or outside of it with its closing parenthesis.
    /// </summary>
    public int RightOf(string text) => text.EndsWith(')') ? Right : Right - Hang;
}

namespace Bookseal.Books.Banking;

/// <summary>
/// Pairs the two sides of a bank account where there is nothing to decide: by reference (any number of lines, if their
/// sums agree), then by an amount within a few days that is the only one on both sides. Month after month, so that a
/// later line never undoes an earlier pair. What is found does not depend on the order of the lines.
/// </summary>
internal sealed class BankPairing(OpenLines book, OpenLines bank)
{
    public const int WindowDays = 5;

    /// <summary>Where more lines than this have an amount within the window, none is said to be the only one.</summary>
    public const int MostLookedAt = 64;

    private readonly List<LinePair> _pairs = [];

    public ReferenceGroups References { get; } = new();

    /// <summary>Closes what it pairs.</summary>
    public IReadOnlyList<LinePair> Pair()
    {
        var (nextItem, nextTransaction) = (0, 0);
        while (nextItem < book.All.Count || nextTransaction < bank.All.Count)
        {
            var first = Earlier(DateAt(book, nextItem), DateAt(bank, nextTransaction));
            var last = new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month));
            var items = TakeUntil(book, ref nextItem, last);
            var transactions = TakeUntil(bank, ref nextTransaction, last);
            items.ForEach(References.AddItem);
            transactions.ForEach(References.AddTransaction);
            foreach (var (ofBook, ofBank) in References.TakeAgreed())
                Close(new(MatchedBy.Reference, ofBook, ofBank));
            foreach (var (item, transaction) in FindOnlyOnes(items, transactions, last).ToList())
            {
                References.Drop(item, transaction);
                Close(new(MatchedBy.AmountAndDate, [item], [transaction]));
            }
        }

        return _pairs;
    }

    /// <summary>The pairs that have a line of this month; they do not touch each other.</summary>
    private IEnumerable<(OpenLine Item, OpenLine Transaction)> FindOnlyOnes(
        IReadOnlyList<OpenLine> items,
        IReadOnlyList<OpenLine> transactions,
        DateOnly last
    )
    {
        foreach (var transaction in transactions.Where(line => line.IsOpen))
            if (FindOnly(book, transaction, last) is { } item && FindOnly(bank, item, last) == transaction)
                yield return (item, transaction);
        var ofMonth = transactions.ToHashSet();
        foreach (var item in items.Where(line => line.IsOpen))
            if (
                FindOnly(bank, item, last) is { } transaction
                && !ofMonth.Contains(transaction)
                && FindOnly(book, transaction, last) == item
            )
                yield return (item, transaction);
    }

    /// <summary>The one line of the other side that could be the same payment; null for none and for several.</summary>
    private OpenLine? FindOnly(OpenLines other, OpenLine line, DateOnly last)
    {
        var (looked, only) = (0, (OpenLine?)null);
        var to = Earlier(OpenLines.Shift(line.Date, WindowDays), last);
        foreach (var candidate in other.OfAmount(line.Minor).Open(OpenLines.Shift(line.Date, -WindowDays), to))
        {
            if (++looked > MostLookedAt)
                return null;
            if (!References.MayPair(line, candidate))
                continue;
            if (only is not null)
                return null;
            only = candidate;
        }

        return only;
    }

    private void Close(LinePair pair)
    {
        foreach (var line in pair.Items.Concat(pair.Transactions))
            line.IsOpen = false;
        _pairs.Add(pair);
    }

    private static List<OpenLine> TakeUntil(OpenLines side, ref int next, DateOnly last)
    {
        var taken = new List<OpenLine>();
        for (; next < side.All.Count && side.All[next].Date <= last; next++)
            if (side.All[next].IsOpen)
                taken.Add(side.All[next]);
        return taken;
    }

    private static DateOnly DateAt(OpenLines side, int next) =>
        next < side.All.Count ? side.All[next].Date : DateOnly.MaxValue;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}

/// <summary>Lines that are matched with each other.</summary>
internal sealed record LinePair(MatchedBy How, IReadOnlyList<OpenLine> Items, IReadOnlyList<OpenLine> Transactions);

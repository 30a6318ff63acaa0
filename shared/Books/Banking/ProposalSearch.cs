namespace Bookseal.Books.Banking;

/// <summary>
/// What could explain the transactions that pairing left: one of several equal amounts, several items that add up to a
/// transaction, several transactions that add up to an item. These are proposals, for people to decide; no line is in
/// two of them.
/// </summary>
internal sealed class ProposalSearch(OpenLines book, OpenLines bank, ReferenceGroups references)
{
    /// <summary>Of how many lines, the nearest first, every combination is tried.</summary>
    public const int MostCombined = 14;
    private const int MostLookedAt = 200;
    private const long Steps = 10_000_000;

    private readonly SearchBudget _budget = new(Steps);
    private readonly List<LinePair> _found = [];

    /// <summary>Takes what it finds out of the open lines.</summary>
    public IReadOnlyList<LinePair> Find()
    {
        foreach (var transaction in bank.All.Where(line => line.IsOpen))
            if ((Nearest(transaction) ?? Oldest(transaction)) is { } item)
                Propose([item], [transaction]);
        FindSums(bank, book, (transaction, items) => Propose(items, [transaction]));
        FindSums(book, bank, (item, transactions) => Propose([item], transactions));
        return _found;
    }

    private void Propose(IReadOnlyList<OpenLine> items, IReadOnlyList<OpenLine> transactions)
    {
        foreach (var line in items.Concat(transactions))
            line.IsOpen = false;
        _found.Add(new(MatchedBy.Accepted, items, transactions));
    }

    private OpenLine? Nearest(OpenLine transaction) =>
        Days(transaction.Date)
            .Select(day => FirstOf(book.OfAmount(transaction.Minor).Open(day, day), transaction))
            .FirstOrDefault(item => item is not null);

    /// <summary>Out of the window the item that waits longest.</summary>
    private OpenLine? Oldest(OpenLine transaction) =>
        FirstOf(book.OfAmount(transaction.Minor).Open(DateOnly.MinValue, DateOnly.MaxValue), transaction);

    private OpenLine? FirstOf(IEnumerable<OpenLine> candidates, OpenLine line) =>
        candidates
            .Take(BankPairing.MostLookedAt)
            .TakeWhile(_ => _budget.Spend(1))
            .FirstOrDefault(candidate => references.MayPair(candidate, line));

    private void FindSums(OpenLines ones, OpenLines many, Action<OpenLine, IReadOnlyList<OpenLine>> propose)
    {
        var days = many
            .All.Where(line => line.IsOpen)
            .GroupBy(line => (line.Date, line.IsReceipt))
            .Where(day => day.Count() > 1)
            .ToDictionary(
                day => day.Key,
                day => (Count: day.Count(), Minor: day.Aggregate((Int128)0, (sum, line) => sum + line.Minor))
            );
        foreach (var one in ones.All.Where(line => line.IsOpen && line.Minor != 0))
        {
            if ((FindDay(one, many, days) ?? FindSome(one, many)) is not { } found)
                continue;
            propose(one, found);
            foreach (var key in found.Select(line => (line.Date, line.IsReceipt)))
                days.Remove(key); // what is left of a day is no whole day
        }
    }

    /// <summary>All that is open of one day: a deposit of many checks, a payment run booked as one.</summary>
    private IReadOnlyList<OpenLine>? FindDay(
        OpenLine one,
        OpenLines many,
        Dictionary<(DateOnly, bool), (int Count, Int128 Minor)> days
    )
    {
        foreach (var day in Days(one.Date))
        {
            if (!days.TryGetValue((day, one.IsReceipt), out var whole) || whole.Minor != one.Minor)
                continue;
            if (!_budget.Spend(whole.Count))
                return null;
            OpenLine[] lines = [.. many.ByDate.Open(day, day).Where(line => line.IsReceipt == one.IsReceipt)];
            if (lines.All(line => references.MayPair(line, one)))
                return lines;
        }

        return null;
    }

    private IReadOnlyList<OpenLine>? FindSome(OpenLine one, OpenLines many)
    {
        OpenLine[] candidates =
        [
            .. Days(one.Date)
                .SelectMany(day => many.ByDate.Open(day, day))
                .Take(MostLookedAt)
                .TakeWhile(_ => _budget.Spend(1))
                .Where(line => line.Minor != 0 && line.IsReceipt == one.IsReceipt)
                .Where(line => Math.Abs(line.Minor) < Math.Abs(one.Minor) && references.MayPair(line, one))
                .Take(MostCombined)
                .OrderByDescending(line => Math.Abs(line.Minor)),
        ];
        var places = SubsetSum.Find([.. candidates.Select(line => Math.Abs(line.Minor))], Math.Abs(one.Minor), _budget);
        return places is null ? null : [.. places.Select(place => candidates[place]).OrderBy(line => line.Place)];
    }

    /// <summary>The same day, the day before, the day after, ... as far as the window goes.</summary>
    private static IEnumerable<DateOnly> Days(DateOnly date)
    {
        yield return date;
        for (var days = 1; days <= BankPairing.WindowDays; days++)
        {
            yield return OpenLines.Shift(date, -days);
            yield return OpenLines.Shift(date, days);
        }
    }
}

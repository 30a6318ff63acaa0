using Bookseal.Books.Subledgers;

namespace Bookseal.Books.Banking;

/// <summary>
/// Pairs book items with bank transactions: by reference (any number on either side, if their sums agree), then one to
/// one by amount within a few days, then one with all that remain of one day. The rules are deterministic, so that a
/// verifier finds the same pairs.
/// </summary>
public static class BankMatcher
{
    public const int WindowDays = 5;

    public static BankMatch Match(IEnumerable<SubledgerItem> book, IEnumerable<BankTransaction> bank)
    {
        var items = book.OrderBy(item => item.Date).ToList();
        var transactions = bank.OrderBy(transaction => transaction.Date).ToList();
        MatchByReference(items, transactions);
        MatchByAmount(items, transactions);
        MatchDays(
            transactions,
            items,
            transaction => (transaction.Date, transaction.AmountMinor),
            item => (item.Date, item.NetMinor)
        );
        MatchDays(
            items,
            transactions,
            item => (item.Date, item.NetMinor),
            transaction => (transaction.Date, transaction.AmountMinor)
        );
        return new(items, transactions);
    }

    private static void MatchByReference(List<SubledgerItem> items, List<BankTransaction> transactions)
    {
        var inBooks = items
            .GroupBy(item => item.Reference)
            .ToDictionary(group => group.Key, group => group.Aggregate((Int128)0, (sum, item) => sum + item.NetMinor));
        var atBank = transactions
            .GroupBy(transaction => transaction.Reference)
            .ToDictionary(
                group => group.Key,
                group => group.Aggregate((Int128)0, (sum, transaction) => sum + transaction.AmountMinor)
            );
        // A reference that one side does not have has the sum zero there: a check that was voided before the bank saw
        // it matches nothing, and is settled.
        var agreed = inBooks
            .Keys.Union(atBank.Keys)
            .Where(reference =>
                reference.Length > 0 && inBooks.GetValueOrDefault(reference) == atBank.GetValueOrDefault(reference)
            )
            .ToHashSet();
        items.RemoveAll(item => agreed.Contains(item.Reference));
        transactions.RemoveAll(transaction => agreed.Contains(transaction.Reference));
    }

    /// <summary>The nearest date wins; of two equally near the later.</summary>
    private static void MatchByAmount(List<SubledgerItem> items, List<BankTransaction> transactions)
    {
        var byAmount = items
            .Index()
            .GroupBy(pair => pair.Item.NetMinor)
            .ToDictionary(
                group => group.Key,
                group => new SortedSet<(DateOnly Date, int Index)>(group.Select(pair => (pair.Item.Date, pair.Index)))
            );
        var taken = new HashSet<SubledgerItem>(ReferenceEqualityComparer.Instance);
        transactions.RemoveAll(transaction =>
        {
            if (
                !byAmount.TryGetValue(transaction.AmountMinor, out var candidates)
                || Nearest(candidates, transaction.Date) is not { } nearest
            )
                return false;
            return candidates.Remove(nearest) && taken.Add(items[nearest.Index]);
        });
        items.RemoveAll(taken.Contains);
    }

    private static (DateOnly Date, int Index)? Nearest(SortedSet<(DateOnly Date, int Index)> candidates, DateOnly date)
    {
        if (date <= DateOnly.MinValue.AddDays(1))
            return null; // day 1 of the calendar stands for "none" below
        var later = candidates.GetViewBetween((date, 0), (Shift(date, WindowDays), int.MaxValue));
        var earlier = candidates.GetViewBetween((Shift(date, -WindowDays), 0), (Shift(date, -1), int.MaxValue));
        // Not Count: it walks the view, and a hostile file may have a hundred thousand equal amounts. An empty view's
        // Min and Max are default.
        var (after, before) = (later.Min, earlier.Max);
        if (after == default && before == default)
            return null;
        if (after == default || before == default)
            return after == default ? before : after;
        return after.Date.DayNumber - date.DayNumber <= date.DayNumber - before.Date.DayNumber ? after : before;
    }

    /// <summary>
    /// One on this side against all of one day and sign on the other: a deposit of many checks, a payment run booked as
    /// one.
    /// </summary>
    private static void MatchDays<TOne, TMany>(
        List<TOne> ones,
        List<TMany> many,
        Func<TOne, (DateOnly Date, long Minor)> one,
        Func<TMany, (DateOnly Date, long Minor)> each
    )
    {
        var days = many.GroupBy(item => (each(item).Date, IsReceipt: each(item).Minor >= 0))
            .Where(group => group.Count() > 1)
            .ToDictionary(
                group => group.Key,
                group => group.Aggregate((Int128)0, (sum, item) => sum + each(item).Minor)
            );
        var taken = new HashSet<(DateOnly, bool)>();
        ones.RemoveAll(item =>
        {
            var (date, minor) = one(item);
            for (var shift = 0; shift <= 2 * WindowDays; shift++)
            {
                // The same day, a day before, a day after, ...
                var key = (Shift(date, shift % 2 == 0 ? shift / 2 : -(shift + 1) / 2), minor >= 0);
                if (days.TryGetValue(key, out var sum) && sum == minor && taken.Add(key))
                    return true;
            }

            return false;
        });
        many.RemoveAll(item => taken.Contains((each(item).Date, each(item).Minor >= 0)));
    }

    /// <summary>A day some days away; the calendar's ends do not overflow.</summary>
    private static DateOnly Shift(DateOnly date, int days) =>
        DateOnly.FromDayNumber(
            Math.Clamp(date.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber)
        );
}

/// <summary>
/// What a matching leaves: book items that the bank has not seen, and bank transactions that the books do not know.
/// </summary>
public sealed record BankMatch(
    IReadOnlyList<SubledgerItem> Outstanding,
    IReadOnlyList<BankTransaction> UnrecordedItems
);

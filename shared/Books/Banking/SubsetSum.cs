namespace Bookseal.Books.Banking;

/// <summary>
/// The fewest of some amounts that add up to another: two are tried before three, so that a likely answer comes before
/// a lucky one. The search has a budget of steps, and ends where that is used up.
/// </summary>
internal sealed class SubsetSum(IReadOnlyList<long> descending, SearchBudget budget)
{
    private readonly List<int> _taken = [];

    /// <param name="descending">Positive amounts, the largest first.</param>
    /// <returns>Their places; null where no two or more of them do.</returns>
    public static IReadOnlyList<int>? Find(IReadOnlyList<long> descending, long target, SearchBudget budget)
    {
        for (var count = 2; count <= descending.Count; count++)
        {
            var search = new SubsetSum(descending, budget);
            if (search.Take(0, count, target))
                return search._taken;
        }

        return null;
    }

    private bool Take(int from, int count, Int128 rest)
    {
        if (count == 0)
            return rest == 0;
        for (var place = from; place + count <= descending.Count; place++)
        {
            if (!budget.Spend(1) || (Int128)descending[place] * count < rest)
                return false; // all that follow are smaller still
            if (descending[place] > rest)
                continue;
            _taken.Add(place);
            if (Take(place + 1, count - 1, rest - descending[place]))
                return true;
            _taken.RemoveAt(_taken.Count - 1);
        }

        return false;
    }
}

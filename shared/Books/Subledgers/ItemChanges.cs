using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>
/// A file's items against those that are there. Equal items count; the rest of a file is new only where nothing of the
/// same name is left over on the other side: that would be the same transaction told otherwise, and two of it.
/// </summary>
public static class ItemChanges
{
    public const string Changed = "ITEM_CHANGED";

    /// <summary>The items of the file that are new; <c>ITEM_CHANGED</c> if one is there with other content.</summary>
    public static Result<IReadOnlyList<SubledgerItem>> FindNew(
        IEnumerable<SubledgerItem> known,
        IEnumerable<SubledgerItem> file
    )
    {
        var counts = new Dictionary<SubledgerItem, int>();
        var unmatched = file.Select(item => item with { TakenInto = null }).ToList();
        // Allocations are decisions of people, which no file has.
        var left = known.Where(item => !item.IsAllocation).Select(item => item with { TakenInto = null }).ToList();
        foreach (var item in left)
            counts[item] = counts.GetValueOrDefault(item) + 1;
        unmatched.RemoveAll(item => Take(counts, item));
        // In the order in which they came, so that the first that is left meets the first that is left.
        var byName = left.Where(item => Take(counts, item)).GroupBy(NameOf).ToDictionary(group => group.Key, Queue);
        foreach (var item in unmatched)
            if (byName.TryGetValue(NameOf(item), out var earlier) && earlier.TryDequeue(out var before))
                return Fault(before, item);
        return unmatched;
    }

    private static Queue<SubledgerItem> Queue(IEnumerable<SubledgerItem> items) => new(items);

    private static bool Take(Dictionary<SubledgerItem, int> counts, SubledgerItem item)
    {
        if (counts.GetValueOrDefault(item) is not (> 0 and var count))
            return false;
        counts[item] = count - 1;
        return true;
    }

    private static (SubledgerName, string, string, bool, string?) NameOf(SubledgerItem item) =>
        (item.Subledger, item.Entity, item.Reference, item.IsDebit, item.AppliesTo);

    private static Fault Fault(SubledgerItem before, SubledgerItem after)
    {
        (string Name, string Before, string After)[] members =
        [
            ("amount", Amount(before), Amount(after)),
            ("date", Dates.Text(before.Date), Dates.Text(after.Date)),
            ("due date", Due(before), Due(after)),
            ("description", $"{new JsonString(before.Description)}", $"{new JsonString(after.Description)}"),
        ];
        var differences = members
            .Where(member => member.Before != member.After)
            .Select(member => $"{member.Name} was {member.Before} and is now {member.After}");
        return new(
            Changed,
            $"item {before.Reference} of {before.Entity} in {before.Subledger} was imported before: "
                + $"{string.Join(", ", differences)}. Imported items are corrected, not edited: put the row back as it "
                + "was and add one of the difference. If it is another transaction, keep the earlier row beside it, or "
                + "give it a reference of its own"
        );
    }

    private static string Amount(SubledgerItem item) =>
        $"{Money.Display(item.AmountMinor, item.Currency)} {item.Currency}";

    private static string Due(SubledgerItem item) => item.DueDate is { } due ? Dates.Text(due) : "none";
}

using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>An entry that went from its source, and a new one that looks like what became of it.</summary>
public sealed record EntryPair(PeriodCode Period, Entry Was, Entry Now)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("entry", Was.Id.ToString()),
            ("period", Period.ToString()),
            ("was", EntryAmounts.Text(Was)),
            ("now_entry", Now.Id.ToString()),
            ("now", EntryAmounts.Text(Now))
        );
}

/// <summary>
/// Which of the entries that went look like which of the new ones: of date, description, and accounts with amounts, two
/// are the same. Only where neither of the two fits another one; what is ambiguous is no proposal.
/// </summary>
internal static class EntryPairs
{
    public static IReadOnlyList<EntryPair> Find(IReadOnlyList<GoneEntry> gone, IReadOnlyList<Entry> added)
    {
        var candidates = added
            .SelectMany(entry => LikenessesOf(entry).Select(likeness => (likeness, entry)))
            .ToLookup(item => item.likeness, item => item.entry, StringComparer.Ordinal);
        var fitting = gone.Select(went =>
                (Went: went, Fit: LikenessesOf(went.Standing!).SelectMany(key => candidates[key]).Distinct().ToList())
            )
            .ToList();
        var wanted = fitting
            .SelectMany(item => item.Fit)
            .GroupBy(entry => entry.Key)
            .ToDictionary(group => group.Key, group => group.Count());
        return
        [
            .. fitting
                .Where(item => item.Fit.Count == 1 && wanted[item.Fit[0].Key] == 1)
                .Select(item => new EntryPair(item.Went.Period, item.Went.Standing!, item.Fit[0])),
        ];
    }

    private static IEnumerable<string> LikenessesOf(Entry entry)
    {
        var date = Dates.Text(entry.OriginalDate ?? entry.Date);
        var (words, lines) = (new JsonString(entry.Description).ToString(), LinesOf(entry));
        return [$"date {date} words {words}", $"date {date} lines {lines}", $"words {words} lines {lines}"];
    }

    /// <summary>Accounts and amounts, in whichever order.</summary>
    private static string LinesOf(Entry entry) =>
        string.Join(
            ' ',
            entry
                .Lines.Select(line =>
                    string.Create(CultureInfo.InvariantCulture, $"{line.Account}:{line.Currency}:{line.NetMinor}")
                )
                .Order(StringComparer.Ordinal)
        );
}

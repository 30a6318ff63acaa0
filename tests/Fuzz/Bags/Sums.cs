using System.Globalization;
using Bookseal.Books.Proof;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Mutators;

namespace Bookseal.Fuzz.Bags;

/// <summary>
/// The trial balance again, in another way than the product's: what an accepted bag says must follow from its openings
/// and its journal, whoever signed it.
/// </summary>
internal static class Sums
{
    public static string? Check(FuzzBag bag)
    {
        var sums = new SortedDictionary<
            (string Account, string Currency),
            (Int128 Opening, Int128 Debit, Int128 Credit, Int128 Replaced)
        >(
            Comparer<(string Account, string Currency)>.Create(
                (one, other) =>
                    string.CompareOrdinal(one.Account, other.Account) is var order and not 0
                        ? order
                        : string.CompareOrdinal(one.Currency, other.Currency)
            )
        );
        foreach (
            var row in ((JsonArray)JsonText.Parse(bag.Files[BagLayout.OpeningBalances]).Value).Items.Cast<JsonObject>()
        )
            sums[(Text(row, "account"), Text(row, "currency"))] = (
                Int128.Parse(Text(row, "balance_minor"), CultureInfo.InvariantCulture),
                0,
                0,
                0
            );
        foreach (
            var (line, isEdit) in LinesMutator
                .Split(bag.Files[BagLayout.Journal])
                .Select(entry => JsonText.ParseObject(entry).Value)
                .SelectMany(entry =>
                    ((JsonArray)entry["lines"]!).Items.Select(line =>
                        (Line: (JsonObject)line, IsEdit: entry["edit"] is not null)
                    )
                )
        )
        {
            var key = (Text(line, "account"), Text(line, "currency"));
            var known = sums.GetValueOrDefault(key);
            var (debit, credit) = (Number(line, "debit"), Number(line, "credit"));
            // What an edit takes back stands on one side, what it took back on the other: neither is turnover.
            var replaced = isEdit ? debit + credit : 0;
            sums[key] = (
                known.Opening,
                known.Debit + debit - replaced,
                known.Credit + credit - replaced,
                known.Replaced + replaced
            );
        }

        if (
            sums.GroupBy(row => row.Key.Currency)
                .Any(rows => rows.Aggregate((Int128)0, (sum, row) => sum + row.Value.Debit - row.Value.Credit) != 0)
        )
            return "accepted, though debits and credits differ";
        var csv =
            "account,currency,opening_minor,debit_minor,credit_minor,closing_minor,replaced_minor\r\n"
            + string.Concat(
                sums.Select(row =>
                    $"{(row.Key.Account[0] is '=' or '+' or '-' or '@' ? "'" : "")}{row.Key.Account},"
                    + $"{row.Key.Currency},{row.Value.Opening},{row.Value.Debit},{row.Value.Credit},"
                    + $"{row.Value.Opening + row.Value.Debit - row.Value.Credit},{row.Value.Replaced}\r\n"
                )
            );
        return csv == Splice.Text(bag.Files[BagLayout.TrialBalance]).Replace("\"", "", StringComparison.Ordinal)
            ? null
            : "accepted, though the trial balance does not follow from openings and journal";
    }

    private static string Text(JsonObject source, string name) => ((JsonString)source[name]!).Value;

    private static Int128 Number(JsonObject source, string name) =>
        source[name] is JsonNumber number ? (Int128)number.Value : 0;
}

using Bookseal.Books.Certificates;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;

namespace Bookseal.Books.YearEnd;

/// <summary>
/// The entries that end a fiscal year: for each currency they zero every revenue and expense account into retained
/// earnings. They follow from the balances as they are, so that after a cancellation or a reopening only the difference
/// between what is wanted and what is posted is posted.
/// </summary>
public static class ClosingEntries
{
    /// <summary>None when nothing is left to close.</summary>
    /// <returns>
    /// Balanced entries of kind closing, dated the period's last day, in order of currency and account.
    /// </returns>
    public static IReadOnlyList<Entry> Of(PeriodBooks books, RunId run)
    {
        var open = books.TrialBalance.Rows.Where(row =>
            row.ClosingMinor != 0 && books.Chart.Find(row.Account) is { IsResult: true }
        );
        var parts = open.GroupBy(row => row.Currency)
            .OrderBy(group => group.Key)
            .SelectMany(group =>
                Steps(group)
                    .Chunk(Limits.ClosingEntryAccounts)
                    .Select((lines, part) => (Currency: group.Key, Part: part, Lines: lines))
            );
        return
        [
            .. parts.Select(
                (part, place) =>
                    Close(books, IdOf(books, run, part.Currency, part.Part, place), part.Currency, part.Lines)
            ),
        ];
    }

    /// <summary>
    /// An id that people can say: the period's closing entries are numbered, those of other programs and of earlier
    /// runs counted. Rules 2 had the currency, the part and the run in it.
    /// </summary>
    private static EntryId IdOf(PeriodBooks books, RunId run, Currency currency, int part, int place) =>
        EntryId
            .Parse(
                books.Rules >= RuleSet.V3
                    ? $"{ClosingKind.IdPrefix}{books.Period}-{books.Fold.CountOf(EntryKind.Closing) + place + 1}"
                    : $"{ClosingKind.IdPrefix}{books.Period}-{currency}-{part + 1}-{run.Value:N}"
            )
            .Value;

    private static Entry Close(PeriodBooks books, EntryId id, Currency currency, IReadOnlyList<EntryLine> lines)
    {
        var net = lines.Aggregate((Int128)0, (sum, line) => checked(sum + line.NetMinor));
        var total = Sides(-net).Select(amount => Line(books.Company.RetainedEarnings, currency, amount));
        return new Entry(
            id,
            books.LastDay,
            EntryKind.Closing,
            $"Close revenue and expense of fiscal year {books.Company.Calendar.YearOf(books.Period)} "
                + "into retained earnings",
            PersonId.System,
            [.. lines, .. total]
        );
    }

    private static IEnumerable<EntryLine> Steps(IEnumerable<TrialBalanceRow> rows) =>
        rows.SelectMany(row => Sides(-row.ClosingMinor).Select(amount => Line(row.Account, row.Currency, amount)));

    /// <summary>A line carries at most 2^53 − 1; a larger total takes several.</summary>
    private static IEnumerable<long> Sides(Int128 netMinor)
    {
        for (var rest = netMinor; rest != 0; )
        {
            var amount = (long)Int128.Clamp(rest, -Limits.SafeInteger, Limits.SafeInteger);
            yield return amount;
            rest -= amount;
        }
    }

    private static EntryLine Line(AccountCode account, Currency currency, long netMinor) =>
        new(account, currency, Math.Max(0, netMinor), Math.Max(0, -netMinor));
}

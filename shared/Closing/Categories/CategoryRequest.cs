using Bookseal.Books.Categories;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;

namespace Bookseal.Closing.Categories;

/// <param name="Booked">What was posted now, or would be.</param>
/// <param name="Known">What was decided so already.</param>
public sealed record CategoryBooking(IReadOnlyList<CategoryDecision> Booked, IReadOnlyList<CategoryDecision> Known)
{
    /// <summary>Of which lines go where, so that what is accepted is what was shown.</summary>
    public Digest Digest =>
        CanonicalJson.DigestOf(
            new JsonArray(
                Booked.Select(decision =>
                    (JsonValue)
                        JsonObject.Of(
                            ("account", decision.Account.ToString()),
                            ("entry", decision.Of.Entry.Key.Text),
                            ("journal", decision.Of.Entry.Journal?.ToString()),
                            ("line", decision.Number)
                        )
                )
            )
        );
}

/// <summary>Which lines of an entry a person moves to an account.</summary>
/// <param name="Line">From 1; null for all of its open ones.</param>
public sealed record CategoryRequest(EntryPointer Entry, int? Line, AccountCode Account)
{
    /// <summary>
    /// <c>CATEGORY_LINE_NOT_FOUND</c>, <c>ENTRY_AMBIGUOUS</c>; <c>CATEGORY_LINE_DOUBTFUL</c> of one that may have been
    /// moved, or was taken back: a person posts what is missing.
    /// </summary>
    internal Result<CategoryBooking> Find(PeriodCode period, CategoryScan scan)
    {
        var entries = scan.Lines.EntriesOf(Entry.Id).Where(IsMeant).ToList();
        if (entries.DistinctBy(entry => entry.Key).Count() > 1)
            return new Fault(
                "ENTRY_AMBIGUOUS",
                $"{Entry.Id} fits several entries of {period}; say which with --journal"
            );
        var open = scan.Open.FirstOrDefault(item => item.Entry.Id == Entry.Id && IsMeant(item.Entry));
        if (open is null)
            return entries.Count == 0 ? NotFound(period) : KnownOf(period, scan, entries[0]);
        var booked = DecisionsOf(open, Account).Where(decision => Line is null || decision.Number == Line).ToList();
        if (booked.Count == 0)
            return KnownOf(period, scan, open.Entry);
        return open.IsMaybeMoved || open.Entry.Kind != EntryKind.Standard
            ? new Fault(
                "CATEGORY_LINE_DOUBTFUL",
                $"{Entry.Id} was moved in part, or is no everyday entry: post what is missing with 'bookseal post', "
                    + "its id as reference"
            )
            : new CategoryBooking(booked, []);
    }

    internal static IEnumerable<CategoryDecision> DecisionsOf(UncategorisedEntry open, AccountCode account) =>
        from line in open.Lines
        select new CategoryDecision(open, NumberOf(open.Entry, line), account);

    private Result<CategoryBooking> KnownOf(PeriodCode period, CategoryScan scan, Entry entry)
    {
        var whole = new UncategorisedEntry(entry, entry.Id, [], false, false);
        List<CategoryDecision> known =
        [
            .. from moved in scan.Lines.DecisionsOn(entry)
            where moved.To == Account
            let line = entry.Lines.FirstOrDefault(own => IsBack(own, moved.From))
            where line is not null
            let decision = new CategoryDecision(whole, NumberOf(entry, line), Account)
            where Line is null || decision.Number == Line
            select decision,
        ];
        return known.Count == 0 ? NotFound(period) : new CategoryBooking([], known);
    }

    private static bool IsBack(EntryLine line, EntryLine back) =>
        (line.Account, line.Currency, line.NetMinor) == (back.Account, back.Currency, -back.NetMinor);

    /// <summary>By the line itself: an entry may have two that are equal.</summary>
    private static int NumberOf(Entry entry, EntryLine line) =>
        entry.Lines.Index().First(pair => ReferenceEquals(pair.Item, line)).Index + 1;

    private Fault NotFound(PeriodCode period) =>
        new(
            "CATEGORY_LINE_NOT_FOUND",
            $"{(Line is { } number ? $"line {number} of " : "")}{Entry.Id} in {period} is no uncategorised line; "
                + "'bookseal categories' lists what is"
        );

    private bool IsMeant(Entry entry) => Entry.Journal is null || entry.Journal == Entry.Journal;
}

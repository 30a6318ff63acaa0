using Bookseal.Books.Banking;
using Bookseal.Books.Values;

namespace Bookseal.Import.BankFiles;

/// <summary>A balance of a statement, credit positive.</summary>
internal sealed record StatedBalance(long AmountMinor, DateOnly Date, string Where);

/// <summary>A line of a statement.</summary>
/// <param name="Booked">Null where the bank says only when it counts.</param>
/// <param name="Counts">The value date, if there is one.</param>
internal sealed record DraftEntry(
    DateOnly? Booked,
    DateOnly? Counts,
    long AmountMinor,
    string Reference,
    string Description,
    string Where
);

/// <summary>A statement while it is read.</summary>
/// <param name="Where">Where it begins.</param>
internal sealed record StatementDraft(string Where, string Account, Currency Currency)
{
    public StatedBalance? Opening { get; set; }

    public StatedBalance? Closing { get; set; }

    /// <summary>The days that it is of, where the bank says so.</summary>
    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public bool IsCard { get; init; }

    /// <summary>The form has no opening balance: it follows from the closing one.</summary>
    public bool HasNoOpening { get; init; }

    public List<DraftEntry> Entries { get; } = [];

    /// <summary>Null, with the fault said, where its balances do not prove its entries.</summary>
    public DeliveredStatement? Finish(StatementDesk desk)
    {
        if (Days(desk) is not var (from, to) || !TryProve(desk, out var balances))
            return null;
        List<BankTransaction> transactions =
        [
            .. Entries.Select(entry => new BankTransaction(
                Account,
                Currency,
                DateOf(entry, from, to),
                entry.Reference,
                entry.AmountMinor,
                entry.Description
            )),
        ];
        foreach (var entry in Entries.Where(entry => DateOf(entry, from, to) != (entry.Booked ?? entry.Counts)))
            desk.Note(
                "BANK_DATE_ASSUMED",
                "the bank does not say on which day these were booked: they are dated within their statement",
                entry.Where
            );
        return new(Closing?.Where ?? Where, Account, Currency, from, to, balances, transactions) { IsCard = IsCard };
    }

    /// <summary>
    /// Without days of its own a statement begins after its opening balance's: that is the day on which the one before
    /// ended, unless something was booked on it. What was booked outside of its days widens them.
    /// </summary>
    private (DateOnly From, DateOnly To)? Days(StatementDesk desk)
    {
        var booked = Entries.Select(entry => entry.Booked).OfType<DateOnly>().ToList();
        List<DateOnly> said = [.. booked, .. Entries.Select(entry => entry.Counts).OfType<DateOnly>()];
        var end = To ?? Closing?.Date ?? said.Cast<DateOnly?>().Max();
        if (end is not { } to)
        {
            desk.Faults.Add(Where, BankFile.Invalid, "the statement has no date: no balance and no entry says one");
            return null;
        }

        var opened = From ?? Opening?.Date ?? (said.Count > 0 ? said.Min() : to);
        if (opened > to)
        {
            desk.Faults.Add(
                Closing?.Where ?? Where,
                "STATEMENT_DATES",
                $"it ends on {Dates.Text(to)}, before it begins on {Dates.Text(opened)}; ask the bank for it anew"
            );
            return null;
        }

        var isOnOpeningDay = Entries.Exists(entry => entry.Booked is null && entry.Counts == opened);
        var from = From is null && Opening is not null && opened < to && !isOnOpeningDay ? opened.AddDays(1) : opened;
        return (Min(from, booked), Max(to, booked));
    }

    private static DateOnly Min(DateOnly day, List<DateOnly> others) => others.Append(day).Min();

    private static DateOnly Max(DateOnly day, List<DateOnly> others) => others.Append(day).Max();

    private static DateOnly DateOf(DraftEntry entry, DateOnly from, DateOnly to)
    {
        var date = entry.Booked ?? entry.Counts ?? to;
        if (date < from)
            return from;
        return date > to ? to : date;
    }

    private bool TryProve(StatementDesk desk, out (long, long)? balances)
    {
        balances = null;
        var sum = Entries.Aggregate((Int128)0, (all, entry) => all + entry.AmountMinor);
        if (Opening is null || Closing is null)
        {
            balances = BalancesOfOne(sum);
            if (balances is null)
                desk.Note(
                    "BANK_BALANCE_MISSING",
                    "no balances are stated, so nothing proves these entries: they are taken without a statement",
                    Where
                );
            else if (!HasNoOpening)
                desk.Note("BANK_BALANCE_DERIVED", "one balance is stated, the other follows from the entries", Where);
        }
        else
            balances = (Opening.AmountMinor, Closing.AmountMinor);

        if (balances is not var (opening, closing) || opening + sum == closing)
            return IsInRange(desk, sum);
        var difference = closing - opening - sum;
        desk.Faults.Add(
            Closing!.Where,
            BankFile.Unbalanced,
            $"the statement does not add up by {Show(difference)}: it opens at {Show(opening)}, its "
                + $"{Entries.Count} entries come to {Show(sum)}, and it closes at {Show(closing)}. "
                + "A part is missing or was changed; ask the bank for the whole statement"
        );
        return false;
    }

    private (long, long)? BalancesOfOne(Int128 sum)
    {
        if (Closing is { } closing)
            return ((long)(closing.AmountMinor - sum), closing.AmountMinor);
        return Opening is { } opening ? (opening.AmountMinor, (long)(opening.AmountMinor + sum)) : null;
    }

    private bool IsInRange(StatementDesk desk, Int128 sum)
    {
        if (Int128.Abs(sum) <= Limits.SafeInteger)
            return true;
        desk.Faults.Add(Where, "AMOUNT_TOO_LARGE", $"its entries come to more than {Limits.SafeInteger} minor units");
        return false;
    }

    private string Show(Int128 minor) => $"{Money.Display(minor, Currency)} {Currency}";
}

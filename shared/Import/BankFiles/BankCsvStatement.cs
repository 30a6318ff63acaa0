using Bookseal.Books.Values;

namespace Bookseal.Import.BankFiles;

/// <summary>
/// Makes a statement of the rows of one account: its balances are those of the column, where there is one, else what
/// somebody said.
/// </summary>
internal sealed class BankCsvStatement(StatementDesk desk, BankMapping mapping, string account, Currency currency)
{
    public void Add(IReadOnlyList<BankTableRow> rows, string where)
    {
        if (!RunningBalance.Order(rows, currency).TryGet(out var ordered, out var fault))
        {
            desk.Faults.Add(fault);
            return;
        }

        var known = desk.Faults.Faults.Count;
        // A row that only states a balance may be of the day before: that is another statement's.
        var booked = rows.Where(row => row.Entry is not null).Select(row => row.Date).ToList();
        var draft = new StatementDraft(where, account, currency)
        {
            IsCard = mapping.IsCard,
            From = DaySaid("from") ?? (booked.Count > 0 ? booked.Min() : rows.Min(row => row.Date)),
            To = DaySaid("to") ?? rows.Max(row => row.Date),
        };
        draft.Entries.AddRange(ordered.Select(row => row.Entry).OfType<DraftEntry>());
        var ends = RunningBalance.Ends(ordered);
        var place = ordered.LastOrDefault(row => row.BalanceMinor is not null)?.BalanceWhere ?? where;
        draft.Opening = Balance("opening", ends?.Opening, draft.From.Value, place);
        draft.Closing = Balance("closing", ends?.Closing, draft.To.Value, place);
        if (desk.Faults.Faults.Count == known)
            desk.Add(draft);
    }

    private DateOnly? DaySaid(string word) =>
        mapping.Said.TryGetValue(word, out var said) ? desk.Faults.Take(Dates.Parse(said.Text), said.Where) : null;

    /// <summary>What is said has to be what the column has.</summary>
    private StatedBalance? Balance(string word, Int128? ofColumn, DateOnly day, string place)
    {
        if (ofColumn is { } found && Int128.Abs(found) > Limits.SafeInteger)
            desk.Faults.Add(place, "AMOUNT_TOO_LARGE", $"a balance has at most {Limits.SafeInteger} minor units");
        if (!mapping.Said.TryGetValue(word, out var said))
            return ofColumn is { } minor ? new((long)minor, day, place) : null;
        if (!Money.Parse(said.Text, currency).TryGet(out var money, out var invalid))
        {
            desk.Faults.Add(invalid with { Where = said.Where });
            return null;
        }

        var stated = money.AmountMinor;
        if (ofColumn is { } column && column != stated)
            desk.Faults.Add(
                said.Where,
                BankFile.Unbalanced,
                $"the {word} balance is said to be {Show(stated)}, and by the balances of the file it is "
                    + $"{Show(column)} ({place}); leave it out, or export the file anew"
            );
        return new(stated, day, ofColumn is null ? said.Where : place);
    }

    private string Show(Int128 minor) => $"{Money.Display(minor, currency)} {currency}";
}

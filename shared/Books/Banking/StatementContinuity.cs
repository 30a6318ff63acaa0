using Bookseal.Books.Exceptions;
using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// Whether an account's statements hang together: each opens with what the one before closed with and adds up, nothing
/// is dated on a day that none covers, and the last says what there is at the period's end.
/// </summary>
internal sealed class StatementContinuity(
    IReadOnlyList<BankStatement> statements,
    BankStatement? next,
    RunningTotals transactions,
    DateOnly periodEnd
)
{
    /// <summary>As long may a period's end go without statement before the next one confirms the balance.</summary>
    public const int QuietDays = 7;

    /// <summary>A card's last statement is at the most so old: months are not quite as long as cycles.</summary>
    public const int CycleDays = 35;

    private readonly CloseException _about = new("", "", true)
    {
        Entity = statements[0].Account,
        Currency = statements[0].Currency,
    };

    /// <param name="statements">Of one account and currency, in order of time; at least one.</param>
    /// <param name="next">The first that ends after the period.</param>
    public static IEnumerable<CloseException> Of(
        IReadOnlyList<BankStatement> statements,
        BankStatement? next,
        RunningTotals transactions,
        DateOnly periodEnd
    )
    {
        var check = new StatementContinuity(statements, next, transactions, periodEnd);
        return
        [
            .. statements.Zip(statements.Skip(1), check.Gap).OfType<CloseException>(),
            .. statements.Select(check.Imbalance).OfType<CloseException>(),
            .. check.Ending(statements[^1]) is { } ending ? [ending] : (CloseException[])[],
        ];
    }

    private CloseException? Gap(BankStatement before, BankStatement after)
    {
        if (after.From <= before.To)
            return GapOf($"begins before the one to {Dates.Text(before.To)} ended", null);
        if (after.OpeningMinor != before.ClosingMinor)
            return GapOf(
                $"opens at {Amount(after.OpeningMinor)}, and the one to {Dates.Text(before.To)} closed at "
                    + Amount(before.ClosingMinor),
                (Int128)after.OpeningMinor - before.ClosingMinor
            );
        return FirstUncovered(before.To, after.From.AddDays(-1)) is { } transaction
            ? GapOf(
                $"follows the one to {Dates.Text(before.To)}: {transaction.Reference} of "
                    + $"{Dates.Text(transaction.Date)} is dated between them, and in neither",
                transaction.AmountMinor
            )
            : null;

        CloseException GapOf(string what, Int128? minor) =>
            _about with
            {
                Category = "STATEMENT_GAP",
                Description = $"the statement from {Dates.Text(after.From)} {what}",
                AmountMinor = minor,
            };
    }

    private CloseException? Imbalance(BankStatement statement)
    {
        var difference =
            statement.OpeningMinor + transactions.Between(statement.From, statement.To) - statement.ClosingMinor;
        return difference == 0
            ? null
            : _about with
            {
                Category = "statement_unbalanced",
                Description =
                    $"the transactions of the statement to {Dates.Text(statement.To)} "
                    + "do not lead from its opening to its closing balance",
                AmountMinor = difference,
            };
    }

    private CloseException? Ending(BankStatement last)
    {
        var days = periodEnd.DayNumber - last.To.DayNumber;
        if (days == 0)
            return null;
        if (next is not null && next.OpeningMinor != last.ClosingMinor)
            return Missing(
                $"and the next opens at {Amount(next.OpeningMinor)}, not at {Amount(last.ClosingMinor)}",
                (Int128)next.OpeningMinor - last.ClosingMinor
            );
        if (last.IsCard)
            return days > CycleDays
                ? Missing($"more than {CycleDays} days before {Dates.Text(periodEnd)}: a card's cycle has none")
                : null;
        if (FirstUncovered(last.To, periodEnd) is { } transaction)
            return Missing(
                $"and {transaction.Reference} of {Dates.Text(transaction.Date)} is in none; the last must end on "
                    + Dates.Text(periodEnd),
                transaction.AmountMinor
            );
        if (next is null)
            return days > QuietDays ? Missing($"it must end on {Dates.Text(periodEnd)}, or the next be there") : null;
        return next.From <= periodEnd
            ? Missing($"and the next runs over {Dates.Text(periodEnd)}; end one on that day")
            : null;

        CloseException Missing(string what, Int128? minor = null) =>
            _about with
            {
                Category = "statement_missing",
                Description = $"the last statement ends on {Dates.Text(last.To)}; {what}",
                AmountMinor = minor,
            };
    }

    private BankTransaction? FirstUncovered(DateOnly after, DateOnly to) =>
        after < to ? transactions.FirstBetween(after.AddDays(1), to) : null;

    private string Amount(long minor) => Money.Display(minor, statements[0].Currency);
}

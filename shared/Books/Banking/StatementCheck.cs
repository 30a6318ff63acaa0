using Bookseal.Books.Exceptions;
using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// Whether an account's statements hang together: each opens where the one before closed, adds up, and the last ends
/// with the period. As rules 2 have it; since then <see cref="StatementContinuity"/> judges.
/// </summary>
internal static class StatementCheck
{
    /// <param name="statements">Of one account and currency, in order of time; at least one.</param>
    public static IEnumerable<CloseException> Of(
        IReadOnlyList<BankStatement> statements,
        IReadOnlyList<BankTransaction> transactions,
        DateOnly periodEnd
    )
    {
        var about = new CloseException("", "", true)
        {
            Entity = statements[0].Account,
            Currency = statements[0].Currency,
        };
        foreach (var (before, after) in statements.Zip(statements.Skip(1)))
            if (after.From.DayNumber != before.To.DayNumber + 1 || after.OpeningMinor != before.ClosingMinor)
                yield return about with
                {
                    Category = "STATEMENT_GAP",
                    Description =
                        $"the statement from {Dates.Text(after.From)} does not open "
                        + $"where the one to {Dates.Text(before.To)} closed",
                    AmountMinor = (Int128)after.OpeningMinor - before.ClosingMinor,
                };
        var totals = new RunningTotals(transactions);
        foreach (var statement in statements)
        {
            var sum = statement.OpeningMinor + totals.Between(statement.From, statement.To);
            if (sum != statement.ClosingMinor)
                yield return about with
                {
                    Category = "statement_unbalanced",
                    Description =
                        $"the transactions of the statement to {Dates.Text(statement.To)} "
                        + "do not lead from its opening to its closing balance",
                    AmountMinor = sum - statement.ClosingMinor,
                };
        }

        if (statements[^1].To != periodEnd)
            yield return about with
            {
                Category = "statement_missing",
                Description =
                    $"the last statement ends on {Dates.Text(statements[^1].To)}; "
                    + $"it must end on {Dates.Text(periodEnd)}",
            };
    }
}

using Bookseal.Books.Exceptions;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// The bank reconciliation as rules 2 have it, byte for byte: a day's lines are paired without asking, references never
/// conflict, nobody decides anything.
/// </summary>
internal static class BankReconciliationOfRules2
{
    public static BankReconciliation Of(
        BankFold bank,
        ILookup<(string Account, Currency Currency), SubledgerItem> books,
        DateOnly periodEnd
    )
    {
        var (rows, outstanding) = (new List<BankRow>(), new List<SubledgerItem>());
        var exceptions = new List<CloseException>();
        foreach (var (account, currency) in bank.Accounts)
        {
            var statements = bank.StatementsOf(account, currency);
            var transactions = bank.TransactionsOf(account, currency);
            exceptions.AddRange(StatementCheck.Of(statements, transactions, periodEnd));
            var book = books[(account, currency)].ToList();
            var match = BankMatcher.Match(book, BankReconciliation.WithOpening(statements[0], transactions));
            rows.Add(
                BankReconciliation.Row(
                    account,
                    currency,
                    statements[^1],
                    book,
                    match.Outstanding,
                    match.UnrecordedItems
                )
            );
            outstanding.AddRange(match.Outstanding);
            exceptions.AddRange(Judge(rows[^1], match, periodEnd));
        }

        return new(rows, outstanding, exceptions);
    }

    private static IEnumerable<CloseException> Judge(BankRow row, BankMatch match, DateOnly periodEnd)
    {
        var about = new CloseException("", "", true) { Entity = row.Account, Currency = row.Currency };
        if (row.VarianceMinor != 0)
            yield return about with
            {
                Category = "bank_variance",
                Description = "adjusted bank and adjusted book differ",
                AmountMinor = row.VarianceMinor,
            };
        foreach (var item in match.UnrecordedItems)
            yield return about with
            {
                Category = "bank_unrecorded",
                Description =
                    $"{item.Reference} of {Dates.Text(item.Date)} ({item.Description}) "
                    + "is on the statement and not in the books; post it",
                AmountMinor = item.AmountMinor,
            };
        foreach (
            var item in match.Outstanding.Where(item =>
                periodEnd.DayNumber - item.Date.DayNumber > BankReconciliation.StaleDays
            )
        )
            yield return about with
            {
                Category = "stale_outstanding",
                Description = $"{item.Reference}, outstanding since {Dates.Text(item.Date)}",
                AmountMinor = item.NetMinor,
                IsBlocking = false,
                Subledger = item.Subledger,
            };
    }
}

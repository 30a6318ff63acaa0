using Bookseal.Books.Accounts;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Values;

namespace Bookseal.Books.Health;

/// <summary>What does not block a close and should be looked at before it.</summary>
internal static class HealthWarnings
{
    public static IEnumerable<CloseException> Of(PeriodBooks books, IReadOnlyList<SuspenseBalance> suspense) =>
        [
            .. suspense
                .Where(balance => !balance.IsWithinTolerance)
                .Select(balance => new CloseException(
                    "suspense_balance",
                    $"{balance.Account} {balance.Name} is not zero",
                    false
                )
                {
                    Account = balance.Account,
                    AmountMinor = balance.BalanceMinor,
                    Currency = balance.Currency,
                }),
            .. Uncategorised(books),
            .. Late(books),
            .. LateItems(books),
            .. NotRevalued(books),
            .. BilledTwice(books),
        ];

    private static IEnumerable<CloseException> Uncategorised(PeriodBooks books) =>
        from row in books.TrialBalance.Rows
        let account = books.Chart.Find(row.Account)
        where account is { IsUncategorised: true } && row.ClosingMinor != 0
        select new CloseException(
            "uncategorised_balance",
            $"{account.Code} {account.Name} holds what nobody has categorised yet",
            false
        )
        {
            Account = row.Account,
            AmountMinor = row.ClosingMinor,
            Currency = row.Currency,
        };

    private static IEnumerable<CloseException> Late(PeriodBooks books)
    {
        var shown = books.Fold.LateItems.Select(item => new CloseException(
            "LATE_ITEM",
            $"entry {item.Entry} is dated {Dates.Text(item.OriginalDate)}, in a period that was closed when it came",
            false
        ));
        var hidden = books.Fold.LateCount - books.Fold.LateItems.Count;
        return hidden == 0 ? shown : shown.Append(new("LATE_ITEM", $"and {hidden} more late items", false));
    }

    /// <summary>The amount is what the item adds to the position of its subledger in this period.</summary>
    private static IEnumerable<CloseException> LateItems(PeriodBooks books)
    {
        var shown = books.Subledgers.LateItems.Select(item => new CloseException(
            "LATE_ITEM",
            $"{item.Reference} is dated {Dates.Text(item.Date)}, in a period that was closed when it came; "
                + $"it counts from {books.Period}",
            false
        )
        {
            Subledger = item.Subledger,
            Entity = item.Entity,
            AmountMinor = item.NetMinor,
            Currency = item.Currency,
        });
        var hidden = books.Subledgers.LateCount - books.Subledgers.LateItems.Count;
        return hidden == 0 ? shown : shown.Append(new("LATE_ITEM", $"and {hidden} more late subledger items", false));
    }

    /// <summary>
    /// Cash, receivables and payables in another currency than the company's own: their worth has changed, and nothing
    /// in these books says so.
    /// </summary>
    private static IEnumerable<CloseException> NotRevalued(PeriodBooks books) =>
        from row in books.TrialBalance.Rows
        let account = books.Chart.Find(row.Account)
        where row.Currency != books.Company.BaseCurrency && row.ClosingMinor != 0 && IsMonetary(account, books)
        select new CloseException(
            "fx_not_revalued",
            $"{account.Code} {account.Name} holds foreign currency; Bookseal does not revalue it",
            false
        )
        {
            Account = row.Account,
            AmountMinor = row.ClosingMinor,
            Currency = row.Currency,
        };

    /// <summary>
    /// Two items of one entity with one reference and one amount: most often one bill that came by two ways. Who means
    /// both gives them references of their own.
    /// </summary>
    private static IEnumerable<CloseException> BilledTwice(PeriodBooks books) =>
        from item in books.Subledgers.OpenItems
        where item.IsBilledTwice
        select new CloseException(
            "billed_twice",
            $"{item.Reference} of {item.Entity} stands in {item.Subledger} twice with the same amount; "
                + "take one back, or give it a reference of its own",
            false
        )
        {
            Subledger = item.Subledger,
            Entity = item.Entity,
            AmountMinor = item.AmountMinor,
            Currency = item.Currency,
        };

    private static bool IsMonetary(Account? account, PeriodBooks books) =>
        account is not null
        && (
            account.Type == AccountType.Liability
            || account.IsCash
            || account.Controls.Any(books.Subledgers.WithDueDates.Contains)
        );
}

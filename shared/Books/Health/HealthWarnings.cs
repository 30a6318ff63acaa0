using Bookseal.Books.Accounts;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Subledgers;
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
    /// Two bills of one entity with one reference and one amount: most often one that came by two ways. A bill is what
    /// makes a subledger grow; a payment that came twice is not one. Told while the reference is open, and in the
    /// period of the last of them even if both are paid. Who means both gives them references of their own.
    /// </summary>
    private static IEnumerable<CloseException> BilledTwice(PeriodBooks books)
    {
        var open = books
            .Subledgers.OpenItems.Select(item => (item.Subledger, item.Currency, item.Entity, item.Reference))
            .ToHashSet();
        return from bill in books.Subledgers.Bills.Repeated
            where
                IsBillSide(books, bill)
                && (
                    bill.Last >= books.FirstDay
                    || open.Contains((bill.Subledger, bill.Currency, bill.Entity, bill.Reference))
                )
            select new CloseException(
                "billed_twice",
                $"{bill.Reference} of {bill.Entity} stands in {bill.Subledger} twice with the same amount; "
                    + "take one back, or give it a reference of its own",
                false
            )
            {
                Subledger = bill.Subledger,
                Entity = bill.Entity,
                AmountMinor = bill.AmountMinor,
                Currency = bill.Currency,
            };
    }

    /// <summary>
    /// Debits of receivables, credits of payables, as the control account is an asset or not; only of subledgers whose
    /// items fall due, for things are received twice every day.
    /// </summary>
    private static bool IsBillSide(PeriodBooks books, RepeatedBill bill) =>
        books.Subledgers.WithDueDates.Contains(bill.Subledger)
        && books.Chart.Subledgers.Any(pair =>
            pair.Subledger == bill.Subledger
            && pair.ControlAccounts.Any(account =>
                books.Chart.Find(account) is { } control && control.Type == AccountType.Asset == bill.AmountMinor > 0
            )
        );

    private static bool IsMonetary(Account? account, PeriodBooks books) =>
        account is not null
        && (
            account.Type == AccountType.Liability
            || account.IsCash
            || account.Controls.Any(books.Subledgers.WithDueDates.Contains)
        );
}

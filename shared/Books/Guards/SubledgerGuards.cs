using Bookseal.Books.Exceptions;
using Bookseal.Books.Periods;

namespace Bookseal.Books.Guards;

/// <summary>What subledgers and bank statements have to agree with.</summary>
internal static class SubledgerGuards
{
    public static GuardOutcome AllSubledgersClosed(PeriodBooks books)
    {
        if (books.Chart.Subledgers.Count == 0 && books.Reconciliation.Exceptions.Count == 0)
            return new(
                GuardCode.AllSubledgersClosed,
                [
                    new(
                        "no_subledgers",
                        "no account is tagged control:<subledger>, so there is nothing to reconcile",
                        false
                    ),
                ]
            );
        return new(GuardCode.AllSubledgersClosed, [.. books.Reconciliation.Exceptions]);
    }

    public static GuardOutcome BankReconciled(PeriodBooks books) =>
        new(GuardCode.BankReconciled, books.Bank.Exceptions);

    /// <summary>
    /// The company's own openings have to be what its subledgers opened with; later openings are a certificate's, which
    /// was reconciled.
    /// </summary>
    public static GuardOutcome OpeningsAgree(PeriodBooks books) =>
        new(GuardCode.OpeningsAgree, books.IsFirstPeriod ? [.. OpeningVariances(books)] : []);

    private static IEnumerable<CloseException> OpeningVariances(PeriodBooks books)
    {
        foreach (var (subledger, accounts) in books.Chart.Subledgers)
        {
            var control = books
                .Openings.Balances.Where(balance => accounts.Contains(balance.Account))
                .ToLookup(balance => balance.Currency, balance => balance.BalanceMinor);
            var items = books
                .Subledgers.OpeningTotals.Where(pair => pair.Key.Subledger == subledger)
                .ToDictionary(pair => pair.Key.Currency, pair => pair.Value);
            foreach (var currency in control.Select(group => group.Key).Union(items.Keys).Order())
            {
                var variance = checked(
                    items.GetValueOrDefault(currency)
                    - control[currency].Aggregate((Int128)0, (sum, minor) => checked(sum + minor))
                );
                if (variance != 0)
                    yield return new(
                        "opening_variance",
                        $"the items of subledger {subledger} before the books start "
                            + "do not add up to the opening balance of its control account",
                        true
                    )
                    {
                        Subledger = subledger,
                        Account = accounts[0],
                        AmountMinor = variance,
                        Currency = currency,
                    };
            }
        }
    }
}

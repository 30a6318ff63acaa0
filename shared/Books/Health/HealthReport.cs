using System.Globalization;
using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Health;

/// <summary>The read-only look at a period before its close (phase 0): what would block, what should be looked at.</summary>
public sealed record HealthReport(PeriodBooks Books, IReadOnlyList<SuspenseBalance> Suspense, IReadOnlyList<CloseException> Exceptions)
{
    public IEnumerable<CloseException> Blocking => Exceptions.Where(exception => exception.IsBlocking);

    public IEnumerable<CloseException> Warnings => Exceptions.Where(exception => !exception.IsBlocking);

    public bool CanProceed => !Blocking.Any();

    public static HealthReport Of(PeriodBooks books, Policy policy)
    {
        var suspense = books.TrialBalance.Rows
            .Select(row => (Row: row, Account: books.Chart.Find(row.Account)))
            .Where(pair => pair.Account is { IsSuspenseOrClearing: true })
            .Select(pair => new SuspenseBalance(pair.Row.Account, pair.Account!.Name, pair.Row.Currency, pair.Row.ClosingMinor, Int128.Abs(pair.Row.ClosingMinor) <= policy.ToleranceMinor))
            .ToList();
        var warnings = suspense.Where(balance => !balance.IsWithinTolerance).Select(balance => new CloseException(
            "suspense_balance", $"{balance.Account} {balance.Name} is not zero", false)
        { Account = balance.Account, AmountMinor = balance.BalanceMinor, Currency = balance.Currency });
        return new(books, suspense, [.. GuardSet.Evaluate(5, books).SelectMany(guard => guard.Exceptions), .. warnings]);
    }

    public JsonObject ToJson() => JsonObject.Of(
        ("period", Books.Period.ToString()),
        ("can_proceed", CanProceed),
        ("entries", Books.Fold.Entries),
        ("lines", Books.Fold.Lines),
        ("adjusting_entries", Books.Fold.CountOf(EntryKind.Adjusting)),
        ("reversing_entries", Books.Fold.CountOf(EntryKind.Reversing)),
        ("totals", new JsonArray(Books.TrialBalance.Totals.Select(totals => totals.ToJson()))),
        ("subledgers", new JsonArray(Books.Reconciliation.Rows.Select(row => row.ToJson()))),
        ("suspense", new JsonArray(Suspense.Select(balance => JsonObject.Of(
            ("account", balance.Account.ToString()), ("balance_minor", balance.BalanceMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", balance.Currency.ToString()), ("within_tolerance", balance.IsWithinTolerance))))),
        ("exceptions", new JsonArray(Exceptions.Select(exception => exception.ToJson()))));
}

using Bookseal.Books.Checklists;
using Bookseal.Books.Health;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;

namespace Bookseal.Books.SignOffs;

/// <summary>
/// What of the books a person is shown who signs a task off, and nothing besides: its digest stands with the sign-off,
/// which counts while the sheet is the same. A function of the books alone, so that the verifier makes it again.
/// </summary>
public static class ScopeSheet
{
    /// <summary>Null where a task vouches for no part of the books.</summary>
    public static JsonObject? Of(TaskScope scope, PeriodBooks books) =>
        scope switch
        {
            TaskScope.None => null,
            TaskScope.Exceptions => Sheet(scope, Exceptions(books)),
            TaskScope.Uncategorised => Sheet(
                scope,
                Balances(books, account => account.IsUncategorised || account.IsSuspenseOrClearing)
            ),
            TaskScope.CostOfSales => Sheet(scope, Balances(books, account => account.IsCostOfGoodsSold)),
            TaskScope.Bank => Sheet(scope, BankRows(books, areCards: false)),
            TaskScope.Cards => Sheet(scope, BankRows(books, areCards: true)),
            TaskScope.Receivables => Sheet(scope, OpenItems(books, areOwed: true)),
            TaskScope.Payables => Sheet(scope, OpenItems(books, areOwed: false)),
            TaskScope.Statements => Sheet(scope, Balances(books, _ => true)),
            _ => throw new ArgumentOutOfRangeException(nameof(scope)),
        };

    /// <summary>Null where <see cref="Of"/> is.</summary>
    public static Digest? DigestOf(TaskScope scope, PeriodBooks books) =>
        Of(scope, books) is { } sheet ? CanonicalJson.DigestOf(sheet) : null;

    /// <summary>Up to where a reviewer of the statements has seen the books; null for any other scope.</summary>
    public static BooksSeen? SeenOf(TaskScope scope, PeriodBooks books) =>
        scope == TaskScope.Statements
            ? new(
                books.Fold.Entries,
                [
                    .. IncomeStatement
                        .Of(books)
                        .Select(income => new NetIncomeSeen(income.Currency, income.NetIncome.PeriodMinor)),
                ]
            )
            : null;

    private static JsonObject Sheet(TaskScope scope, IEnumerable<JsonValue> rows) =>
        JsonObject.Of(("rows", new JsonArray(rows)), ("scope", scope.Text()));

    /// <summary>Late items and bills that came twice: what adjustments of the close itself do not change.</summary>
    private static IEnumerable<JsonValue> Exceptions(PeriodBooks books) =>
        PeriodWarnings
            .Of(books)
            .Where(warning => warning.Category is "LATE_ITEM" or "billed_twice")
            .Select(warning => warning.ToJson());

    /// <summary>
    /// Without a year's closing entries, which come after every sign-off and move results to where they belong: they
    /// are no change of what was signed. Zeros are left out, for those entries may bring an account its first line.
    /// </summary>
    private static IEnumerable<JsonValue> Balances(PeriodBooks books, Func<Accounts.Account, bool> isMeant) =>
        from row in books.TrialBalance.Rows
        let balanceMinor = checked(row.ClosingMinor - row.ClosingEntriesMinor)
        where balanceMinor != 0 && books.Chart.Find(row.Account) is { } account && isMeant(account)
        select (JsonValue)
            JsonObject.Of(
                ("account", row.Account.ToString()),
                ("balance_minor", StatementAmounts.Text(balanceMinor)),
                ("currency", row.Currency.ToString())
            );

    private static IEnumerable<JsonValue> BankRows(PeriodBooks books, bool areCards)
    {
        var cards = CardAccounts(books);
        return books
            .Bank.Rows.Where(row => IsMeant(row.Account))
            .Select(JsonValue (row) => row.ToJson())
            .Concat((books.Bank.Pairs ?? []).Where(pair => IsMeant(pair.Account)).Select(pair => pair.ToJson()))
            .Concat(books.Bank.Errors.Where(error => IsMeant(error.Account)).Select(error => error.ToJson()))
            .Concat(
                books
                    .Bank.Outstanding.Where(item => IsMeant(item.Entity))
                    .Select(item => JsonText.ParseObject(item.Encode()).Value)
            )
            .Concat(
                books
                    .Bank.Unrecorded.Where(transaction => IsMeant(transaction.Account))
                    .Select(transaction =>
                        JsonObject.Of(
                            ("account", transaction.Account),
                            ("amount_minor", transaction.AmountMinor),
                            ("currency", transaction.Currency.ToString()),
                            ("date", Dates.Text(transaction.Date)),
                            ("reference", transaction.Reference)
                        )
                    )
            );

        bool IsMeant(string account) => cards.Contains(account) == areCards;
    }

    /// <summary>Bank accounts whose items stand in the subledger of a liability.</summary>
    private static HashSet<string> CardAccounts(PeriodBooks books)
    {
        var owing = books.Chart.BankSubledgers.Where(subledger => !books.IsOwed(subledger)).ToHashSet();
        return [.. books.Subledgers.Kept.Where(item => owing.Contains(item.Subledger)).Select(item => item.Entity)];
    }

    private static IEnumerable<JsonValue> OpenItems(PeriodBooks books, bool areOwed) =>
        books
            .Subledgers.OpenItems.Where(item =>
                !books.Chart.BankSubledgers.Contains(item.Subledger) && books.IsOwed(item.Subledger) == areOwed
            )
            .Select(item => item.ToJson().With("subledger", item.Subledger.ToString()));
}

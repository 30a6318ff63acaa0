using Bookseal.Books.Exceptions;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// Every bank account with statements against its items in the bank's subledger: statement + deposits in transit −
/// outstanding checks = book + unrecorded receipts − unrecorded charges, to the minor unit, and nothing unrecorded
/// may remain.
/// </summary>
public sealed record BankReconciliation(
    IReadOnlyList<BankRow> Rows,
    IReadOnlyList<SubledgerItem> Outstanding,
    IReadOnlyList<CloseException> Exceptions
)
{
    /// <summary>An outstanding item older than this is listed as stale.</summary>
    public const int StaleDays = 60;

    /// <param name="items">
    /// The items of the bank's subledgers up to the period's end; the entity is the bank account.
    /// </param>
    public static BankReconciliation Of(BankFold bank, IReadOnlyCollection<SubledgerItem> items, DateOnly periodEnd)
    {
        var books = items.ToLookup(item => (Account: item.Entity, item.Currency));
        var (rows, outstanding) = (new List<BankRow>(), new List<SubledgerItem>());
        var exceptions = bank
            .Faults.Select(fault => new CloseException("unreadable_bank_line", fault.Message, true))
            .ToList();
        foreach (var (account, currency) in bank.Accounts)
        {
            var statements = bank.StatementsOf(account, currency);
            var transactions = bank.TransactionsOf(account, currency);
            exceptions.AddRange(StatementCheck.Of(statements, transactions, periodEnd));
            var book = books[(account, currency)].ToList();
            var match = BankMatcher.Match(book, WithOpening(statements[0], transactions));
            rows.Add(Row(account, currency, statements[^1], book, match));
            outstanding.AddRange(match.Outstanding);
            exceptions.AddRange(Judge(rows[^1], match, periodEnd));
        }

        var unseen = books
            .Select(group => group.Key)
            .Except(bank.Accounts)
            .OrderBy(key => key.Account, StringComparer.Ordinal)
            .ThenBy(key => key.Currency);
        exceptions.AddRange(
            unseen.Select(key => new CloseException(
                "no_bank_statement",
                $"bank account {key.Account} has no statement in {key.Currency}",
                false
            )
            {
                Entity = key.Account,
                Currency = key.Currency,
            })
        );
        return new(rows, outstanding, exceptions);
    }

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("accounts", new JsonArray(Rows.Select(row => row.ToJson()))),
                ("exceptions", new JsonArray(Exceptions.Select(exception => exception.ToJson()))),
                ("outstanding", new JsonArray(Outstanding.Select(item => JsonText.ParseObject(item.Encode()).Value)))
            )
        );

    /// <summary>What was in the account before the first statement matches the book's own opening item.</summary>
    private static IEnumerable<BankTransaction> WithOpening(
        BankStatement first,
        IEnumerable<BankTransaction> transactions
    ) =>
        first.OpeningMinor == 0
            ? transactions
            : transactions.Prepend(
                new(
                    first.Account,
                    first.Currency,
                    first.From,
                    "OPENING",
                    first.OpeningMinor,
                    "balance before the first statement"
                )
            );

    private static BankRow Row(
        string account,
        Currency currency,
        BankStatement last,
        IReadOnlyList<SubledgerItem> book,
        BankMatch match
    ) =>
        new(
            account,
            currency,
            last.ClosingMinor,
            Sum(match.Outstanding, item => Math.Max(0, item.NetMinor)),
            Sum(match.Outstanding, item => Math.Max(0, -item.NetMinor)),
            Sum(book, item => item.NetMinor),
            Sum(match.UnrecordedItems, transaction => Math.Max(0, transaction.AmountMinor)),
            Sum(match.UnrecordedItems, transaction => Math.Max(0, -transaction.AmountMinor))
        );

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
        foreach (var item in match.Outstanding.Where(item => periodEnd.DayNumber - item.Date.DayNumber > StaleDays))
            yield return about with
            {
                Category = "stale_outstanding",
                Description = $"{item.Reference}, outstanding since {Dates.Text(item.Date)}",
                AmountMinor = item.NetMinor,
                IsBlocking = false,
                Subledger = item.Subledger,
            };
    }

    private static Int128 Sum<T>(IEnumerable<T> items, Func<T, long> minor) =>
        items.Aggregate((Int128)0, (sum, item) => checked(sum + minor(item)));
}

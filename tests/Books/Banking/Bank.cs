using System.Globalization;
using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Banking;

/// <summary>The two sides of one bank account in January 2026, in the fewest words.</summary>
internal static class Bank
{
    public const string Account = "main";

    private static readonly Gen<(string Reference, long Minor, DateOnly Date)> Movement =
        from reference in Gen.Elements("", "", "A", "B", "C")
        from minor in Gen.OneOf(
            Gen.Choose(-3, 3).Select(small => small * 10L),
            Gen.Choose(-90, 90).Select(any => (long)any)
        )
        from day in Gen.Choose(0, 14)
        select (reference, minor, new DateOnly(2026, 1, 10).AddDays(day));

    /// <summary>
    /// Items and transactions with few references, amounts and days, so that every rule finds something.
    /// </summary>
    public static Gen<(SubledgerItem[] Book, BankTransaction[] AtBank)> Sides { get; } =
        from book in Movement.ArrayOf()
        from bank in Movement.ArrayOf()
        select (
            book.Select(item => Item(item.Reference, item.Minor, item.Date)).ToArray(),
            bank.Select(item => Transaction(item.Reference, item.Minor, item.Date)).ToArray()
        );

    public static SubledgerItem Item(string reference, long netMinor, DateOnly date, Currency? currency = null) =>
        new(
            Some.Subledger("BANK"),
            Account,
            reference,
            date,
            null,
            netMinor >= 0,
            Math.Abs(netMinor),
            currency ?? Some.Usd,
            null,
            ""
        );

    /// <param name="day">Month and day, e.g. <c>01-15</c>.</param>
    public static SubledgerItem Item(string reference, long netMinor, string day = "01-15") =>
        Item(reference, netMinor, Date(day));

    public static BankTransaction Transaction(string reference, long minor, DateOnly date) =>
        new(Account, Some.Usd, date, reference, minor, "");

    public static BankTransaction Transaction(string reference, long minor, string day = "01-15") =>
        Transaction(reference, minor, Date(day));

    public static BankStatement Statement(string from, string to, long opening, long closing) =>
        new(Account, Some.Usd, Date(from), Date(to), opening, closing);

    public static BankFold Fold(IEnumerable<BankStatement> statements, params BankTransaction[] transactions) =>
        Fold(readsDecisions: true, statements, transactions);

    /// <summary>January as rules 2 read it.</summary>
    public static BankFold FoldOfRules2(IEnumerable<BankStatement> statements, params BankTransaction[] transactions) =>
        Fold(readsDecisions: false, statements, transactions);

    private static BankFold Fold(
        bool readsDecisions,
        IEnumerable<BankStatement> statements,
        BankTransaction[] transactions
    )
    {
        var fold = new BankFold(Some.January.LastDay, readsDecisions);
        foreach (var statement in statements)
            fold.Add(BankLine.Encode(statement));
        foreach (var transaction in transactions)
            fold.Add(BankLine.Encode(transaction));
        return fold;
    }

    public static BankReconciliation Reconcile(BankFold bank, params SubledgerItem[] book) =>
        BankReconciliation.Of(bank, book, Some.January.LastDay);

    /// <summary>January of an account that opened empty and whose only statement ends with the month.</summary>
    public static BankReconciliation Month(
        SubledgerItem[] book,
        BankTransaction[] transactions,
        params BankDecision[] decisions
    ) => Month(Some.January.LastDay, book, transactions, decisions);

    /// <summary>The same as of another month's end; each month has a statement of its transactions.</summary>
    public static BankReconciliation Month(
        DateOnly periodEnd,
        SubledgerItem[] book,
        BankTransaction[] transactions,
        params BankDecision[] decisions
    )
    {
        var fold = new BankFold(periodEnd);
        var balance = 0L;
        for (var month = Some.January; month.FirstDay <= periodEnd; month = month.Next)
        {
            var opening = balance;
            balance += transactions.Where(each => PeriodCode.Of(each.Date) == month).Sum(each => each.AmountMinor);
            fold.Add(new BankStatement(Account, Some.Usd, month.FirstDay, month.LastDay, opening, balance));
        }

        foreach (var transaction in transactions)
            fold.Add(transaction);
        foreach (var decision in decisions)
            fold.Add(decision.Encode());
        return BankReconciliation.Of(fold, [.. book.Where(item => item.Date <= periodEnd)], periodEnd);
    }

    public static BankDecision Decide(
        MatchedBy how,
        SubledgerItem[] items,
        BankTransaction[] transactions,
        string day = "01-31",
        int revision = 1
    ) =>
        new(
            Account,
            Some.Usd,
            Date(day),
            how,
            [.. items.Select(item => Digest.Of(item.Encode())).Order()],
            [.. transactions.Select(transaction => Digest.Of(BankLine.Encode(transaction))).Order()],
            Some.Poster,
            revision
        );

    /// <summary>The references of a match on either side: <c>A B = X</c>.</summary>
    public static string Shown(BankPair pair) =>
        $"{string.Join(' ', pair.Items.Select(item => item.Reference))} = "
        + string.Join(' ', pair.Transactions.Select(transaction => transaction.Reference));

    public static string Shown(IEnumerable<BankPair> pairs) => string.Join(", ", pairs.Select(Shown));

    public static string Categories(BankReconciliation bank) =>
        string.Join(' ', bank.Exceptions.Select(exception => exception.Category));

    public static DateOnly Date(string day) =>
        DateOnly.ParseExact($"2026-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

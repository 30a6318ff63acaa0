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

    public static BankFold Fold(IEnumerable<BankStatement> statements, params BankTransaction[] transactions)
    {
        var fold = new BankFold(Some.January.LastDay);
        foreach (var statement in statements)
            fold.Add(BankLine.Encode(statement));
        foreach (var transaction in transactions)
            fold.Add(BankLine.Encode(transaction));
        return fold;
    }

    public static BankReconciliation Reconcile(BankFold bank, params SubledgerItem[] book) =>
        BankReconciliation.Of(bank, book, Some.January.LastDay);

    public static DateOnly Date(string day) =>
        DateOnly.ParseExact($"2026-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

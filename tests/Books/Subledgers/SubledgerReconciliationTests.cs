using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Tests.Guards;

namespace Bookseal.Books.Tests.Subledgers;

public sealed class SubledgerReconciliationTests
{
    private static readonly ChartOfAccounts Chart = Some.Chart(
        ("1200", AccountType.Asset, "control:AR"),
        ("1201", AccountType.Asset, "control:AR current"),
        ("2000", AccountType.Liability, "control:AP"),
        ("4000", AccountType.Revenue, "")
    );

    [Fact]
    public void Of_SeveralControlAccountsAndCurrencies_TiesEachCurrency()
    {
        var rows = Books(
            [
                Some.Entry("E1", Some.Line("1200", 30), Some.Line("1201", 20), Some.Line("4000", -50)),
                Some.Entry("E2", Some.Line("1201", 7, Some.Eur), Some.Line("4000", -7, Some.Eur)),
                Some.Entry("E3", Some.Line("4000", 9), Some.Line("2000", -9)),
            ],
            BooksUnderTest.Item("AR", "A", 50),
            BooksUnderTest.Item("AR", "B", 7, "EUR"),
            BooksUnderTest.Item("AP", "C", -9)
        ).Books.Reconciliation;
        Assert.Equal(
            [("AP", "USD", -9, -9), ("AR", "EUR", 7, 7), ("AR", "USD", 50, 50)],
            rows.Rows.Select(row =>
                (row.Subledger.ToString(), row.Currency.ToString(), (int)row.SubledgerMinor, (int)row.ControlMinor)
            )
        );
        Assert.Equal(["1200", "1201"], rows.Rows[^1].ControlAccounts.Select(account => account.ToString()));
        Assert.Empty(rows.Exceptions);
    }

    [Fact]
    public void Of_TheRightTotalInAnotherCurrency_IsAVarianceInBoth()
    {
        var result = Books(
            [Some.Entry("E", Some.Line("1200", 50), Some.Line("4000", -50))],
            BooksUnderTest.Item("AR", "A", 50, "EUR")
        ).Books.Reconciliation;
        Assert.Equal(
            [("EUR", 50), ("USD", -50)],
            result.Rows.Select(row => (row.Currency.ToString(), (int)row.VarianceMinor))
        );
        Assert.Equal(
            2,
            result.Exceptions.Count(exception => exception.Category == "sl_variance" && exception.IsBlocking)
        );
    }

    [Fact]
    public void Of_AVariance_NamesTheAmountAndTheOpenItemsToLookThrough()
    {
        var result = Books(
            [Some.Entry("E", Some.Line("1200", 50), Some.Line("4000", -50))],
            BooksUnderTest.Item("AR", "A", 40),
            BooksUnderTest.Item("AR", "B", 9),
            BooksUnderTest.Item("AR", "P", -9, appliesTo: "B"),
            BooksUnderTest.Item("AR", "X", 3, "EUR")
        ).Books.Reconciliation;
        var dollars = result.Exceptions.Where(exception => exception.Currency == Some.Usd).ToList();
        Assert.Equal(
            [("sl_variance", -10, true), ("open_item", 40, false)],
            dollars.Select(exception => (exception.Category, (int)exception.AmountMinor!.Value, exception.IsBlocking))
        );
        Assert.Contains("A, open since 2026-01-15", dollars[1].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OneMinorUnit_IsAVariance() =>
        Assert.Contains(
            Books([], BooksUnderTest.Item("AR", "A", 1)).Books.Reconciliation.Exceptions,
            exception => exception.Category == "sl_variance"
        );

    [Fact]
    public void Of_AControlAccountWithoutItems_IsAVariance() =>
        Assert.Equal(
            -9,
            Assert
                .Single(Books([Some.Entry("E", Some.Line("1200", 9), Some.Line("4000", -9))]).Books.Reconciliation.Rows)
                .VarianceMinor
        );

    [Fact]
    public void Of_ManyOpenItems_ShowsTheFirstFifty()
    {
        var items = Enumerable.Range(0, 60).Select(number => BooksUnderTest.Item("AR", $"R{number:D2}", 1)).ToArray();
        Assert.Equal(
            50,
            Books([], items).Books.Reconciliation.Exceptions.Count(exception => exception.Category == "open_item")
        );
    }

    [Fact]
    public void Of_ItemsOfASubledgerThatNoAccountControls_Blocks()
    {
        var exception = Assert.Single(Books([], BooksUnderTest.Item("INV", "A", 0)).Books.Reconciliation.Exceptions);
        Assert.Equal(
            ("subledger_without_control", "INV", true),
            (exception.Category, exception.Subledger.ToString(), exception.IsBlocking)
        );
    }

    [Fact]
    public void ToBytes_OfAReconciliation_HasTotalsAsTexts() =>
        Assert.Equal(
            """
            {"exceptions":[],"subledgers":[{"control_accounts":["1200","1201"],"control_minor":"5",
            """
                + """
                "currency":"USD","subledger":"AR","subledger_minor":"5","variance_minor":"0"}]}
                """,
            Encoding.UTF8.GetString(
                Books([Some.Entry("E", Some.Line("1200", 5), Some.Line("4000", -5))], BooksUnderTest.Item("AR", "A", 5))
                    .Books.Reconciliation.ToBytes()
            )
        );

    private static BooksUnderTest Books(
        Bookseal.Books.Ledger.Entry[] entries,
        params Bookseal.Books.Subledgers.SubledgerItem[] items
    ) =>
        new()
        {
            Chart = Chart,
            Openings = Bookseal.Books.Ledger.BalanceList.Empty,
            Entries = entries,
            Items = items,
        };
}

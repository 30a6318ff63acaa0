using Bookseal.Books.Accounts;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Subledgers;

namespace Bookseal.Books.Tests.Guards;

/// <summary>The company's own openings against what its subledgers opened with.</summary>
public sealed class OpeningsAgreeTests
{
    private static readonly DateOnly Eve = Some.January.FirstDay.AddDays(-1);

    private static readonly BooksUnderTest Good = new()
    {
        Chart = Some.Chart(
            ("1200", AccountType.Asset, "control:AR"),
            ("1210", AccountType.Asset, "control:AR"),
            ("3000", AccountType.Equity, "")
        ),
        Openings = Some.Balances(
            ("1200", Some.Usd, 70),
            ("1210", Some.Usd, 30),
            ("3000", Some.Usd, -100),
            ("1200", Some.Eur, 5),
            ("3000", Some.Eur, -5)
        ),
        Entries = [],
        Items = [BooksUnderTest.Item("AR", "A", 100, date: Eve), BooksUnderTest.Item("AR", "B", 5, "EUR", date: Eve)],
    };

    [Fact]
    public void OpeningsAgree_ControlAccountsThatTogetherHoldWhatTheItemsDo_Passes() =>
        Assert.All(Good.Guards.Values, guard => Assert.True(guard.Passed));

    [Fact]
    public void OpeningsAgree_ItemsThatAreMissing_FailsWithTheDifferencePerCurrency()
    {
        Assert.Equal([("EUR", -5), ("USD", -100)], Variances(Good with { Items = [] }));
        Assert.Equal(
            [("USD", -1)],
            Variances(Good with { Items = [Good.Items[0] with { AmountMinor = 99 }, Good.Items[1]] })
        );
    }

    [Fact]
    public void OpeningsAgree_ItemsThatTheOpeningsDoNotHave_Fails()
    {
        var guard = (Good with { Openings = BalanceList.Empty }).Guards[GuardCode.OpeningsAgree];
        Assert.Equal([5, 100], guard.Exceptions.Select(exception => (int)exception.AmountMinor!));
        Assert.All(
            guard.Exceptions,
            exception =>
                Assert.Equal(
                    ("opening_variance", true, "AR", "1200"),
                    (exception.Category, exception.IsBlocking, $"{exception.Subledger}", $"{exception.Account}")
                )
        );
    }

    [Fact]
    public void OpeningsAgree_AnItemOfTheFirstDay_IsNoOpening() =>
        Assert.Equal(
            [("USD", -100)],
            Variances(Good with { Items = [Good.Items[0] with { Date = Some.January.FirstDay }, Good.Items[1]] })
        );

    [Fact]
    public void OpeningsAgree_ASubledgerThatNettedToNothing_Passes()
    {
        // A bill that was paid before the books start leaves nothing open, and no account has to say so.
        SubledgerItem[] settled =
        [
            .. Good.Items,
            BooksUnderTest.Item("AR", "OLD", 8, "JPY", date: Eve.AddDays(-9)),
            BooksUnderTest.Item("AR", "PAID", -8, "JPY", date: Eve),
        ];
        Assert.True((Good with { Items = settled }).Guards[GuardCode.OpeningsAgree].Passed);
    }

    [Fact]
    public void OpeningsAgree_InALaterPeriod_IsNotAskedAgain() =>
        Assert.True((Good with { IsFirstPeriod = false, Items = [] }).Guards[GuardCode.OpeningsAgree].Passed);

    private static IEnumerable<(string, int)> Variances(BooksUnderTest books) =>
        books
            .Guards[GuardCode.OpeningsAgree]
            .Exceptions.Select(exception => ($"{exception.Currency}", (int)exception.AmountMinor!));
}

using System.Text;
using Bookseal.Books.Ledger;

namespace Bookseal.Books.Tests.Ledger;

public sealed class BalanceListTests
{
    [Fact]
    public void Of_BalancesInAnyOrder_IsSortedSummedAndWithoutZeros()
    {
        var list = Some.Balances(
            ("2", Some.Usd, 5),
            ("1", Some.Usd, 7),
            ("1", Some.Eur, 1),
            ("2", Some.Usd, -5),
            ("1", Some.Usd, 1)
        );
        Assert.Equal(
            [("1", "EUR", 1), ("1", "USD", 8)],
            list.Balances.Select(balance =>
                (balance.Account.ToString(), balance.Currency.ToString(), (int)balance.BalanceMinor)
            )
        );
    }

    [Fact]
    public void Imbalances_OfBalances_ArePerCurrency()
    {
        var list = Some.Balances(("1", Some.Usd, 5), ("2", Some.Usd, -5), ("1", Some.Eur, 3), ("2", Some.Eur, -1));
        Assert.Equal([(Some.Eur, (Int128)2)], list.Imbalances);
    }

    [Fact]
    public void FromBytes_ATotalBeyondALong_IsExact()
    {
        const string text = """[{"account":"1","balance_minor":"-99999999999999999999999999999","currency":"USD"}]""";
        Assert.Equal(
            text,
            Encoding.UTF8.GetString(BalanceList.FromBytes(Encoding.UTF8.GetBytes(text)).Value.ToBytes())
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("""[{"account":"1","balance_minor":5,"currency":"USD"}]""")] // beyond 2^53 a number would not be exact
    [InlineData("""[{"account":"1","balance_minor":"05","currency":"USD"}]""")]
    [InlineData("""[{"account":"1","balance_minor":"+5","currency":"USD"}]""")]
    [InlineData("""[{"account":"1","balance_minor":"-0","currency":"USD"}]""")]
    [InlineData("""[{"account":"1","balance_minor":" 5","currency":"USD"}]""")]
    [InlineData("""[{"account":"1","balance_minor":"5\u0000","currency":"USD"}]""")]
    [InlineData("""[{"account":"1","balance_minor":"1234567890123456789012345678901","currency":"USD"}]""")]
    [InlineData("""[{"account":"1","balance_minor":"5","currency":"usd"}]""")]
    [InlineData("""[{"account":"1","balance_minor":"5","currency":"USD","x":1}]""")]
    public void FromBytes_NoListOfBalances_IsRefused(string text) =>
        Assert.Contains(
            BalanceList.FromBytes(Encoding.UTF8.GetBytes(text)).Fault.Code,
            (string[])["BALANCES_INVALID", "JSON_INVALID"]
        );
}

using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

public sealed class RetainedEarningsTests
{
    [Theory]
    [InlineData("hledger-csv", "Equity:Retained earnings")]
    [InlineData("gnucash-csv", "Equity:Retained earnings")]
    [InlineData("fec", "120000")]
    [InlineData("datev", "2970")]
    [InlineData("xero-csv", "960")]
    [InlineData("quickbooks-csv", "Retained Earnings")]
    [InlineData("ledger-csv", "3200")]
    [InlineData("trial-balance-csv", "3200")]
    public void Of_AFormat_IsAnAccountAsItsProgramNamesIt(string format, string account)
    {
        Assert.Equal(account, RetainedEarnings.Of(format));
        Assert.True(AccountCode.Parse(account).IsOk);
    }
}

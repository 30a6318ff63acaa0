using System.Text;
using Bookseal.Books.Accounts;

namespace Bookseal.Books.Tests.Accounts;

public sealed class ChartOfAccountsTests
{
    private static readonly ChartOfAccounts Chart = Some.Chart(
        ("4000", AccountType.Revenue, ""),
        ("1201", AccountType.Asset, "control:AR"),
        ("1200", AccountType.Asset, "control:AR current"),
        ("2000", AccountType.Liability, "control:AP clearing")
    );

    [Fact]
    public void Subledgers_OfAChart_HaveTheirControlAccountsInOrder() =>
        Assert.Equal(
            ["AP: 2000", "AR: 1200 1201"],
            Chart.Subledgers.Select(pair => $"{pair.Subledger}: {string.Join(' ', pair.ControlAccounts)}")
        );

    [Fact]
    public void FromBytes_WhatToBytesWrote_RoundTripsInOrder()
    {
        var read = ChartOfAccounts.FromBytes(Chart.ToBytes()).Value;
        Assert.Equal(Chart.ToBytes(), read.ToBytes());
        Assert.Equal(["1200", "1201", "2000", "4000"], read.Accounts.Select(account => account.Code.ToString()));
        Assert.Equal(["control:AP", "clearing"], read.Find(Some.Account("2000"))!.Tags);
        Assert.Null(read.Find(Some.Account("9999")));
    }

    [Fact]
    public void Of_ACodeTwice_IsRefused()
    {
        var account = new Account(Some.Account("1"), "a", AccountType.Asset, []);
        Assert.Equal("ACCOUNT_DUPLICATE", ChartOfAccounts.Of([account, account with { Name = "b" }]).Fault.Code);
    }

    [Theory]
    [InlineData("cogs", true)]
    [InlineData("current", true)]
    [InlineData("contra", true)]
    [InlineData("cash", true)]
    [InlineData("suspense", true)]
    [InlineData("clearing", true)]
    [InlineData("uncategorised", true)]
    [InlineData("control:AR", true)]
    [InlineData("control:", false)]
    [InlineData("control:A R", false)]
    [InlineData("Control:AR", false)]
    [InlineData("Cash", false)]
    [InlineData("", false)]
    public void ParseTag_ATag_IsKnownOrRefused(string tag, bool isKnown)
    {
        var parsed = Account.ParseTag(tag);
        Assert.Equal(isKnown ? tag : "ACCOUNT_TAG_INVALID", isKnown ? parsed.Value : parsed.Fault.Code);
    }

    [Theory]
    [InlineData("asset", AccountType.Asset)]
    [InlineData("liability", AccountType.Liability)]
    [InlineData("equity", AccountType.Equity)]
    [InlineData("revenue", AccountType.Revenue)]
    [InlineData("expense", AccountType.Expense)]
    public void ParseType_AType_IsWrittenAsItWasRead(string text, AccountType type)
    {
        Assert.Equal(type, Account.ParseType(text).Value);
        Assert.Equal($"\"{text}\"", new Account(Some.Account("1"), "", type, []).ToJson()["type"]!.ToString());
        Assert.Equal("ACCOUNT_TYPE_INVALID", Account.ParseType(text.ToUpperInvariant()).Fault.Code);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[null]")]
    [InlineData("""[{"code":"1","name":"","tags":["x"],"type":"asset"}]""")]
    [InlineData("""[{"code":"1","name":"","tags":[],"type":"asset","x":1}]""")]
    [InlineData(
        """[{"code":"1","name":"","tags":[],"type":"asset"},{"code":"1","name":"","tags":[],"type":"asset"}]"""
    )]
    public void FromBytes_NoChart_IsRefused(string text) =>
        Assert.Contains(
            ChartOfAccounts.FromBytes(Encoding.UTF8.GetBytes(text)).Fault.Code,
            (string[])["ACCOUNTS_INVALID", "ACCOUNT_DUPLICATE"]
        );
}

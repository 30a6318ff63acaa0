using System.Text;
using Bookseal.Books.Reconciliation;

namespace Bookseal.Books.Tests.Reconciliation;

public sealed class ReconciliationRulesTests
{
    [Fact]
    public void Rules_AsWritten_AreReadAgain()
    {
        var rules = Read(
            """
            {"v":1,"pairs":[{"name":"Stripe","ledger":["1150"],"payouts":"stripe","side":"credit","entity":"s"},
            {"name":"Main","ledger":["1000","1010"],"bank":"MAIN","rules":[{"by":"amount","days":0}]}]}
            """
        ).Value;
        Assert.Equal(rules.ToBytes(), ReconciliationRules.FromBytes(rules.ToBytes()).Value.ToBytes());
        Assert.Equal((OtherSide.Payouts, LedgerSide.Credit), (rules.Pairs[0].Other, rules.Pairs[0].Side));
        Assert.Equal((5, 0), (rules.Pairs[0].Days, rules.Pairs[1].Days));
        Assert.True(rules.HasBank("MAIN") && !rules.HasBank("stripe"));
    }

    [Theory]
    [InlineData("""{"v":2,"pairs":[]}""")]
    [InlineData("""{"pairs":[]}""")]
    [InlineData("""{"v":1,"pairs":[{"name":"a","ledger":["1"]}]}""")]
    [InlineData("""{"v":1,"pairs":[{"name":"a","ledger":["1"],"bank":"b","payouts":"p"}]}""")]
    [InlineData("""{"v":1,"pairs":[{"name":"a","ledger":[],"bank":"b"}]}""")]
    [InlineData("""{"v":1,"pairs":[{"name":"a","ledger":["1","1"],"bank":"b"}]}""")]
    [InlineData("""{"v":1,"pairs":[{"name":"a","ledger":["1"],"bank":"b","side":"left"}]}""")]
    [InlineData("""{"v":1,"pairs":[{"name":"a","ledger":["1"],"bank":"b","rules":[{"by":"guess"}]}]}""")]
    [InlineData("""{"v":1,"pairs":[{"name":"a","ledger":["1"],"bank":"b","rules":[{"by":"amount","days":99}]}]}""")]
    [InlineData("""{"v":1,"pairs":[{"name":"a","ledger":["1"],"bank":"b","rules":[]}]}""")]
    [InlineData("""{"v":1,"pairs":[{"name":"a","ledger":["1"],"bank":"b","color":"red"}]}""")]
    [InlineData("""{"v":1,"pairs":[{"name":"a","ledger":["1"],"bank":"b"},{"name":"a","ledger":["1"],"bank":"c"}]}""")]
    [InlineData("[]")]
    public void Rules_ThatMakeNoSense_AreRefused(string text) =>
        Assert.Equal(ReconciliationRules.Invalid, Read(text).Fault.Code);

    private static Result<ReconciliationRules> Read(string text) =>
        ReconciliationRules.FromBytes(Encoding.UTF8.GetBytes(text));
}

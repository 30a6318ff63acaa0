using System.Text;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using static Bookseal.Books.Tests.Costs.SomeCosts;

namespace Bookseal.Books.Tests.Costs;

/// <summary>Costs of January that are preliminary when it is closed, and what February has to do about them.</summary>
public sealed class OpenCostsTests
{
    private static readonly CostSettings Mapped = CostSettings
        .FromBytes(
            """
            {"providers":[{"expense_account":"6400","provider":"AWS"},{"expense_account":"6400","provider":"Azure"}]}
            """u8
        )
        .Value;

    private static readonly CostRange February = CostRange.Of(new(2026, 2));
    private static readonly CostRecord[] OfAws = [Preliminary("a", "7.125")];
    private static readonly Entry Accrual = Some.Entry("E", Some.Line("6400", 713), Some.Line("2100", -713));

    [Fact]
    public void January_Closed_LeavesTheRestAndItsAccrual()
    {
        var open = JanuaryOf(OfAws);
        Assert.Equal(
            "{\"accruals\":[{\"account\":\"6400\",\"amount_minor\":\"713\",\"currency\":\"USD\","
                + "\"entry\":\"E\",\"providers\":[\"AWS\"]}],"
                + "\"preliminary\":[{\"currency\":\"USD\",\"effective\":\"7.125\",\"gross\":\"7.125\","
                + "\"provider\":\"AWS\"}]}",
            Encoding.UTF8.GetString(open.ToBytes())
        );
        Assert.Equal(open.Sha256, OpenCosts.FromBytes(open.ToBytes()).Value.Sha256);
    }

    [Fact]
    public void February_ThatTakesNothingBack_HasNothingToDoAndPassesItOn()
    {
        var (finality, open) = FebruaryOf(JanuaryOf(OfAws), [], []);
        Assert.True(finality.Passes);
        Assert.Equal(JanuaryOf(OfAws).Sha256, open.Sha256);
    }

    [Fact]
    public void February_ThatTakesTheAccrualBack_AsksForItAgain()
    {
        var (finality, _) = FebruaryOf(JanuaryOf(OfAws), [], [], Reversal);
        var found = Assert.Single(finality.Findings);
        Assert.Equal((CostCode.NotFinalized, "AWS"), (found.Code, found.Provider));
        Assert.Contains("entry E accrued", found.Text, StringComparison.Ordinal);
        Assert.Contains("accrue 7.13 USD again on account 6400", found.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(713, true)]
    [InlineData(712, false)]
    public void February_ThatAccruesAgain_PassesToTheMinorUnit_AndMarchAsksForItsOwn(long minor, bool passes)
    {
        var (finality, open) = FebruaryOf(JanuaryOf(OfAws), ["AWS"], [], Reversal, Again(minor));
        Assert.Equal(passes, finality.Passes);
        if (!passes)
            return;
        Assert.Equal("E", finality.Accrued.Single().InPlaceOf.ToString());
        Assert.Equal(("F", 713), (open.Accruals.Single().Entry.ToString(), (long)open.Accruals.Single().AmountMinor));
        var march = new AccruedCosts([], open.Accruals);
        march.Add(EntryCodec.Encode(Again(-713) with { Id = Some.EntryId("F-R"), Reverses = Some.EntryId("F") }));
        Assert.False(CostFinality.Of(CostView.Nothing, Mapped, march, open).Passes);
    }

    [Fact]
    public void February_ThatTakesAPartBack_AsksForThatPart()
    {
        var part = Some.Entry("P", Some.Line("6400", -300), Some.Line("2100", 300)) with
        {
            Corrects = Some.EntryId("E"),
        };
        Assert.Contains("accrue 3.00 USD", FebruaryOf(JanuaryOf(OfAws), [], [], part).Finality.Findings.Single().Text);
        Assert.True(FebruaryOf(JanuaryOf(OfAws), ["AWS"], [], part, Again(300)).Finality.Passes);
    }

    [Fact]
    public void February_InWhichTheyBecomeFinal_NeedsNoAccrualAnyMore()
    {
        var final = Late("a", "8") with { Lifecycle = CostLifecycle.Final };
        var (finality, open) = FebruaryOf(JanuaryOf(OfAws), [], [.. OfAws, final], Reversal);
        Assert.True(finality.Passes);
        Assert.Equal((0, 0), (open.Preliminary.Count, open.Accruals.Count));
    }

    [Fact]
    public void February_InWhichAPartBecomesFinal_AsksForTheRest()
    {
        CostRecord[] two = [.. OfAws, Preliminary("b", "1")];
        var accrual = Some.Entry("E", Some.Line("6400", 813), Some.Line("2100", -813));
        var final = Late("a", "8") with { Lifecycle = CostLifecycle.Final };
        var reversal = Reversal with { Lines = [Some.Line("6400", -813), Some.Line("2100", 813)] };
        var (finality, open) = FebruaryOf(JanuaryOf(two, accrual), ["AWS"], [.. OfAws, final], reversal, Again(100));
        Assert.True(finality.Passes);
        Assert.Equal("1", open.Preliminary.Single().Effective.ToString());
        Assert.Equal(100, open.Accruals.Single().AmountMinor);
    }

    [Fact]
    public void February_WithACostOfItsOwnBesides_IsAccruedByOneEntry()
    {
        CostRecord[] restated = [.. OfAws, Late("a", "8") with { Lifecycle = CostLifecycle.Preliminary }];
        Assert.False(FebruaryOf(JanuaryOf(OfAws), ["AWS"], restated, Reversal, Again(88)).Finality.Passes);
        var (finality, open) = FebruaryOf(JanuaryOf(OfAws), ["AWS"], restated, Reversal, Again(713 + 88));
        Assert.True(finality.Passes);
        Assert.Equal("8", open.Preliminary.Single().Effective.ToString());
        Assert.Equal(801, open.Accruals.Single().AmountMinor);
    }

    [Fact]
    public void Accrual_OfTwoProviders_IsAskedForTogether()
    {
        CostRecord[] both = [.. OfAws, Preliminary("z", "2", "Azure")];
        var accrual = Some.Entry("E", Some.Line("6400", 913), Some.Line("2100", -913));
        var january = JanuaryOf(both, accrual, "AWS", "Azure");
        var reversal = Reversal with { Lines = [Some.Line("6400", -913), Some.Line("2100", 913)] };
        var found = Assert.Single(FebruaryOf(january, [], [], reversal).Finality.Findings);
        Assert.Contains("of AWS, Azure", found.Text, StringComparison.Ordinal);
        Assert.Contains("9.13 USD", found.Text, StringComparison.Ordinal);
        var (finality, open) = FebruaryOf(january, ["AWS", "Azure"], [], reversal, Again(913));
        Assert.True(finality.Passes);
        Assert.Equal(["AWS", "Azure"], open.Accruals.Single().Providers);
    }

    [Fact]
    public void Accrual_OfAnotherProvider_ThatStands_IsNoConcernOfTheOne()
    {
        var azure = new OpenAccrual(Some.EntryId("Z"), ["Azure"], Some.Account("6400"), Some.Usd, 5_000);
        var january = JanuaryOf(OfAws);
        january = january with
        {
            Accruals = [.. january.Accruals, azure],
            Preliminary = [.. january.Preliminary, new("Azure", Some.Usd, Amount("50"), Amount("50"))],
        };
        Assert.Contains("accrue 7.13 USD", FebruaryOf(january, [], [], Reversal).Finality.Findings.Single().Text);
    }

    [Theory]
    [InlineData("""{"accruals":[],"preliminary":[],"x":1}""")]
    [InlineData("""{"accruals":[]}""")]
    [InlineData(
        """{"accruals":[],"preliminary":[{"currency":"USD","effective":"1.0","gross":"1","provider":"AWS"}]}"""
    )]
    [InlineData(
        """
            {"accruals":[],"preliminary":[{"currency":"USD","effective":"1","gross":"1","provider":"AWS"},
            {"currency":"USD","effective":"2","gross":"1","provider":"AWS"}]}
            """
    )]
    public void OpenCosts_ThatAreNone_AreAFault(string text) =>
        Assert.Equal("OPEN_COSTS_INVALID", OpenCosts.FromBytes(Encoding.UTF8.GetBytes(text)).Fault.Code);

    [Theory]
    [InlineData("12345678901234567.5", true)]
    [InlineData("-0.00000000000000000001", true)]
    [InlineData("123456789012345678", false)]
    [InlineData("1.50", false)]
    [InlineData("01", false)]
    [InlineData("-0", false)]
    [InlineData("", false)]
    [InlineData("1.000000000000000000001", false)]
    public void Sum_AsItIsWritten_IsReadAndNothingElse(string text, bool isOne) =>
        Assert.Equal(isOne, ExactDecimal.ParseSum(text).IsOk);

    private static Entry Reversal =>
        Some.Entry("E-R", Some.Line("6400", -713), Some.Line("2100", 713)) with
        {
            Reverses = Some.EntryId("E"),
        };

    private static Entry Again(long minor) => Some.Entry("F", Some.Line("6400", minor), Some.Line("2100", -minor));

    private static OpenCosts JanuaryOf(CostRecord[] records, Entry? accrual = null, params string[] providers)
    {
        var names = providers.Length == 0 ? ["AWS"] : providers;
        var accrued = new AccruedCosts([.. names.Select(name => new CostAccrual(name, Some.EntryId("E")))]);
        accrued.Add(EntryCodec.Encode(accrual ?? Accrual));
        var view = View(January, records);
        var finality = CostFinality.Of(view, Mapped, accrued);
        Assert.True(finality.Passes);
        return OpenCosts.None.After(view, finality, accrued).Value;
    }

    private static (CostFinality Finality, OpenCosts Open) FebruaryOf(
        OpenCosts prior,
        string[] named,
        CostRecord[] records,
        params Entry[] journal
    )
    {
        var accrued = new AccruedCosts(
            [.. named.Select(name => new CostAccrual(name, Some.EntryId("F")))],
            prior.Accruals
        );
        foreach (var entry in journal)
            accrued.Add(EntryCodec.Encode(entry));
        var view = records.Length == 0 ? CostView.Nothing : View(February, records);
        var finality = CostFinality.Of(view, Mapped, accrued, prior);
        return (finality, prior.After(view, finality, accrued).Value);
    }

    private static CostRecord Preliminary(string id, string billed, string provider = "AWS") =>
        Record(id, billed, provider: provider) with
        {
            Lifecycle = CostLifecycle.Preliminary,
        };

    private static CostRecord Late(string id, string billed) =>
        Record(id, billed, batch: 2) with
        {
            TakenInto = new(2026, 2),
        };
}

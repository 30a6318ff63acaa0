using Bookseal.Books.Accounts;
using Bookseal.Books.Adjustments;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Adjustments;

public sealed class AdjustmentTests
{
    private static readonly PeriodCode January = new(2026, 1);

    private static readonly ChartOfAccounts Chart = ChartOfAccounts
        .Of([
            new(Code("1000"), "Bank", AccountType.Asset, ["cash"]),
            new(Code("2000"), "Payables", AccountType.Liability, ["control:AP"]),
            new(Code("1400"), "Prepaid", AccountType.Asset, []),
            new(Code("2300"), "Accrued", AccountType.Liability, []),
            new(Code("3000"), "Stock", AccountType.Equity, []),
            new(Code("4000"), "Sales", AccountType.Revenue, []),
            new(Code("6000"), "Wages", AccountType.Expense, []),
            new(Code("6110"), "Power", AccountType.Expense, []),
        ])
        .Value;

    [Theory]
    [InlineData("accrual", "6110", "2300", true)]
    [InlineData("accrual", "1400", "4000", true)]
    [InlineData("accrual", "2300", "6110", false)]
    [InlineData("accrual", "4000", "2300", false)]
    [InlineData("accrual", "6110", "3000", false)]
    [InlineData("accrual", "6110", "1000", false)]
    [InlineData("accrual", "6110", "2000", false)]
    [InlineData("accrual", "6110", "6000", false)]
    [InlineData("deferral", "1400", "6110", true)]
    [InlineData("deferral", "4000", "2300", true)]
    [InlineData("deferral", "6110", "2300", false)]
    [InlineData("deferral", "1400", "2300", false)]
    [InlineData("reclass", "6110", "6000", true)]
    [InlineData("reclass", "4000", "6000", true)]
    [InlineData("reclass", "1400", "3000", true)]
    [InlineData("reclass", "1400", "6000", false)]
    [InlineData("reclass", "6000", "6000", false)]
    public void ToEntry_OfAccountsThatFitTheTypeOrNot_IsMadeOrRefused(
        string type,
        string debit,
        string credit,
        bool fits
    )
    {
        var made = Of(type, debit, credit).ToEntry(Chart, January, Some.Poster);
        Assert.Equal(fits ? null : Adjustment.ShapeInvalid, made.IsOk ? null : made.Fault.Code);
        if (!made.TryGet(out var posted, out _))
            return;
        Assert.Empty(posted.Entry.Imbalances);
        Assert.Equal((EntryKind.Adjusting, type == "accrual"), (posted.Entry.Kind, posted.Entry.AutoReverse));
        Assert.Equal(
            [(debit, 500L), (credit, -500L)],
            posted.Entry.Lines.Select(line => (line.Account.ToString(), line.NetMinor))
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void ToEntry_OfNoAmountOrANegativeOne_IsRefused(long amountMinor)
    {
        var adjustment = Of("accrual", "6110", "2300") with { Amount = new(amountMinor, Some.Usd) };
        Assert.Equal(Adjustment.ShapeInvalid, adjustment.ToEntry(Chart, January, Some.Poster).Fault.Code);
    }

    [Theory]
    [InlineData("9999", "2300")]
    [InlineData("6110", "9999")]
    public void ToEntry_OfAnAccountThatTheChartLacks_IsRefused(string debit, string credit) =>
        Assert.Equal("ACCOUNT_UNKNOWN", Of("accrual", debit, credit).ToEntry(Chart, January, Some.Poster).Fault.Code);

    /// <summary>What is said twice is meant once; whatever differs in it is another one.</summary>
    [Fact]
    public void ToEntry_OfTheSameSaidTwice_HasTheSameKeyAndId()
    {
        var one = Of("accrual", "6110", "2300");
        Adjustment[] others =
        [
            one with
            {
                Debit = Code("6000"),
            },
            one with
            {
                Amount = new(501, Some.Usd),
            },
            one with
            {
                Date = new(2026, 1, 30),
            },
            one with
            {
                Description = "Power?",
            },
            one with
            {
                Job = "J1",
            },
            one with
            {
                Key = "again",
            },
        ];
        var made = Made(one, January);
        Assert.Equal(
            (made.Key, made.Entry.Id),
            (Made(one with { }, January).Key, Made(one with { }, January).Entry.Id)
        );
        var keys = others.Select(other => Made(other, January)).Append(Made(one, January.Next)).ToList();
        Assert.Equal(others.Length + 1, keys.Select(other => other.Key).Distinct().Count());
        Assert.Equal(
            others.Length + 1,
            keys.Select(other => other.Entry.Id).Append(made.Entry.Id).Distinct().Count() - 1
        );
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(false, false)]
    public void ToEntry_OfAnAccrual_IsReversedUnlessSaidOtherwise(bool? said, bool isReversed) =>
        Assert.Equal(
            isReversed,
            Made(Of("accrual", "6110", "2300") with { AutoReverse = said }, January).Entry.AutoReverse
        );

    private static AdjustmentEntry Made(Adjustment adjustment, PeriodCode period) =>
        adjustment.ToEntry(Chart, period, Some.Poster).Value;

    private static Adjustment Of(string type, string debit, string credit) =>
        new(
            AdjustmentTypes.Parse(type).Value,
            Code(debit),
            Code(credit),
            new(500, Some.Usd),
            new(2026, 1, 31),
            "Power, January"
        );

    private static AccountCode Code(string code) => AccountCode.Parse(code).Value;
}

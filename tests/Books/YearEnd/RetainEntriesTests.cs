using Bookseal.Books.Ledger;
using Bookseal.Books.Tests.Statements;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.YearEnd;

public sealed class RetainEntriesTests
{
    private static readonly DateOnly LastDay = new(2026, 12, 31);

    private static readonly YearEndRules Rules = new(
        Month.Chart,
        Some.Account("3200"),
        new FiscalCalendar(12),
        new(2026, 1, 1)
    );

    private static readonly BalanceList Result = Some.Balances(("4000", Some.Usd, -80), ("6000", Some.Usd, 30));

    [Fact]
    public void Find_AnEntryThatZeroesAllOfTheResult_IsFound() =>
        AssertFound(["C"], Entry("C", Some.Line("4000", 80), Some.Line("6000", -30), Some.Line("3200", -50)));

    [Fact]
    public void Find_SeveralThatTogetherZeroWhatTheyTouch_AreFound() =>
        AssertFound(
            ["C1", "C2", "C3"],
            Entry("C1", Some.Line("4000", 50), Some.Line("3200", -50)),
            Entry("C2", Some.Line("4000", 30), Some.Line("3200", -30)),
            Entry("C3", Some.Line("3200", 30), Some.Line("6000", -30))
        );

    [Fact]
    public void Find_OneThatLeavesAnAccountAlone_IsFound() =>
        AssertFound(["C"], Entry("C", Some.Line("4000", 80), Some.Line("3200", -80)));

    [Fact]
    public void Find_ACorrectionOfEarlierYearsBesideTheClosing_StaysEveryday() =>
        AssertFound(
            ["C"],
            Entry("E", Some.Line("6000", 5), Some.Line("3200", -5)),
            Entry("C", Some.Line("4000", 80), Some.Line("6000", -35), Some.Line("3200", -45))
        );

    [Fact]
    public void Find_OneCurrencyOfTwo_IsFoundByItsOwnBalances()
    {
        var euros = Result.Plus(Some.Balances(("4000", Some.Eur, -7)));
        var entry = Entry("C", Some.Line("4000", 7, Some.Eur), Some.Line("3200", -7, Some.Eur));
        Assert.Equal([entry.Key], RetainEntries.Find(Rules, [entry], euros));
        Assert.Null(RetainEntries.Refuse(Rules, [entry], euros));
    }

    [Theory]
    [InlineData("2026-12-30")]
    [InlineData("2027-01-01")]
    [InlineData("2026-11-30")]
    public void MayBe_AnotherDay_IsNone(string date) =>
        Assert.False(
            Rules.MayBe(
                Entry("C", Some.Line("4000", 80), Some.Line("3200", -80)) with
                {
                    Date = Dates.Parse(date).Value,
                }
            )
        );

    [Fact]
    public void MayBe_BeforeTheBooksStart_IsNone() =>
        Assert.False(
            (Rules with { BooksStart = new(2027, 1, 1) }).MayBe(
                Entry("C", Some.Line("4000", 80), Some.Line("3200", -80))
            )
        );

    [Theory]
    [InlineData("1010")]
    [InlineData("2000")]
    public void MayBe_WithALineOfAnAssetOrLiability_IsNone(string account) =>
        Assert.False(Rules.MayBe(Entry("C", Some.Line("4000", 80), Some.Line("3200", -70), Some.Line(account, -10))));

    [Theory]
    [InlineData(79, "-1.00")] // leaves one
    [InlineData(81, "1.00")] // takes one too many
    public void Refuse_OneThatLeavesSome_SaysWhere(int amount, string left)
    {
        var entry = Entry("C", Some.Line("4000", amount * 100), Some.Line("3200", -amount * 100));
        var books = Some.Balances(("4000", Some.Usd, -8_000));
        var fault = RetainEntries.Refuse(Rules, [entry], books)!;
        Assert.Equal("RETAIN_ENTRY_DIFFERS", fault.Code);
        Assert.Contains($"leaves {left} USD in 4000", fault.Message, StringComparison.Ordinal);
        Assert.Empty(RetainEntries.Find(Rules, [entry], books));
    }

    [Fact]
    public void Refuse_AnEverydayCorrectionAgainstRetainedEarnings_DoesNot() =>
        Assert.Null(RetainEntries.Refuse(Rules, [Entry("E", Some.Line("6000", 5), Some.Line("3200", -5))], Result));

    [Fact]
    public void Refuse_AllOfTheResultIntoOtherEquity_NamesTheAccount()
    {
        var entry = Entry("C", Some.Line("4000", 80), Some.Line("6000", -30), Some.Line("3000", -50));
        var fault = RetainEntries.Refuse(Rules, [entry], Result)!;
        Assert.Equal("RESULT_CLOSED_ELSEWHERE", fault.Code);
        Assert.Contains("3000, which is not 3200", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuse_OneExpenseThatTheOwnerTakesOver_DoesNot() =>
        Assert.Null(RetainEntries.Refuse(Rules, [Entry("E", Some.Line("3000", 30), Some.Line("6000", -30))], Result));

    [Fact]
    public void Find_AnyYearsOwnClosingEntries_AreFoundAndLeaveNothingToClose() =>
        Property.Holds(
            Months.Ordinary.Select(month => month with { Period = new(2026, 12) }),
            month =>
            {
                var others = BalanceList.Of(
                    month.Books.TrialBalance.Closing.Balances.Where(balance => Rules.IsResult(balance.Account))
                );
                List<Entry> candidates =
                [
                    .. ClosingEntries
                        .Of(month.Books, RunId.Of(Some.Tenant, month.Period, 1))
                        .Select(entry => entry with { Kind = EntryKind.Standard })
                        // A result of nothing has no line of retained earnings.
                        .Where(entry => entry.Lines.Any(line => line.Account == Rules.RetainedEarnings)),
                ];
                return RetainEntries.Find(Rules, candidates, others).Count == candidates.Count
                    && RetainEntries.Refuse(Rules, candidates, others) is null;
            }
        );

    private static void AssertFound(string[] ids, params Entry[] entries)
    {
        Assert.All(entries, entry => Assert.True(Rules.MayBe(entry)));
        Assert.Equal(ids, RetainEntries.Find(Rules, entries, Result).Select(id => $"{id}").Order());
        Assert.Null(RetainEntries.Refuse(Rules, entries, Result));
    }

    private static Entry Entry(string id, params EntryLine[] lines) => Some.Entry(id, lines) with { Date = LastDay };
}

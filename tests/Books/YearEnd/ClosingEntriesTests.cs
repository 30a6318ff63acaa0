using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Tests.Guards;
using Bookseal.Books.Tests.Statements;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.YearEnd;

public sealed class ClosingEntriesTests
{
    private static readonly PeriodCode December = new(2026, 12);
    private static readonly RunId Run = RunId.Of(Some.Tenant, December, 1);

    private static readonly Gen<Month> Years = Months.Any.Select(month => month with { Period = December });

    [Fact]
    public void Posted_InAnyBooks_ZeroEveryResultAccountAndLeaveNothingToClose() =>
        Property.Holds(
            Years,
            month =>
            {
                var after = Post(month);
                return after.Books.TrialBalance.Rows.Where(IsResult).All(row => row.ClosingMinor == 0)
                    && ClosingEntries.Of(after.Books, Run).Count == 0;
            }
        );

    [Fact]
    public void Posted_InAnyBooks_MoveTheResultIntoRetainedEarningsAndTouchNothingElse() =>
        Property.Holds(
            Years,
            month =>
            {
                var (before, after) = (month.Books.TrialBalance, Post(month).Books.TrialBalance);
                var moved = after.Closing.Minus(before.Closing).Balances;
                return moved.All(change => IsResult(change.Account) || change.Account == Some.Account("3200"))
                    && before
                        .Rows.GroupBy(row => row.Currency)
                        .All(group =>
                            moved
                                .Where(change => change.Currency == group.Key && change.Account == Some.Account("3200"))
                                .Aggregate((Int128)0, (sum, change) => sum + change.BalanceMinor)
                            == group.Where(IsResult).Aggregate((Int128)0, (sum, row) => sum + row.ClosingMinor)
                        );
            }
        );

    [Fact]
    public void Of_AnyBooks_AreBalancedEntriesOfTheLastDayByBookseal() =>
        Property.Holds(
            Years,
            month =>
            {
                var entries = ClosingEntries.Of(month.Books, Run);
                return entries.All(entry =>
                        entry.Imbalances.Count == 0
                        && entry.Kind == EntryKind.Closing
                        && entry.Date == new DateOnly(2026, 12, 31)
                        && entry.PostedBy == PersonId.System
                        && EntryCodec.Decode(EntryCodec.Encode(entry)).IsOk
                        && entry.Lines.Select(line => line.Currency).Distinct().Count() == 1
                    )
                    && entries.Select(entry => entry.Id).Distinct().Count() == entries.Count
                    && entries
                        .SelectMany(EntryCodec.Encode)
                        .SequenceEqual(ClosingEntries.Of(month.Books, Run).SelectMany(EntryCodec.Encode));
            }
        );

    [Fact]
    public void Of_TwoCurrencies_IsOneEntryForEach()
    {
        var month = new Month(
            Some.Balances(
                ("4000", Some.Usd, -90),
                ("6000", Some.Usd, 30),
                ("1010", Some.Usd, 60),
                ("4000", Some.Eur, -7),
                ("3000", Some.Eur, 7)
            ),
            [],
            null
        )
        {
            Period = December,
        };
        var entries = ClosingEntries.Of(month.Books, Run);
        Assert.Equal(["closing-2026-12-1", "closing-2026-12-2"], entries.Select(entry => $"{entry.Id}"));
        Assert.Equal([("4000", 7), ("3200", -7)], entries[0].Lines.Select(Read));
        Assert.Equal([("4000", 90), ("6000", -30), ("3200", -60)], entries[1].Lines.Select(Read));
    }

    [Fact]
    public void Of_AResultOfZero_HasNoLineForRetainedEarnings()
    {
        var month = new Month(Some.Balances(("4000", Some.Usd, -30), ("6000", Some.Usd, 30)), [], null)
        {
            Period = December,
        };
        Assert.Equal(
            [("4000", 30), ("6000", -30)],
            Assert.Single(ClosingEntries.Of(month.Books, Run)).Lines.Select(Read)
        );
    }

    [Fact]
    public void Of_AfterMorePostings_IsOnlyTheDifference()
    {
        var closed = Post(
            new Month(Some.Balances(("4000", Some.Usd, -90), ("1010", Some.Usd, 90)), [], null) { Period = December }
        );
        var amended = closed with
        {
            Entries = [.. closed.Entries, Some.Entry("LATE", Some.Line("6000", 25), Some.Line("1010", -25))],
        };
        var again = RunId.Of(Some.Tenant, December, 2);
        var entry = Assert.Single(ClosingEntries.Of(amended.Books, again));
        Assert.Equal([("6000", -25), ("3200", 25)], entry.Lines.Select(Read));
        Assert.Equal(("closing-2026-12-1", "closing-2026-12-2"), ($"{closed.Entries[0].Id}", $"{entry.Id}"));
    }

    [Fact]
    public void Of_ATotalBeyondOneLine_TakesSeveralLines()
    {
        Int128 large = (Int128)Limits.SafeInteger * 2 + 5;
        var openings = BalanceList.Of([
            new(Some.Account("4000"), Some.Usd, -large),
            new(Some.Account("3000"), Some.Usd, large),
        ]);
        var month = new Month(openings, [], null) { Period = December };
        var entry = Assert.Single(ClosingEntries.Of(month.Books, Run));
        Assert.Equal(
            (3, 3),
            (entry.Lines.Count(line => line.DebitMinor > 0), entry.Lines.Count(line => line.CreditMinor > 0))
        );
        Assert.Empty(ClosingEntries.Of(Post(month).Books, Run));
        Assert.True(EntryCodec.Decode(EntryCodec.Encode(entry)).IsOk);
    }

    [Fact]
    public void Of_AThousandAccountsWithTheLongestNames_IsSeveralEntriesWithinTheLimits()
    {
        var codes = Enumerable.Range(0, 1_000).Select(number => $"{number:D4}{new string('\u20ac', 124)}").ToList();
        var chart = Some.Chart([
            ("3200", AccountType.Equity, ""),
            .. codes.Select(code => (code, AccountType.Expense, "")),
        ]);
        var openings = BalanceList.Of([
            new(Some.Account("3200"), Some.Usd, -1_000),
            .. codes.Select(code => new Balance(Some.Account(code), Some.Usd, 1)),
        ]);
        var books = BooksUnderTest.YearEnd with { Chart = chart, Openings = openings, Entries = [], Items = [] };
        var entries = ClosingEntries.Of(books.Books, Run);
        Assert.Equal([401, 401, 201], entries.Select(entry => entry.Lines.Count));
        Assert.All(entries, entry => Assert.True(EntryCodec.Decode(EntryCodec.Encode(entry)).IsOk));
        Assert.Equal(3, entries.Select(entry => entry.Id).Distinct().Count());
        Assert.Empty(ClosingEntries.Of((books with { Entries = entries }).Books, Run));
    }

    [Fact]
    public void Of_AnAdjustmentPeriod_IsDatedItsOneDay()
    {
        var month = new Month(
            BalanceList.Empty,
            [Some.Entry("AUD", Some.Line("6000", 5), Some.Line("1010", -5)) with { Date = new(2026, 12, 31) }],
            null
        )
        {
            Period = PeriodCode.AdjustmentOf(2026),
        };
        var entry = Assert.Single(ClosingEntries.Of(month.Books, Run));
        Assert.Equal(
            (new DateOnly(2026, 12, 31), "Close revenue and expense of fiscal year 2026 into retained earnings"),
            (entry.Date, entry.Description)
        );
    }

    private static Month Post(Month month) =>
        month with
        {
            Entries = [.. month.Entries, .. ClosingEntries.Of(month.Books, Run)],
        };

    private static (string, int) Read(EntryLine line) => ($"{line.Account}", (int)line.NetMinor);

    private static bool IsResult(TrialBalanceRow row) => IsResult(row.Account);

    private static bool IsResult(AccountCode account) => Month.Chart.Find(account)!.IsResult;
}

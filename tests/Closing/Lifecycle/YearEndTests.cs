using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Tests.Runs;
using Bookseal.Evidence.Json;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

public sealed class YearEndTests : IDisposable
{
    private const string Locking = "\"lock_year_end\":true";
    private readonly YearWorld _world = new();

    [Fact]
    public async Task Close_OfAYearsLastMonth_ZeroesRevenueAndExpenseIntoRetainedEarnings()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        var run = await _world.CloseAsync(YearBooks.February);

        Assert.Equal("essential-year-end/1", run.Template.Name);
        var books = await _world.BooksAsync(YearBooks.February);
        Assert.All(
            books.TrialBalance.Rows.Where(row => row.Account.ToString() is "4000" or "6000"),
            row => Assert.Equal(0, row.ClosingMinor)
        );
        // 120 sold, 100 rent
        Assert.Equal(-2_000, books.TrialBalance.Rows.Single(row => row.Account.ToString() == "3200").ClosingMinor);
        var closing = Assert.Single(
            await _world.EntriesAsync(YearBooks.February),
            entry => entry.Kind == EntryKind.Closing
        );
        Assert.Equal((run.Id, 4), (closing.Run!.Value, closing.Task!.Value));
        Assert.Equal(
            "1",
            (await _world.CertificateAsync(run))["counts"] is JsonObject counts
                ? counts["closing_entries"]!.ToString()
                : ""
        );
    }

    [Fact]
    public async Task Close_OfTheMonthAfterAYearsEnd_StartsTheYearAtZero()
    {
        await _world.ImportAsync(YearBooks.Read(moreRows: YearBooks.Rent("JE-4", "2026-03-02", "70.00")));
        foreach (var period in (Books.Values.PeriodCode[])[YearBooks.January, YearBooks.February, YearBooks.March])
            await _world.CloseAsync(period);

        var income = Assert.Single(Books.Statements.IncomeStatement.Of(await _world.BooksAsync(YearBooks.March)));
        Assert.Equal(-7_000, income.NetIncome.YearToDateMinor);
    }

    [Fact]
    public async Task Close_AfterACancelledRunThatPostedClosingEntries_PostsOnlyTheDifference()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        var services = _world.Services;
        await services.Host.BeginAsync(YearBooks.February, AdjustingDesk.Bookkeeper, default);
        await services.Host.DriveAsync(
            YearBooks.February,
            new PreparersDesk(),
            new Progress<Closing.Driving.CloseProgress>(),
            default
        );
        Assert.True(
            (
                await services.Runs.ExecuteAsync(
                    YearBooks.February,
                    new Books.Runs.CancelRun(AdjustingDesk.Controller, "more to post"),
                    default
                )
            ).IsOk
        );
        await services.Host.DriveAsync(
            YearBooks.February,
            new NobodyDesk(),
            new Progress<Closing.Driving.CloseProgress>(),
            default
        );
        Assert.True((await _world.PostAsync(YearBooks.February, YearBooks.Entry("JE-7", new(2026, 2, 10), 300))).IsOk);

        await _world.CloseAsync(YearBooks.February);

        var closing = (await _world.EntriesAsync(YearBooks.February))
            .Where(entry => entry.Kind == EntryKind.Closing)
            .ToList();
        Assert.Equal(2, closing.Count);
        Assert.Equal(300, closing[1].Lines.Sum(line => line.CreditMinor));
    }

    [Fact]
    public async Task Close_WithAPolicyThatLocksYears_LocksAndRefusesForGood()
    {
        await _world.ImportAsync(YearBooks.Read(Locking + ",\"reopen\":\"approver\""));
        await _world.CloseAsync(YearBooks.January);
        Assert.Equal(PeriodStatus.Closed, (await _world.LoadAsync(YearBooks.January)).PeriodStatus);
        Assert.Equal(PeriodStatus.Locked, (await _world.CloseAsync(YearBooks.February)).PeriodStatus);
        Assert.Equal(
            "PERIOD_LOCKED",
            (await _world.PostAsync(YearBooks.February, YearBooks.Entry("JE-8", new(2026, 2, 10)))).Fault.Code
        );
        Assert.Equal("PERIOD_LOCKED", (await _world.ReopenAsync(YearBooks.February)).Fault.Code);
        Assert.True((await _world.Services.Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task Lock_ByHand_NeedsAnApproverAndAYearsEnd()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        Assert.Equal("LOCK_NOT_ALLOWED", (await LockAsync(YearBooks.January, AdjustingDesk.Controller)).Fault.Code);
        await _world.CloseAsync(YearBooks.February);
        Assert.Equal(
            "CLOSE_AUTHORITY_DENIED",
            (await LockAsync(YearBooks.February, AdjustingDesk.Bookkeeper)).Fault.Code
        );
        Assert.Equal(
            PeriodStatus.Locked,
            (await LockAsync(YearBooks.February, AdjustingDesk.Controller)).Value.PeriodStatus
        );
        Assert.True((await LockAsync(YearBooks.February, AdjustingDesk.Controller)).IsOk);
    }

    [Fact]
    public async Task Close_InAdjustmentPeriodAfterLaterMonths_RestatesTheNextOpenings()
    {
        await _world.ImportAsync(YearBooks.Read(moreRows: YearBooks.Rent("JE-4", "2026-03-02", "70.00")));
        foreach (var period in (Books.Values.PeriodCode[])[YearBooks.January, YearBooks.February, YearBooks.March])
            await _world.CloseAsync(period);
        Assert.True(
            (
                await _world.PostAsync(
                    YearBooks.Adjustments,
                    YearBooks.Entry("AUD-1", new(2026, 2, 28), 500, EntryKind.Adjusting)
                )
            ).IsOk
        );
        var adjusted = await _world.CloseAsync(YearBooks.Adjustments);
        Assert.Equal("\"2026-02-28\"", (await _world.CertificateAsync(adjusted))["period_start"]!.ToString());

        var april = await _world.CloseAsync(YearBooks.April);

        Assert.Equal(YearBooks.Adjustments, april.Restatement!.Adjustment);
        var (before, after) = (
            (await _world.BooksAsync(YearBooks.March)).TrialBalance.Closing,
            (await _world.BooksAsync(YearBooks.April)).Openings
        );
        Assert.Equal(
            [("1000", -500), ("3200", 500)],
            after.Minus(before).Balances.Select(balance => (balance.Account.ToString(), (int)balance.BalanceMinor))
        );
    }

    [Fact]
    public async Task Close_OfAnAdjustmentPeriod_ShowsItsYearAndIsComparedWithByTheNextMonth()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        await _world.CloseAsync(YearBooks.February);
        var year = NetIncome(await _world.BooksAsync(YearBooks.February));
        Assert.True(
            (
                await _world.PostAsync(
                    YearBooks.Adjustments,
                    YearBooks.Entry("AUD-1", new(2026, 2, 28), 500, EntryKind.Adjusting)
                )
            ).IsOk
        );

        await _world.CloseAsync(YearBooks.Adjustments);
        await _world.CloseAsync(YearBooks.March);

        Assert.Equal(
            new(-500, year.YearToDateMinor - 500, year.PeriodMinor),
            NetIncome(await _world.BooksAsync(YearBooks.Adjustments))
        );
        var march = NetIncome(await _world.BooksAsync(YearBooks.March));
        Assert.Equal((0, year.PeriodMinor - 500), (march.YearToDateMinor, march.PriorMinor!.Value));
        Assert.Equal("closing-2026-02-1", await ClosingIdAsync(YearBooks.February));
        Assert.Equal("closing-2026-13-1", await ClosingIdAsync(YearBooks.Adjustments));
    }

    [Fact]
    public async Task Close_InAdjustmentPeriodBeforeTheNextMonth_IsTakenInByThatMonthAndByNoOther()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        await _world.CloseAsync(YearBooks.February);
        Assert.True(
            (
                await _world.PostAsync(
                    YearBooks.Adjustments,
                    YearBooks.Entry("AUD-1", new(2026, 2, 28), 500, EntryKind.Adjusting)
                )
            ).IsOk
        );
        await _world.CloseAsync(YearBooks.Adjustments);

        Assert.NotNull((await _world.CloseAsync(YearBooks.March)).Restatement);
        Assert.Null((await _world.CloseAsync(YearBooks.April)).Restatement);
        Assert.Equal(
            (await _world.BooksAsync(YearBooks.Adjustments)).TrialBalance.Closing.ToBytes(),
            (await _world.BooksAsync(YearBooks.March)).Openings.ToBytes()
        );
    }

    [Fact]
    public async Task Close_OfAnAdjustmentPeriodBeforeItsYearsLastMonth_IsBlocked()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        var services = _world.Services;
        Assert.True((await services.Host.BeginAsync(YearBooks.Adjustments, AdjustingDesk.Bookkeeper, default)).IsOk);
        var run = (
            await services.Host.DriveAsync(
                YearBooks.Adjustments,
                new TeamDesk(),
                new Progress<Closing.Driving.CloseProgress>(),
                default
            )
        ).Value;
        Assert.Equal((RunStatus.Blocked, "PRIOR_PERIOD_CLOSED"), (run.Status, run.FailedGuards!.Failed.Single()));
    }

    public void Dispose() => _world.Dispose();

    private static Books.Statements.StatementAmounts NetIncome(Books.Periods.PeriodBooks books) =>
        Assert.Single(Books.Statements.IncomeStatement.Of(books)).NetIncome;

    private async Task<string> ClosingIdAsync(Books.Values.PeriodCode period) =>
        (await _world.EntriesAsync(period)).Single(entry => entry.Kind == EntryKind.Closing).Id.ToString();

    private Task<Evidence.Result<CloseRun>> LockAsync(Books.Values.PeriodCode period, Actor actor) =>
        _world.Services.Runs.ExecuteAsync(period, new Books.Runs.LockPeriod(actor), default);
}

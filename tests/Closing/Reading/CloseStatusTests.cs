using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Tests.Auditing;
using Bookseal.Evidence.Json;
using Bookseal.TestHost;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Reading;

public sealed class CloseStatusTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryWorld _temporary = new();
    private CloseRun _closed = null!;

    private CloseServices Services => _temporary.World.Open();

    public async Task InitializeAsync() => _closed = await WholeMonth.RunAsync(Services, default);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Status_OrchestratedClose_SaysWhenByWhomAndWithWhichHash()
    {
        var status = (await Services.CloseStatuses.ReadAsync(SmallBooks.January, default)).Value;
        Assert.Equal("CLOSED", status.StateText);
        Assert.Equal(
            (new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)),
            (status.Period.FirstDay, status.Period.LastDay)
        );
        var closed = status.Closed!;
        Assert.Equal((SmallBooks.Controller, _closed.Package!.CloseHash), (closed.ClosedBy, closed.CloseHash));
        Assert.Equal((World.Now, World.Now), (closed.ClosedAt, closed.RequestedAt));
        Assert.Null(closed.Reason);
    }

    [Fact]
    public async Task Status_PeriodThatNothingHappenedTo_IsOpen()
    {
        var status = (await Services.CloseStatuses.ReadAsync(SmallBooks.January.Next, default)).Value;
        Assert.Equal(("OPEN", null), (status.StateText, status.Closed));
    }

    [Fact]
    public async Task Status_UnderAClose_IsClosing()
    {
        var services = _temporary.World.Open(clock: new FixedClock(World.Now.AddMonths(1)));
        Assert.True((await services.Host.BeginAsync(SmallBooks.January.Next, AdjustingDesk.Bookkeeper, default)).IsOk);
        var status = (await services.CloseStatuses.ReadAsync(SmallBooks.January.Next, default)).Value;
        Assert.Equal(("CLOSING", null), (status.StateText, status.Closed));
    }

    [Theory]
    [InlineData("\"evolver\":2,", "\"evolver\":1,")]
    [InlineData("\"evolver\":2,", "")]
    public async Task Status_RowOfAnOlderRelease_IsReadFromTheChain(string from, string to)
    {
        var expected = (await Services.CloseStatuses.ReadAsync(SmallBooks.January, default)).Value.Closed;
        new StoredChain(_temporary.World.Root).Change(rows =>
        {
            var row = JsonText.ParseObject(System.Text.Encoding.UTF8.GetBytes(rows["run-2026-01"])).Value;
            var dropped = to.Length == 0 ? "last_sequence" : "";
            var older = JsonObject.Of(row.Members.Where(pair => pair.Key != "closed" && pair.Key != dropped));
            rows["run-2026-01"] = older.ToString().Replace(from, to, StringComparison.Ordinal);
        });
        Assert.Equal(expected, (await Services.CloseStatuses.ReadAsync(SmallBooks.January, default)).Value.Closed);
        Assert.True((await Services.Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task Status_RowEdited_IsFoundByWhoLoadsTheRunAndByTheAudit()
    {
        new StoredChain(_temporary.World.Root).Change(rows =>
            rows["run-2026-01"] = rows["run-2026-01"]
                .Replace("\"by\":\"imani\"", "\"by\":\"nora\"", StringComparison.Ordinal)
        );
        await Assert.ThrowsAsync<Bookseal.Storage.Audit.ChainRefusedException>(() =>
            Services.Runs.LoadAsync(SmallBooks.January, default)
        );
        Assert.False((await Services.Audit.VerifyAsync(default)).IsGood);
    }

    [Theory]
    [InlineData("2025-12")]
    [InlineData("2025-13")]
    [InlineData("2027-03")]
    [InlineData("2027-13")]
    [InlineData("9998-12")]
    public async Task Status_PeriodThatTheCompanyDoesNotHave_IsNotFound(string code)
    {
        var period = PeriodCode.Parse(code).Value;
        Assert.Equal(CompanyPeriods.NotFound, (await Services.CloseStatuses.ReadAsync(period, default)).Fault!.Code);
    }

    [Theory]
    [InlineData("2026-01")]
    [InlineData("2026-13")]
    [InlineData("2027-02")]
    public async Task Periods_ByIdOrByCode_AreTheSame(string code)
    {
        var period = PeriodCode.Parse(code).Value;
        var periods = Services.Periods;
        var byId = await periods.FindAsync(PeriodId.Of(SmallBooks.Tenant, period).ToString(), default);
        Assert.Equal(period, byId.Value.Period);
        Assert.Equal(byId.Value, (await periods.FindAsync(code, default)).Value);
    }

    [Theory]
    [InlineData("2026-1")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("")]
    public async Task Periods_UnknownId_IsNotFound(string id) =>
        Assert.Equal(CompanyPeriods.NotFound, (await Services.Periods.FindAsync(id, default)).Fault!.Code);

    [Fact]
    public async Task Periods_All_AreInOrderWithTheYearsAdjustmentsAfterItsLastMonth()
    {
        var all = (await Services.Periods.AllAsync(default)).Value.Select(known => known.Period.ToString()).ToList();
        Assert.Equal(("2026-01", "2027-02"), (all[0], all[^1]));
        Assert.Equal(["2026-12", "2026-13", "2027-01"], all.SkipWhile(code => code != "2026-12").Take(3));
    }
}

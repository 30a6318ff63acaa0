using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Costs;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Import.Focus;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Costs;

/// <summary>An import of costs that is taken back.</summary>
public sealed class CostWithdrawalTests : IDisposable
{
    private readonly TemporaryWorld _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Withdrawn_CountsNoMore_AndTheSameFilesMayComeAgain()
    {
        var services = await CostBooks.WithBooksAsync(_temporary.World);
        await CostBooks.AddAsync(services, First);
        await CostBooks.AddAsync(services, Second);
        var id = await IdAsync(services, 1);
        var done = (await WithdrawAsync(services, id)).Value;
        Assert.Equal((1, false), (done.Batch.Records, done.WasKnown));
        Assert.Equal("1.5", Assert.Single(await CostBooks.RecordsAsync(services)).Split(' ')[1]);
        Assert.True((await WithdrawAsync(services, id)).Value.WasKnown);
        await AssertWholeAsync(services);

        Assert.False((await CostBooks.AddAsync(services, Second)).IsKnown);
        Assert.Equal(2, (await CostBooks.RecordsAsync(services)).Count);
        // Said a second time the first withdrawal takes no correction back.
        Assert.Equal("COST_BATCH_IMPORTED_AGAIN", (await WithdrawAsync(services, id)).Fault.Code);
        Assert.False((await WithdrawAsync(services, id, isAgain: true)).Value.WasKnown);
        await AssertWholeAsync(services);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Withdraw_WithoutAReason_IsRefused(string reason)
    {
        var services = await CostBooks.WithBooksAsync(_temporary.World);
        await CostBooks.AddAsync(services, First);
        var id = await IdAsync(services, 0);
        var refused = await services.CostWithdrawal.WithdrawAsync(
            id,
            reason,
            AdjustingDesk.Bookkeeper,
            isAgain: false,
            default
        );
        Assert.Equal(Refusal.ReasonInvalid, refused.Fault.Code);
    }

    [Fact]
    public async Task Withdrawn_TheOnlyOne_LeavesAListOfNothing()
    {
        var services = await CostBooks.WithBooksAsync(_temporary.World);
        await CostBooks.AddAsync(services, First);
        Assert.True((await WithdrawAsync(services, await IdAsync(services, 0))).IsOk);
        Assert.Empty(await CostBooks.RecordsAsync(services));
        await AssertWholeAsync(services);
    }

    [Fact]
    public async Task Withdraw_OfWhatIsNotThere_OrByAnAuditor_IsRefused()
    {
        var services = await CostBooks.WithBooksAsync(_temporary.World);
        Assert.Equal("COST_BATCH_NOT_FOUND", (await WithdrawAsync(services, "none")).Fault.Code);
        await CostBooks.AddAsync(services, First);
        var auditor = AdjustingDesk.Bookkeeper with { Role = Role.Auditor };
        var refused = await services.CostWithdrawal.WithdrawAsync(
            await IdAsync(services, 0),
            "wrong",
            auditor,
            isAgain: false,
            default
        );
        Assert.Equal(Refusal.AuthorityDenied, refused.Fault.Code);
    }

    [Fact]
    public async Task Withdraw_WhileItsMonthIsClosed_IsRefused_AndAnotherMonthsIsNot()
    {
        var services = await CostBooks.WithBooksAsync(_temporary.World);
        await CostBooks.AddAsync(services, First);
        await CostBooks.AddAsync(services, Second);
        var (january, february) = (await IdAsync(services, 0), await IdAsync(services, 1));
        Assert.True((await services.Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk);
        Assert.Equal("PERIOD_CLOSING", (await WithdrawAsync(services, january)).Fault.Code);
        Assert.True((await WithdrawAsync(services, february)).IsOk);
        await AssertWholeAsync(services);
    }

    /// <summary>A close that begins between the look and the commit is seen.</summary>
    [Fact]
    public async Task Withdraw_WhileAClosesBegins_IsRefused()
    {
        var services = await CostBooks.WithBooksAsync(_temporary.World);
        await CostBooks.AddAsync(services, First);
        var begun = false;
        var plan = new FaultPlan(0, FaultMode.CrashBefore)
        {
            Pause = async () =>
            {
                if (begun)
                    return;
                begun = true;
                Assert.True((await services.Host.BeginAsync(SmallBooks.January, Actor.Agent, default)).IsOk);
            },
        };
        var refused = await WithdrawAsync(_temporary.World.Open(plan), await IdAsync(services, 0));
        Assert.Equal("PERIOD_CLOSING", refused.Fault.Code);
        Assert.Single(await CostBooks.RecordsAsync(services));
    }

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Withdraw_FaultAtAnyWrite_IsAllOrNothingAndGoesOn(FaultMode mode)
    {
        for (var write = 1; ; write++)
        {
            using var temporary = new TemporaryWorld();
            var services = await CostBooks.WithBooksAsync(temporary.World);
            await CostBooks.AddAsync(services, First);
            await CostBooks.AddAsync(services, Second);
            var (id, plan) = (await IdAsync(services, 0), new FaultPlan(write, mode));
            try
            {
                await WithdrawAsync(temporary.World.Open(plan), id);
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException) { }

            if (!plan.HasStruck)
            {
                Assert.True(write > 2, $"{write} writes"); // the list, the chain
                return;
            }

            Assert.True((await WithdrawAsync(temporary.World.Open(), id)).IsOk);
            Assert.Single(await CostBooks.RecordsAsync(temporary.World.Open()));
            await AssertWholeAsync(temporary.World.Open());
        }
    }

    private static CostRequest First => CostBooks.Final(CostBooks.Row("2026-01-05", "1.5"));

    private static CostRequest Second => CostBooks.Final(CostBooks.Row("2026-02-05", "2.5"));

    private static Task<Result<WithdrawnCosts>> WithdrawAsync(
        CloseServices services,
        string id,
        bool isAgain = false
    ) => services.CostWithdrawal.WithdrawAsync(id, "the wrong file", AdjustingDesk.Bookkeeper, isAgain, default);

    private static async Task<string> IdAsync(CloseServices services, int at) =>
        (await services.Workspace.ReadCostsAsync(default)).Batches[at].Ids[0];

    private static async Task AssertWholeAsync(CloseServices services)
    {
        var audit = await services.Audit.VerifyAsync(default);
        Assert.True(audit.IsGood, audit.ToJson().ToString());
        Assert.Empty(await services.Audit.RebuildAsync(default));
    }
}

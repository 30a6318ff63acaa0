using Bookseal.Books.Audit;
using Bookseal.Books.Banking;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Matching;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Matching;

public sealed class MatchServiceTests
{
    private static readonly MatchRequest AcceptAll = new([], true, [], null);

    [Fact]
    public async Task Proposal_Accepted_ClosesTheMonth_AndLaterDecisionsDoNotReachIt()
    {
        using var world = new YearWorld();
        await world.ImportAsync(BankBooks.Read());
        var accepted = await DecideAsync(world.Services, AcceptAll);
        var run = await world.CloseAsync(SmallBooks.January);
        var sealedBank = run.Bank!;

        var refused = await TryAsync(world.Services, new([], false, [$"{accepted.Matched[0]}"], null), isJanuary: true);
        Assert.Equal("PERIOD_CLOSED", refused.Fault.Code);
        await DecideAsync(world.Services, new([], false, [$"{accepted.Matched[0]}"], null)); // for February
        await world.AssertVerifiesAsync(run);
        Assert.Equal(sealedBank, (await world.Services.Runs.LoadAsync(SmallBooks.January, default)).Run.Bank);
        Assert.Contains("bank_match_proposed", Categories(await ViewAsync(world.Services)));
    }

    [Fact]
    public async Task Close_OfAMonthWithProposals_IsBlockedUntilSomebodyDecides()
    {
        using var world = new YearWorld();
        await world.ImportAsync(BankBooks.Read());
        Assert.Equal(["bank_match_proposed"], Categories(await ViewAsync(world.Services)));
        await DecideAsync(world.Services, AcceptAll);
        Assert.Empty(Categories(await ViewAsync(world.Services)));
    }

    [Fact]
    public async Task Decision_MadeAgain_AddsNothingToBankOrChain()
    {
        using var world = new YearWorld();
        await world.ImportAsync(BankBooks.Read());
        var first = await DecideAsync(world.Services, AcceptAll);
        var events = await EventsAsync(world.Services);
        var again = await DecideAsync(world.Services, new([$"{first.Matched[0]}"[..6]], true, [], null));
        Assert.Equal((1, 0, 0), (first.Matched.Count, again.Matched.Count, again.Undone.Count));
        Assert.Equal(events, await EventsAsync(world.Services));
    }

    [Theory]
    [InlineData("item")]
    [InlineData("sum")]
    [InlineData("match")]
    public async Task Decision_ThatCannotBe_IsRefusedAndLeavesNoTrace(string what)
    {
        using var world = new YearWorld();
        await world.ImportAsync(BankBooks.Read());
        var (request, code) = what switch
        {
            "item" => (ByHand(["GARAGE"], ["STANDING ORDER"]), "BANK_LINE_UNKNOWN"),
            "sum" => (ByHand(["HALL"], ["STANDING ORDER"]), "BANK_MATCH_UNEQUAL"),
            _ => (new MatchRequest([], false, ["0123456789ab"], null), "BANK_MATCH_UNKNOWN"),
        };
        Assert.Equal(code, (await TryAsync(world.Services, request)).Fault.Code);
        Assert.DoesNotContain("bank_match_intended/1", await EventsAsync(world.Services));
    }

    [Fact]
    public async Task Decision_ThatDiesAtAnyWrite_IsFinishedByTheNext()
    {
        foreach (var mode in (FaultMode[])[FaultMode.CrashBefore, FaultMode.CrashAfter])
            for (var write = 1; ; write++)
            {
                using var temporary = new TemporaryWorld();
                var services = temporary.World.Open();
                Assert.True(
                    (await services.Importer.ImportAsync(BankBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk
                );
                var plan = new FaultPlan(write, mode);
                try
                {
                    await DecideAsync(temporary.World.Open(plan), AcceptAll);
                }
                catch (SimulatedCrashException) { }

                if (!plan.HasStruck)
                {
                    Assert.True(write > 3); // staged, announced, appended, recorded
                    break;
                }

                await DecideAsync(temporary.World.Open(), AcceptAll);
                Assert.Empty(Categories(await ViewAsync(temporary.World.Open())));
                var events = await EventsAsync(temporary.World.Open());
                Assert.Equal(
                    (1, 1),
                    (
                        events.Count(type => type == "bank_match_intended/1"),
                        events.Count(type => type == "bank_match/1")
                    )
                );
                Assert.Single((await ViewAsync(temporary.World.Open())).Bank.Decisions);
            }
    }

    private static MatchRequest ByHand(string[] items, string[] transactions) =>
        new([], false, [], new HandMatch(items, transactions, false));

    private static async Task<Result<MatchOutcome>> TryAsync(
        CloseServices services,
        MatchRequest request,
        bool isJanuary = false
    )
    {
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        return await services.Matches.DecideAsync(
            isJanuary ? SmallBooks.January : null,
            request,
            AdjustingDesk.Bookkeeper,
            master,
            default
        );
    }

    private static async Task<MatchOutcome> DecideAsync(CloseServices services, MatchRequest request) =>
        await TryAsync(services, request) is { IsOk: true } decided
            ? decided.Value
            : throw new InvalidOperationException("the decision was refused");

    private static async Task<MatchView> ViewAsync(CloseServices services) =>
        (
            await services.Matches.ReadAsync(
                null,
                (await services.Workspace.ReadMasterDataAsync(default)).Value,
                default
            )
        ).Value;

    private static IEnumerable<string> Categories(MatchView view) =>
        view.Bank.Exceptions.Select(exception => exception.Category);

    private static async Task<List<string>> EventsAsync(CloseServices services)
    {
        var types = new List<string>();
        await foreach (var (_, bytes) in services.Workspace.Audit.ReadStoredAsync(SmallBooks.Tenant, default))
            types.Add(AuditEntry.Decode(bytes.Span).Value.Type);
        return types;
    }
}

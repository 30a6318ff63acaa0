using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Access;
using Bookseal.Closing.Hosting;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Journals;
using Bookseal.TestHost;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Health;

public sealed class CloseValidationTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryWorld _temporary = new();

    private CloseServices Services => _temporary.World.Open();

    public async Task InitializeAsync() =>
        Assert.True((await Services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _temporary.Dispose();

    private static async Task<IReadOnlyList<CloseIssue>> IssuesAsync(CloseServices services, PeriodCode period) =>
        (await services.CloseValidation.RunAsync(period, default)).Value.Issues;

    [Fact]
    public async Task Validate_GoodBooks_CanCloseAndChangesNothing()
    {
        var before = (await Services.Workspace.ReadHeadAsync(default)).Head.Size;
        var validated = (await Services.CloseValidation.RunAsync(SmallBooks.January, default)).Value;
        Assert.True(validated.CanClose);
        Assert.Equal(World.Now, validated.At);
        Assert.Equal(before, (await Services.Workspace.ReadHeadAsync(default)).Head.Size);
    }

    [Fact]
    public async Task Validate_UnbalancedEntries_CountsThemFirst()
    {
        await PlantAsync("BAD-1", "BAD-2");
        var issues = await IssuesAsync(Services, SmallBooks.January);
        Assert.Equal(CloseIssue.Unbalanced, issues[0].Code);
        Assert.Equal("""{"unbalanced_count":2}""", issues[0].Metadata.ToString());
        Assert.Contains(issues, issue => issue.Code == GuardCode.TrialBalanceBalanced);
    }

    [Fact]
    public async Task Validate_Again_ReadsTheBooksOnceUntilSomethingComesToThem()
    {
        var services = Services;
        var many = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => IssuesAsync(services, SmallBooks.January)))
        );
        Assert.All(many, issues => Assert.Same(many[0], issues)); // the very list that one of them made
        await PlantAsync("BAD-1");
        Assert.Equal(CloseIssue.Unbalanced, (await IssuesAsync(services, SmallBooks.January))[0].Code);
    }

    /// <summary>Whatever it was found from, one after the other, changed by another process.</summary>
    [Theory]
    [InlineData("the journal")]
    [InlineData("subledgers")]
    [InlineData("the bank's statements")]
    [InlineData("the chain")]
    [InlineData("master data")]
    [InlineData("half a move")]
    [InlineData("the day")]
    public async Task Validate_AfterAnInputChanged_IsFoundAnew(string input)
    {
        var clock = new MovingClock();
        var services = _temporary.World.Open(clock: clock);
        var kept = await IssuesAsync(services, SmallBooks.January);
        Assert.Same(kept, await IssuesAsync(services, SmallBooks.January));
        if (input == "the day")
            clock.Now += TimeSpan.FromDays(1);
        else
            await ChangeAsync(input);
        var anew = await IssuesAsync(services, SmallBooks.January);
        Assert.NotSame(kept, anew);
        Assert.Same(anew, await IssuesAsync(services, SmallBooks.January));
    }

    private async Task ChangeAsync(string input)
    {
        var (workspace, tenant) = (Services.Workspace, SmallBooks.Tenant);
        switch (input)
        {
            case "the journal":
                await PlantAsync("BAD-1");
                break;
            case "subledgers":
                var items = await workspace.Subledgers.ReadItemsAsync(tenant, SubledgerName.Parse("AR").Value, default);
                var another = items[0] with { Reference = "INV-9" };
                await workspace.Subledgers.AppendMissingAsync(tenant, another.Subledger, [another], default);
                break;
            case "the bank's statements":
                await workspace.Bank.AppendMissingAsync(tenant, ["{}"u8.ToArray()], default);
                break;
            case "the chain":
                var request = new TokenRequest(Role.Auditor, TimeSpan.FromDays(1), SmallBooks.Controller, []);
                Assert.True((await Services.Tokens.CreateAsync(request, AdjustingDesk.Controller, default)).IsOk);
                break;
            case "master data":
                var more = new Dictionary<string, string> { [BooksFiles.Accounts] = "6100,Heating,expense," };
                var books = SmallBooks.ReadAs(tenant, more: more);
                Assert.True((await Services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default)).IsOk);
                break;
            default:
                await MoveHalfAsync(workspace);
                break;
        }
    }

    /// <summary>February has its part: nothing of January itself is another.</summary>
    private static async Task MoveHalfAsync(Workspace workspace)
    {
        var entry = SmallBooks.Entry("MOVED-1");
        MovePart[] parts = [new(SmallBooks.January, [entry]), new(SmallBooks.January.Next, [entry])];
        var move = new StagedMove(Guid.NewGuid(), parts);
        Assert.Null(await workspace.StagedMoves.BeginAsync(SmallBooks.Tenant, move, default));
        var february = workspace.Journals.Poster(SmallBooks.Tenant, SmallBooks.January.Next);
        Assert.True((await february.PostAsync(new(parts[1].Key, parts[1].Entries, move.Id), default)).IsOk);
    }

    [Fact]
    public async Task Validate_SubledgerItemThatComes_IsSeen()
    {
        var services = Services;
        Assert.Empty(await IssuesAsync(services, SmallBooks.January));
        var more = SmallBooks.Files.ToDictionary();
        more[BooksFiles.Subledgers] =
        [
            .. more[BooksFiles.Subledgers],
            .. "AR,CUST-2,INV-2,2026-01-06,2026-02-04,debit,1.00,USD,,Sale\n"u8,
        ];
        var books = BooksReader.Read(more, SmallBooks.Bookkeeper, new ImportFaults())!;
        Assert.True((await services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default)).IsOk);
        Assert.Equal(
            [GuardCode.AllSubledgersClosed],
            (await IssuesAsync(services, SmallBooks.January)).Select(issue => issue.Code)
        );
    }

    [Fact]
    public async Task Validate_PeriodThatHasNotEndedAfterAnOpenOne_SaysBoth() =>
        Assert.Equal(
            [Refusal.PeriodNotEnded, GuardCode.PriorPeriodClosed],
            (await IssuesAsync(Services, SmallBooks.January.Next)).Select(issue => issue.Code)
        );

    [Fact]
    public async Task Validate_ClosedPeriod_IsAlreadyClosed()
    {
        await WholeMonth.RunAsync(Services, default);
        Assert.Equal(Refusal.PeriodClosed, Assert.Single(await IssuesAsync(Services, SmallBooks.January)).Code);
    }

    [Fact]
    public async Task Validate_UnderARun_IsInProgress()
    {
        Assert.True((await Services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default)).IsOk);
        Assert.Equal(Refusal.RunInProgress, Assert.Single(await IssuesAsync(Services, SmallBooks.January)).Code);
    }

    private sealed class MovingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = World.Now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>Past the product, which posts nothing that does not balance.</summary>
    private async Task PlantAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            var entry = SmallBooks.Entry(id);
            var posted = await Services
                .Workspace.Journals.Poster(SmallBooks.Tenant, SmallBooks.January)
                .PostAsync(new(id, [entry with { Lines = [entry.Lines[0]] }], null), default);
            Assert.True(posted.IsOk);
        }
    }
}

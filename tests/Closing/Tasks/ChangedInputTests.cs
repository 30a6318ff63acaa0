using Bookseal.Books.Company;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Tests.Faults;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Tasks;

/// <summary>What changes under a close: assets, the checklist, what a person may do, and what a note is on.</summary>
public sealed class ChangedInputTests : IDisposable
{
    private const int Review = 17;
    private readonly TemporaryWorld _temporary = new();

    [Fact]
    public async Task Review_OfDraftsWhoseAssetsChanged_WaitsForDepreciationAndOtherDrafts()
    {
        var services = _temporary.World.Open();
        var waiting = await CloseAsync(services, ChecklistBooks.Read(), new TwoPeopleDesk(until: Review));
        var draft = waiting.Tasks[15].Evidence;
        Good(await services.Importer.ImportAsync(ChecklistBooks.Read(cost: "240.00"), Bookkeeper, default));
        var early = await services.Tasks.CompleteAsync(SmallBooks.January, Controller, Review, default);
        Assert.Equal(Refusal.TaskNotReady, early.Fault.Code);
        var again = await DriveAsync(services, new TwoPeopleDesk(until: Review));
        Assert.Equal(
            [12, 15, 16],
            again.OpenTasks.Where(open => open.Value.Voided > 0).Select(open => open.Key).Order()
        );
        Assert.NotEqual(draft, again.Tasks[15].Evidence);
        var done = await DriveAsync(services, new TwoPeopleDesk());
        Assert.Equal((RunStatus.Certified, 20_00L), (done.Status, await DepreciatedAsync(services)));
        var bag = services.Workspace.Proofs.Bag(new ProofLocation(done.Tenant, done.Period, done.Proof!.ProofId));
        var report = await ProofVerifier.VerifyAsync(bag, null, default);
        Assert.True(report.IsValid, report.ToJson().ToString());
    }

    [Fact]
    public async Task Checklist_ChangedDuringARun_IsTheNextOnes()
    {
        var services = _temporary.World.Open();
        await CloseAsync(services, ChecklistBooks.Read(), new TwoPeopleDesk(until: Review));
        const string more = """{"tasks":[{"number":22,"name":"Count the petty cash","phase":1}]}""";
        Good(await services.Importer.ImportAsync(ChecklistBooks.Read(checklist: more), Bookkeeper, default));
        var first = await DriveAsync(services, new TwoPeopleDesk(until: 20));
        Assert.Null(first.Template.Find(22));
        Good(await services.Runs.ExecuteAsync(first.Period, new CancelRun(Controller, "count the cash, too"), default));
        await DriveAsync(services, new NobodyAtTheDesk());
        var second = Good(await services.Host.BeginAsync(first.Period, Bookkeeper, default));
        Assert.NotNull(second.Template.Find(22));
    }

    [Theory]
    [InlineData("account 9999", "ACCOUNT_UNKNOWN")]
    [InlineData("entry NOPE", "ENTRY_NOT_FOUND")]
    [InlineData("task 99", "TASK_NOT_FOUND")]
    [InlineData("the rent", "NOTE_SUBJECT_INVALID")]
    [InlineData("account 1000", null)]
    [InlineData("entry JE-1", null)]
    public async Task Note_OnWhatIsNotThere_IsRefused(string on, string? code)
    {
        var services = _temporary.World.Open();
        await CloseAsync(services, ChecklistBooks.Read(), new TwoPeopleDesk(until: 6));
        var noted = await services.Tasks.NoteAsync(SmallBooks.January, Bookkeeper, on, "why?", default);
        Assert.Equal(code, noted.IsOk ? null : noted.Fault.Code);
        var notes = (await services.Runs.LoadAsync(SmallBooks.January, default)).Run.Notes;
        Assert.Equal(code is null ? 1 : 0, notes.Count);
    }

    /// <summary>A host takes away what the team gives; what it would give beyond the team is none.</summary>
    [Theory]
    [InlineData(Role.Reviewer, false)]
    [InlineData(Role.Approver, true)]
    public async Task Role_ThatAHostTakesAway_IsNotHad(Role most, bool isCancelled)
    {
        var services = _temporary.World.Open();
        var run = await CloseAsync(services, ChecklistBooks.Read(), new TwoPeopleDesk(until: 6));
        var bound = new RunStore(services.Workspace, new AtMost(most));
        var cancelled = await bound.ExecuteAsync(run.Period, new CancelRun(Controller, "not today"), default);
        Assert.Equal(isCancelled, cancelled.IsOk);
        if (!isCancelled)
            Assert.Equal(Refusal.AuthorityDenied, cancelled.Fault.Code);
        var byBookkeeper = await bound.ExecuteAsync(run.Period, new CancelRun(Bookkeeper, "not today"), default);
        Assert.False(byBookkeeper.IsOk);
    }

    public void Dispose() => _temporary.Dispose();

    private static Actor Bookkeeper => AdjustingDesk.Bookkeeper;

    private static Actor Controller => AdjustingDesk.Controller;

    private static async Task<CloseRun> CloseAsync(
        CloseServices services,
        Import.BooksDirectory.ImportedBooks books,
        ITaskAssignee desk
    )
    {
        Good(await services.Importer.ImportAsync(books, Bookkeeper, default));
        Good(await services.Host.BeginAsync(SmallBooks.January, Bookkeeper, default));
        return await DriveAsync(services, desk);
    }

    private static async Task<CloseRun> DriveAsync(CloseServices services, ITaskAssignee desk) =>
        Good(await services.Host.DriveAsync(SmallBooks.January, desk, new Progress<CloseProgress>(), default));

    private static async Task<long> DepreciatedAsync(CloseServices services)
    {
        var sum = 0L;
        await foreach (var entry in services.Workspace.ReadEntriesAsync(SmallBooks.January, default))
            sum += entry.Lines.Where(line => line.Account.ToString() == "6100").Sum(line => line.NetMinor);
        return sum;
    }

    private static T Good<T>(Evidence.Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());

    private sealed class AtMost(Role most) : IRoleResolver
    {
        public Task<Role> AtMostAsync(TenantId tenant, Actor actor, CancellationToken cancel) => Task.FromResult(most);
    }
}

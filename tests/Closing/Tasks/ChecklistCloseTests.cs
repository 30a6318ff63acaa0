using Bookseal.Books.Accounts;
using Bookseal.Books.Adjustments;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Faults;
using Bookseal.Evidence.Json;
using Bookseal.Storage.Proofs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Tasks;

public sealed class ChecklistCloseTests : IDisposable
{
    private readonly TemporaryWorld _temporary = new();

    [Fact]
    public async Task Close_OfACompanyOfTwo_DoesEveryTaskAndItsProofRecomputes()
    {
        var services = _temporary.World.Open();
        var run = await CloseAsync(services, new TwoPeopleDesk());
        Assert.Equal((RunStatus.Certified, 20), (run.Status, run.Tasks.Count));
        Assert.Equal([SmallBooks.Bookkeeper], run.Preparers);
        Assert.Equal([5, 14], run.Tasks.Values.Where(task => task.SkipReason is not null).Select(task => task.Number));
        var bag = services.Workspace.Proofs.Bag(new ProofLocation(run.Tenant, run.Period, run.Proof!.ProofId));
        var report = await ProofVerifier.VerifyAsync(bag, null, default);
        Assert.True(report.IsValid, report.ToJson().ToString());
        Assert.Contains(report.Checks, check => check is { Name: "sign-offs", Outcome: CheckOutcome.Verified });
        Assert.Contains(report.Checks, check => check is { Name: "task evidence", Outcome: CheckOutcome.Attested });
    }

    [Fact]
    public async Task Cancel_AfterDepreciation_PostsItOnce()
    {
        var services = _temporary.World.Open();
        var first = await CloseAsync(services, new TwoPeopleDesk(until: 17));
        Assert.Equal(1, await CountDepreciationAsync(services));
        Assert.True(first.IsDone(12));
        Good(
            await services.Runs.ExecuteAsync(
                first.Period,
                new CancelRun(AdjustingDesk.Controller, "an invoice is missing"),
                default
            )
        );
        await DriveAsync(services, new NobodyAtTheDesk());
        var second = await CloseAsync(services, new TwoPeopleDesk());
        Assert.Equal((RunStatus.Certified, 2), (second.Status, second.Attempt));
        Assert.Equal(1, await CountDepreciationAsync(services));
    }

    /// <summary>Depreciation, which the close posted before, was in what the reviewer saw.</summary>
    [Fact]
    public async Task Certificate_OfAMonthAdjustedAfterItsReview_ListsTheAdjustment()
    {
        var services = _temporary.World.Open();
        await CloseAsync(services, new TwoPeopleDesk(until: 18));
        var master = Good(await services.Workspace.ReadMasterDataAsync(default));
        var rent = new Adjustment(
            AdjustmentType.Reclass,
            AccountCode.Parse("6100").Value,
            AccountCode.Parse("6000").Value,
            new Money(5_00, Currency.Parse("USD").Value),
            new(2026, 1, 31),
            "Rent of the press"
        );
        var posted = Good(
            await services.Adjustments.PostAsync(SmallBooks.January, rent, AdjustingDesk.Bookkeeper, master, default)
        );
        var run = await DriveAsync(services, new TwoPeopleDesk());
        Assert.Equal(RunStatus.Certified, run.Status);
        var bag = services.Workspace.Proofs.Bag(new ProofLocation(run.Tenant, run.Period, run.Proof!.ProofId));
        await using var stream = (await bag.OpenAsync("data/close_certificate.json", default))!;
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        var review = (JsonObject)JsonText.ParseObject(bytes.ToArray()).Value["review"]!;
        var after = (JsonObject)review["adjustments_after"]!;
        var listed = (JsonObject)Assert.Single(((JsonArray)after["listed"]!).Items);
        Assert.Equal($"{posted.Entry.Id}", ((JsonString)listed["entry"]!).Value);
        Assert.Equal("[{\"amount_minor\":\"500\",\"currency\":\"USD\"}]", $"{listed["debits"]}");
        Assert.True((await ProofVerifier.VerifyAsync(bag, null, default)).IsValid);
    }

    [Fact]
    public async Task Guards_AnItemAfterTheReviewOfReceivables_VoidThatReviewAlone()
    {
        var services = _temporary.World.Open();
        var waiting = await CloseAsync(services, new TwoPeopleDesk(until: 13));
        Assert.True(waiting.IsDone(8));
        var later = ChecklistBooks.Read("AR,CUST-2,INV-9,2026-01-30,2026-02-28,debit,5.00,USD,,Late\n");
        Good(await services.Importer.ImportAsync(later, AdjustingDesk.Bookkeeper, default));
        var blocked = await DriveAsync(services, new TwoPeopleDesk());
        // Signed again; what stands in the books now does not reconcile, and that is for the guards to say.
        Assert.Equal((1, RunStatus.Blocked), (blocked.OpenTasks[8].Voided, blocked.Status));
        Assert.All(blocked.OpenTasks.Where(open => open.Key != 8), open => Assert.Equal(0, open.Value.Voided));
    }

    [Fact]
    public async Task Attach_AFile_IsInTheProofByItsDigest()
    {
        var services = _temporary.World.Open();
        await CloseAsync(services, new TwoPeopleDesk(until: 6));
        byte[] content = [0x25, 0x50, 0x44, 0x46, 0, 255];
        Good(
            await services.Tasks.AttachAsync(
                SmallBooks.January,
                AdjustingDesk.Bookkeeper,
                6,
                "statement.pdf",
                content,
                default
            )
        );
        Assert.Equal(
            "ATTACHMENT_NAME_INVALID",
            (
                await services.Tasks.AttachAsync(
                    SmallBooks.January,
                    AdjustingDesk.Bookkeeper,
                    6,
                    "../secret",
                    content,
                    default
                )
            )
                .Fault
                .Code
        );
        var run = await DriveAsync(services, new TwoPeopleDesk());
        var bag = services.Workspace.Proofs.Bag(new ProofLocation(run.Tenant, run.Period, run.Proof!.ProofId));
        var name = $"data/inputs/task_evidence/{Evidence.Digest.Of(content)}";
        await using var stored = (await bag.OpenAsync(name, default))!;
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy);
        Assert.Equal(content, copy.ToArray());
    }

    public void Dispose() => _temporary.Dispose();

    private static async Task<CloseRun> CloseAsync(CloseServices services, ITaskAssignee desk)
    {
        Good(await services.Importer.ImportAsync(ChecklistBooks.Read(), AdjustingDesk.Bookkeeper, default));
        Good(await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default));
        return await DriveAsync(services, desk);
    }

    private static async Task<CloseRun> DriveAsync(CloseServices services, ITaskAssignee desk) =>
        Good(await services.Host.DriveAsync(SmallBooks.January, desk, new Progress<CloseProgress>(), default));

    private static async Task<int> CountDepreciationAsync(CloseServices services)
    {
        var count = 0;
        await foreach (var entry in services.Workspace.ReadEntriesAsync(SmallBooks.January, default))
            count += entry.Lines.Any(line => line.Account.ToString() == "6100") ? 1 : 0;
        return count;
    }

    private static T Good<T>(Evidence.Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());
}

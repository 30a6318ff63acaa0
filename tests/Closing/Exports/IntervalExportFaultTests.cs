using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Reconciliation;
using Bookseal.Closing.Exports;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Matching;
using Bookseal.Evidence;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Exports;

public sealed class IntervalExportFaultTests
{
    private static readonly Interval January = new(new(2026, 1, 1), new(2026, 1, 31));

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Export_FaultAtAnyWrite_EndsAsOneSealedProof(FaultMode mode)
    {
        using var undisturbed = new TemporaryWorld();
        await ImportAsync(undisturbed.World);
        var expected = (await ExportAsync(undisturbed.World.Open())).Location.ProofId;
        for (var write = 1; ; write++)
        {
            using var temporary = new TemporaryWorld();
            await ImportAsync(temporary.World);
            var plan = new FaultPlan(write, mode);
            try
            {
                await ExportAsync(temporary.World.Open(plan));
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException) { }

            if (!plan.HasStruck)
            {
                Assert.True(write > 15, $"{write} writes"); // payload, announced, sealed file by file, recorded
                return;
            }

            var exported = await ExportAsync(temporary.World.Open());
            Assert.Equal(expected, exported.Location.ProofId);
            await AssertGoodAsync(temporary.World, exported, $"{mode} at write {write}");
        }
    }

    [Fact]
    public async Task Export_ByTwoAtOnce_IsOneProof()
    {
        using var temporary = new TemporaryWorld();
        await ImportAsync(temporary.World);
        var both = await Task.WhenAll(
            Task.Run(() => ExportAsync(temporary.World.Open())),
            Task.Run(() => ExportAsync(temporary.World.Open()))
        );
        Assert.Equal(both[0].Location.ProofId, both[1].Location.ProofId);
        await AssertGoodAsync(temporary.World, both[0], "two at once");
    }

    [Fact]
    public async Task Export_ThatStopped_IsFinishedByTheExportOfOtherBooks()
    {
        using var temporary = new TemporaryWorld();
        await ImportAsync(temporary.World);
        for (var write = 1; ; write++)
        {
            try
            {
                await ExportAsync(temporary.World.Open(new FaultPlan(write, FaultMode.CrashBefore)));
            }
            catch (SimulatedCrashException) { }

            if (await CountAsync(temporary.World.Open(), ExportIntended.TypeName) == 1)
                break;
        }

        Assert.Equal(0, await CountAsync(temporary.World.Open(), ExportIntended.SealedTypeName));
        var other = await ExportAsync(temporary.World.Open(), new(new(2026, 1, 1), new(2026, 1, 10)));
        Assert.Empty(other.Unfinished);
        Assert.Equal(2, await CountAsync(temporary.World.Open(), ExportIntended.SealedTypeName));
    }

    [Fact]
    public async Task Export_OfAPayloadThatWasEdited_SealsNothing()
    {
        using var temporary = new TemporaryWorld();
        await ImportAsync(temporary.World);
        var exported = await ExportAsync(temporary.World.Open());
        var file = Path.Combine(
            temporary.World.Root,
            "objects",
            exported.Location.Folder.ToString(),
            "data",
            "trial_balance.csv"
        );
        await File.AppendAllTextAsync(file, "x");
        var again = await TryExportAsync(temporary.World.Open(), January);
        Assert.Equal("PROOF_DAMAGED", again.Fault.Code);
    }

    private static async Task ImportAsync(World world) =>
        Assert.True(
            (await world.Open().Importer.ImportAsync(BankBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk
        );

    private static async Task<ExportedInterval> ExportAsync(CloseServices services, Interval? interval = null) =>
        await TryExportAsync(services, interval ?? January) is var done && done.IsOk
            ? done.Value
            : throw new InvalidOperationException(done.Fault.ToString());

    private static async Task<Result<ExportedInterval>> TryExportAsync(CloseServices services, Interval interval) =>
        await services.Exporter.ExportAsync(
            interval,
            ReconciliationRules.None,
            AdjustingDesk.Bookkeeper,
            (await services.Workspace.ReadMasterDataAsync(default)).Value,
            default
        );

    private static async Task AssertGoodAsync(World world, ExportedInterval exported, string what)
    {
        var services = world.Open();
        Assert.Equal(
            (1, 1),
            (
                await CountAsync(services, ExportIntended.TypeName),
                await CountAsync(services, ExportIntended.SealedTypeName)
            )
        );
        var found = await IntervalVerifier.VerifyAsync(services.Exporter.Bag(exported.Location), null, default);
        Assert.True(found.Report.IsValid, $"{what}: {found.Report.ToJson()}");
        var audit = await services.Audit.VerifyAsync(default);
        Assert.True(audit.IsGood, $"{what}: {audit.ToJson()}");
        Assert.Empty(await services.Audit.RebuildAsync(default));
    }

    private static async Task<int> CountAsync(CloseServices services, string type)
    {
        var count = 0;
        await foreach (var (_, bytes) in services.Workspace.Audit.ReadStoredAsync(SmallBooks.Tenant, default))
            count += Books.Audit.AuditEntry.Decode(bytes.Span).Value.Type == type ? 1 : 0;
        return count;
    }
}

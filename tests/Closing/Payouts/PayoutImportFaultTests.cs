using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Imports;
using Bookseal.Evidence;
using Bookseal.Import.Payouts;
using Bookseal.Storage;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Payouts;

/// <summary>
/// A provider's report that is taken in by a process that dies at any of its writes: the same file again, and each
/// payout stands once.
/// </summary>
public sealed class PayoutImportFaultTests
{
    private static readonly Currency Usd = Currency.Parse("USD").Value;

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Import_FaultAtAnyWrite_HasEachPayoutOnceAfterTheNext(FaultMode mode)
    {
        for (var write = 1; ; write++)
        {
            using var temporary = new TemporaryWorld();
            await ImportBooksAsync(temporary.World);
            await ImportAsync(temporary.World.Open(), Of("po_0", 500));
            var plan = new FaultPlan(write, mode);
            try
            {
                await ImportAsync(temporary.World.Open(plan), Report);
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException) { }

            if (!plan.HasStruck)
            {
                Assert.True(write > 2, $"{write} writes"); // the chain, the lines
                return;
            }

            await ImportAsync(temporary.World.Open(), Report);
            Assert.Equal(["po_0 500", "po_1 1000", "po_2 -200"], await LinesAsync(temporary.World.Open()));
            Assert.Equal(0, await ImportAsync(temporary.World.Open(), Report));
            // Who died between the chain and the lines has said it, and the next says it again.
            Assert.True(await CountEventsAsync(temporary.World.Open()) is 2 or 3);
            await AssertWholeAsync(temporary.World.Open());
        }
    }

    /// <summary>A correction, and the correction taken back: each is one more line, and the last counts.</summary>
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    public async Task Import_OfACorrectionThatIsTakenBack_FaultAtAnyWrite_AddsOneLine(FaultMode mode)
    {
        for (var write = 1; ; write++)
        {
            using var temporary = new TemporaryWorld();
            await ImportBooksAsync(temporary.World);
            await ImportAsync(temporary.World.Open(), Of("po_1", 1_000));
            await ImportAsync(temporary.World.Open(), Of("po_1", 900));
            var plan = new FaultPlan(write, mode);
            try
            {
                await ImportAsync(temporary.World.Open(plan), Of("po_1", 1_000));
            }
            catch (SimulatedCrashException) { }

            if (!plan.HasStruck)
                return;
            await ImportAsync(temporary.World.Open(), Of("po_1", 1_000));
            Assert.Equal(["po_1 1000", "po_1 900", "po_1 1000"], await LinesAsync(temporary.World.Open()));
            await AssertWholeAsync(temporary.World.Open());
        }
    }

    /// <summary>What stands behind such a line would not be seen, and would be appended once more.</summary>
    [Fact]
    public async Task Import_BehindALineThatIsTooLong_Stops()
    {
        using var temporary = new TemporaryWorld();
        await ImportBooksAsync(temporary.World);
        var services = temporary.World.Open();
        await ImportAsync(services, Of("po_1", 1_000));
        var path = ObjectPath.Of("payouts", SmallBooks.Tenant.ToString(), "00001.ndjson");
        var position = (await temporary.World.Objects.InfoAsync(path, default)).Value.Length;
        foreach (var block in new[] { new byte[Limits.LineBytes / 2], new byte[Limits.LineBytes / 2] })
            position = (await temporary.World.Objects.AppendAsync(path, position, block, null, default)).Value;

        var stopped = await Assert.ThrowsAsync<IOException>(() => ImportAsync(temporary.World.Open(), Report));
        Assert.Contains("LINE_TOO_LONG", stopped.Message, StringComparison.Ordinal);
    }

    private static PayoutFile Report { get; } = Of(("po_1", 1_000), ("po_2", -200));

    private static PayoutFile Of(string id, long netMinor) => Of((id, netMinor));

    private static PayoutFile Of(params (string Id, long NetMinor)[] payouts) =>
        new(
            "stripe",
            [
                .. payouts.Select(payout => new ProviderPayout(
                    "stripe",
                    payout.Id,
                    new(2026, 1, 20),
                    Usd,
                    payout.NetMinor + 30,
                    30,
                    payout.NetMinor
                )),
            ],
            0
        );

    private static async Task<int> ImportAsync(CloseServices services, PayoutFile file)
    {
        var sha256 = Digest.Of(Encoding.UTF8.GetBytes(string.Concat(file.Payouts)));
        return (await services.PayoutImports.ImportAsync(file, sha256, AdjustingDesk.Bookkeeper, default)).Value;
    }

    private static async Task ImportBooksAsync(World world) =>
        Assert.True(
            (await world.Open().Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk
        );

    private static async Task<List<string>> LinesAsync(CloseServices services)
    {
        var (store, lines) = (services.Workspace.Payouts, new List<string>());
        await using var stream = store.Read(SmallBooks.Tenant, await store.LengthAsync(SmallBooks.Tenant, default));
        await LineSplitter.ForEachAsync(
            stream,
            line =>
            {
                var payout = ProviderPayout.Decode(line).Value;
                lines.Add($"{payout.Id} {payout.NetMinor}");
            },
            default
        );
        return lines;
    }

    private static async Task<int> CountEventsAsync(CloseServices services)
    {
        var count = 0;
        await foreach (var (_, bytes) in services.Workspace.Audit.ReadStoredAsync(SmallBooks.Tenant, default))
            count += AuditEntry.Decode(bytes.Span).Value.Type == PayoutImporter.EventType ? 1 : 0;
        return count;
    }

    private static async Task AssertWholeAsync(CloseServices services)
    {
        var audit = await services.Audit.VerifyAsync(default);
        Assert.True(audit.IsGood, audit.ToJson().ToString());
        Assert.Empty(await services.Audit.RebuildAsync(default));
    }
}

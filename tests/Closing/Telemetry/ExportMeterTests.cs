using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Reconciliation;
using Bookseal.Closing.Telemetry;
using Bookseal.Evidence.Json;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Telemetry;

/// <summary>How long an export took, for who watches numbers and for who reads the log.</summary>
public sealed class ExportMeterTests : IDisposable
{
    private readonly TemporaryWorld _temporary = new();
    private readonly Listening _heard = new();

    public void Dispose()
    {
        _heard.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task Export_ItsDuration_IsMeasuredAndLoggedWithTheProof()
    {
        var log = new KeptLog();
        var services = _temporary.World.Open(log: log);
        await services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default);
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var exported = await services.Exporter.ExportAsync(
            new Interval(new(2026, 1, 1), new(2026, 1, 31)),
            ReconciliationRules.None,
            AdjustingDesk.Bookkeeper,
            master,
            default
        );
        var measured = _heard.Sum("exports.duration_ms");
        Assert.True(measured > 0);
        var line = Assert.Single(log.Lines, line => line.Event == "exports.duration_ms").ToJson(World.Now);
        Assert.Equal($"{exported.Value.Location.ProofId:D}", ((JsonString)line["correlation"]!).Value);
        Assert.Equal((long)measured, ((JsonNumber)line["duration_ms"]!).Value);
        Assert.Equal(SmallBooks.Tenant.ToString(), ((JsonString)line["tenant"]!).Value);
    }

    private sealed class KeptLog : IWorkLog
    {
        public List<LogLine> Lines { get; } = [];

        public void Write(LogLine line) => Lines.Add(line);
    }
}

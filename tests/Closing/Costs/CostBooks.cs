using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Closing.Costs;
using Bookseal.Closing.Hosting;
using Bookseal.Evidence;
using Bookseal.Import;
using Bookseal.Import.Focus;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Costs;

/// <summary>Costs of the small company, and what its store has of them.</summary>
internal static class CostBooks
{
    public const string Header =
        "ProviderName,BillingAccountId,ServiceName,ChargeCategory,ChargePeriodStart,BillingPeriodStart,"
        + "BilledCost,EffectiveCost,BillingCurrency,ResourceId\n";

    public static string Row(string day, string billed, string resource = "r-1") =>
        $"AWS,1234,Compute,Usage,{day},2026-01-01,{billed},{billed},USD,{resource}\n";

    public static CostRequest Final(params string[] rows) =>
        new([("costs.csv", SourceFile.Of(Encoding.UTF8.GetBytes(Header + string.Concat(rows))))])
        {
            Lifecycle = CostLifecycle.Final,
        };

    public static async Task<CloseServices> WithBooksAsync(World world)
    {
        var services = world.Open();
        var imported = await services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default);
        Assert.True(imported.IsOk, imported.ToString());
        return services;
    }

    public static async Task<Result<CostImportOutcome>> ImportAsync(
        CloseServices services,
        CostRequest request,
        bool isDryRun = false
    )
    {
        var faults = new ImportFaults();
        var profile = (await services.Workspace.ReadMasterDataAsync(default)).Value.Profile;
        var scan = request.Open(new KnownUnits(profile, []), faults)?.Scan(faults, null);
        Assert.Empty(faults.Faults);
        return await services.CostImporter.ImportAsync(scan!, AdjustingDesk.Bookkeeper, isDryRun, null, default);
    }

    public static async Task<CostImportOutcome> AddAsync(CloseServices services, CostRequest request)
    {
        var imported = await ImportAsync(services, request);
        return imported.IsOk ? imported.Value : throw new InvalidOperationException($"{imported.Fault}");
    }

    /// <summary>Every record that counts, as <c>day billed period batch</c>, sorted.</summary>
    public static async Task<List<string>> RecordsAsync(CloseServices services)
    {
        var records = new List<string>();
        foreach (var batch in (await services.Workspace.ReadCostsAsync(default)).Batches)
            await services.Workspace.Costs.ForEachLineAsync(
                SmallBooks.Tenant,
                batch,
                line =>
                {
                    var record = CostRecord.Decode(line).Value;
                    records.Add($"{Dates.Text(record.Day)} {record.Billed} {record.Period} {record.Batch}");
                },
                default
            );
        records.Sort(StringComparer.Ordinal);
        return records;
    }

    public static async Task<List<CostsImported>> EventsAsync(CloseServices services)
    {
        var events = new List<CostsImported>();
        await foreach (var (_, bytes) in services.Workspace.Audit.ReadStoredAsync(SmallBooks.Tenant, default))
            if (AuditEntry.Decode(bytes.Span).Value is { Type: CostsImported.TypeName } entry)
                events.Add(CostsImported.FromData(entry.Data).Value);
        return events;
    }
}

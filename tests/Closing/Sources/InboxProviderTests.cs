using System.Text;
using Bookseal.Books.Costs;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Sources;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Sources;
using Bookseal.Closing.Tests.Costs;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;
using static Bookseal.Closing.Tests.Sources.SyncedCompany;

namespace Bookseal.Closing.Tests.Sources;

/// <summary>An inbox takes what providers bill and pay out, as an import takes it.</summary>
public sealed class InboxProviderTests : IDisposable
{
    private const string Stripe =
        "automatic_payout_id,automatic_payout_effective_at,currency,gross,fee,net,reporting_category\n"
        + "po_1,2026-01-12,usd,250.00,7.55,242.45,charge\n";

    private const string Paypal =
        "Date,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Balance\n"
        + "1/2/2026,General Withdrawal,Completed,USD,-96.00,0.00,-96.00,T2,4.00\n";

    private const string Table = "Payout,Day,Currency,Net\nAD-1,2026-01-12,USD,242.45\n";

    private const string TableMapping = """
        {"provider":"adyen","columns":{"payout":"Payout","date":"Day","currency":"Currency","net":"Net"}}
        """;

    private static readonly string Costs = CostBooks.Header + CostBooks.Row("2026-01-05", "12.50");
    private readonly SyncedCompany _company = new();

    private static InboxSource Final => Drop with { Lifecycle = CostLifecycle.Final };

    [Fact]
    public async Task Sync_OfCostsAndPayouts_TakesThemOnceBesideTheBooks()
    {
        var services = await _company.ImportAsync(Final);
        _company.Put("a.focus.csv", Costs);
        _company.Put("b.stripe.csv", Stripe);
        _company.Put("c.csv", Header + Rows("POS-1"));
        var tried = await SyncAsync(services, SyncRequest.All with { IsDryRun = true });
        Assert.Equal([(1L, 0), (0, 1), (0, 0)], CountsOf(tried));
        Assert.Equal(("", ""), await StandAsync(services));

        var first = await SyncAsync(services);
        Assert.Null(first.Sources[0].Fault);
        Assert.Equal([(1L, 0), (0, 1), (0, 0)], CountsOf(first));
        Assert.Equal((3, 1), (first.Counts.Parts, first.Counts.Entries));
        var stand = await StandAsync(services);
        Assert.StartsWith("2026-01-05 12.5 2026-01 ", stand.Costs, StringComparison.Ordinal);
        Assert.Equal("po_1", stand.Payouts);
        Assert.Empty((await SyncAsync(_company.Open())).Sources[0].Parts);
        var anew = await SyncAsync(services, SyncRequest.All with { IsAnew = true });
        Assert.Equal([(0L, 0), (0, 0), (0, 0)], CountsOf(anew));
        Assert.Equal(stand, await StandAsync(services));
    }

    [Fact]
    public async Task Sync_OfCostsThatNobodyCallsFinal_WaitsAndKeepsNothingElseBack()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put("a.focus.csv", Costs);
        _company.Put("b.stripe.csv", Stripe.Replace("242.45", "x", StringComparison.Ordinal));
        _company.Put("c.csv", Header + Rows("POS-1"));
        var source = (await SyncAsync(services)).Sources[0];
        Assert.Equal(["LIFECYCLE_REQUIRED", "AMOUNT_INVALID", null], source.Parts.Select(part => part.Fault?.Code));
        Assert.StartsWith("b.stripe.csv:2:", source.Parts[1].Fault!.Where, StringComparison.Ordinal);

        await ImportAsync(services, Final);
        _company.Put("b.stripe.csv", Stripe);
        Assert.Equal([(1L, 0), (0, 1)], CountsOf(await SyncAsync(services)));
    }

    [Fact]
    public async Task Sync_OfATableOfPayouts_ReadsItByTheSourcesMapping()
    {
        var services = await _company.ImportAsync(Drop with { Format = SourceFormat.PayoutCsv, Mapping = "map.json" });
        _company.Put("a.csv", Table);
        Assert.Equal("MAPPING_MISSING", (await SyncAsync(services)).Sources[0].Fault!.Code);
        var mapping = Path.Combine(_company.Inbox.Parent!.FullName, "map.json");
        File.WriteAllText(mapping, """{"columns":{}}""");
        Assert.Equal("PAYOUT_MAPPING_INVALID", (await SyncAsync(services)).Sources[0].Fault!.Code);
        File.WriteAllText(mapping, TableMapping);
        Assert.Equal([(0L, 1)], CountsOf(await SyncAsync(services)));
        Assert.Equal("AD-1", (await StandAsync(services)).Payouts);
    }

    [Fact]
    public async Task Sync_OfATableOfCosts_ReadsItByTheSourcesMappingAndItsDates()
    {
        var source = Final with { Format = SourceFormat.CostCsv, Mapping = "map.json" };
        var services = await _company.ImportAsync(source);
        _company.Put("a.csv", "Vendor,Day,Cost\nHetzner,1/5/26,12.50\n");
        File.WriteAllText(
            Path.Combine(_company.Inbox.Parent!.FullName, "map.json"),
            """{"columns":{"provider":"Vendor","day":"Day","amount":"Cost"},"constants":{"currency":"USD"}}"""
        );
        Assert.Equal("DATE_AMBIGUOUS", (await SyncAsync(services)).Sources[0].Fault!.Code);
        await ImportAsync(services, source with { Dates = "mdy" });
        Assert.Equal([(1L, 0)], CountsOf(await SyncAsync(services)));
        Assert.StartsWith("2026-01-05 12.5 ", (await StandAsync(services)).Costs, StringComparison.Ordinal);
    }

    /// <summary>Nobody guesses which number is the month, and what is said later is heard.</summary>
    [Fact]
    public async Task Sync_OfPaypalDatesThatAreReadTwoWays_WaitsUntilTheyAreSaid()
    {
        var services = await _company.ImportAsync(Drop);
        _company.Put("a.paypal.csv", Paypal);
        var fault = (await SyncAsync(services)).Sources[0].Fault!;
        Assert.Equal("DATE_INVALID", fault.Code);
        Assert.Contains("say 'dates'", fault.Message, StringComparison.Ordinal);
        await ImportAsync(services, Drop with { Dates = "mdy" });
        Assert.Equal([(0L, 1)], CountsOf(await SyncAsync(services)));
        Assert.Equal("T2", (await StandAsync(services)).Payouts);
    }

    /// <summary>What else is said is never passed over; what was taken is not taken twice.</summary>
    [Fact]
    public async Task Sync_OfAFileOfWhichSomethingElseIsSaid_ReadsItAnewAndTakesNothingTwice()
    {
        var preliminary = Drop with { Lifecycle = CostLifecycle.Preliminary, Dates = "mdy" };
        var services = await _company.ImportAsync(preliminary);
        _company.Put("a.focus.csv", Costs);
        _company.Put("b.paypal.csv", Paypal);
        _company.Put("c.csv", Header + Rows("POS-1"));
        Assert.Equal([(1L, 0), (0, 1), (0, 0)], CountsOf(await SyncAsync(services)));
        var stand = await StandAsync(services);
        Assert.Empty((await SyncAsync(services)).Sources[0].Parts);

        await ImportAsync(services, Final with { Dates = "dmy" });
        var parts = (await SyncAsync(services)).Sources[0].Parts;
        Assert.Equal(
            [("a.focus.csv", "COST_BATCH_EXISTS"), ("b.paypal.csv", "PAYOUT_DIFFERS")],
            parts.Select(part => (part.Name, part.Fault?.Code))
        );
        Assert.Equal(stand, await StandAsync(services));

        Assert.Equal(2, (await SyncAsync(_company.Open())).Sources[0].Parts.Count);
        Assert.Equal(stand, await StandAsync(services));

        await ImportAsync(services, preliminary);
        Assert.Empty((await SyncAsync(services)).Sources[0].Parts);
        await ImportAsync(services, preliminary with { Dates = null, Lifecycle = CostLifecycle.Final });
        _company.Put("a.focus.csv", Costs.Replace("12.50", "13.50", StringComparison.Ordinal));
        Assert.Equal("DATE_INVALID", (await SyncAsync(services)).Sources[0].Parts[^1].Fault?.Code);
    }

    /// <summary>In a close they come in with its first task; costs of its month go to the next one.</summary>
    [Fact]
    public async Task Close_WithARequiredInbox_TakesCostsAndPayoutsIn()
    {
        var services = await _company.ImportAsync(Final with { IsRequired = true });
        _company.Put("a.focus.csv", Costs);
        _company.Put("b.stripe.csv", Stripe);
        Assert.True(Good(await CloseAsync(services, new NobodyAtTheDesk())).IsDone(1));
        var (costs, payouts) = await StandAsync(services);
        Assert.Contains(" 2026-02 ", costs, StringComparison.Ordinal);
        Assert.Equal("po_1", payouts);
    }

    /// <summary>Every write in every way that it can go wrong; then a new process syncs.</summary>
    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    [InlineData(FaultMode.AwayBefore)]
    public async Task Sync_FaultAtAnyWrite_EndsAsUndisturbed(FaultMode mode)
    {
        var counter = new FaultPlan(0, mode);
        await RunAsync(_company, counter);
        var stand = await StandAsync(_company.Open());
        Assert.Equal("po_1", stand.Payouts);
        for (var at = 1; at <= counter.Writes; at++)
        {
            using var company = new SyncedCompany(_company);
            var plan = new FaultPlan(at, mode);
            try
            {
                await RunAsync(company, plan);
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // The process is gone. Somebody starts another one.
            }

            Assert.True(plan.HasStruck, $"the fault at write {at} never struck");
            Assert.Null((await SyncAsync(company.Open())).Sources[0].Fault);
            Assert.True(stand == await StandAsync(company.Open()), $"{mode} at write {at}: not the same");
            Assert.Empty((await SyncAsync(company.Open())).Sources[0].Parts);
        }
    }

    public void Dispose() => _company.Dispose();

    private static async Task RunAsync(SyncedCompany company, FaultPlan plan)
    {
        await company.ImportAsync(Final);
        company.Put("a.focus.csv", Costs);
        company.Put("b.stripe.csv", Stripe);
        await SyncAsync(company.Open(plan));
    }

    private static IEnumerable<(long, int)> CountsOf(SyncReport report) =>
        report.Sources[0].Parts.Select(part => (part.CostRecords, part.Payouts));

    /// <summary>The records of costs, and the ids of payouts.</summary>
    private static async Task<(string Costs, string Payouts)> StandAsync(CloseServices services)
    {
        var store = services.Workspace.Payouts;
        using var lines = new StreamReader(
            store.Read(SmallBooks.Tenant, await store.LengthAsync(SmallBooks.Tenant, default))
        );
        var payouts = new List<string>();
        while (await lines.ReadLineAsync() is { } line)
            payouts.Add(ProviderPayout.Decode(Encoding.UTF8.GetBytes(line)).Value.Id);
        return (string.Join(';', await CostBooks.RecordsAsync(services)), string.Join(';', payouts));
    }
}

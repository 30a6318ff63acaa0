using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Web.Tests.Api;

namespace Bookseal.Functions.Tests.Worker;

/// <summary>The API through the deployed worker: one for all of its contracts.</summary>
public sealed class WorkerApiHost : IApiHost, IAsyncLifetime
{
    private DeployedApp? _app;

    public CloseServices Open(TenantId tenant) => _app!.Open(tenant);

    public Task PrepareAsync(TenantId tenant)
    {
        _app!.AddKeys(tenant);
        return Task.CompletedTask;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _app!.Host.SendAsync(request);

    public async Task InitializeAsync() =>
        _app = await DeployedApp.StartAsync(
            ("BOOKSEAL_TIERS", ApiCompany.Tiers),
            ("BOOKSEAL_PLATFORM_SIGN_IN", PlatformContract.Setting),
            ("WEBSITE_AUTH_ENABLED", "True")
        );

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class WorkerApiCollection : ICollectionFixture<WorkerApiHost>
{
    public const string Name = "worker API";
}

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerIdentityTests(WorkerApiHost host) : IdentityContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerPlatformTests(WorkerApiHost host) : PlatformContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerCorrelationTests(WorkerApiHost host) : CorrelationContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerGlTests(WorkerApiHost host) : GlContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerRunTests(WorkerApiHost host) : RunContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerIfMatchTests(WorkerApiHost host) : IfMatchContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerActTests(WorkerApiHost host) : ActContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerSettingsTests(WorkerApiHost host) : SettingsContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerIdempotencyTests(WorkerApiHost host) : IdempotencyContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerProofTests(WorkerApiHost host) : ProofContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerExportTests(WorkerApiHost host) : ExportContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerCostTests(WorkerApiHost host) : CostContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerPayoutTests(WorkerApiHost host) : PayoutContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerJournalTests(WorkerApiHost host) : JournalContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerEntryTests(WorkerApiHost host) : EntryContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerAuditTests(WorkerApiHost host) : AuditContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerImportTests(WorkerApiHost host) : ImportContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerPageTests(WorkerApiHost host) : PageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerChartPageTests(WorkerApiHost host) : ChartPageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerCompaniesPageTests(WorkerApiHost host) : CompaniesPageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerCompanyPageTests(WorkerApiHost host) : CompanyPageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerTeamPageTests(WorkerApiHost host) : TeamPageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerProofPageTests(WorkerApiHost host) : ProofPageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerWaiverPageTests(WorkerApiHost host) : WaiverPageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerCostAccrualPageTests(WorkerApiHost host) : CostAccrualPageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerEntryPageTests(WorkerApiHost host) : EntryPageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerExceptionPageTests(WorkerApiHost host) : ExceptionPageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerBankPageTests(WorkerApiHost host) : BankPageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerAdjustmentPageTests(WorkerApiHost host) : AdjustmentPageContract(host);

[Collection(WorkerApiCollection.Name)]
public sealed class WorkerSignInTests(WorkerApiHost host) : SignInContract(host);

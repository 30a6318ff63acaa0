using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Scheduling;
using Bookseal.Functions.Tests.Worker.Protocol;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Azure.KeyVault;
using Bookseal.TestHost.Scenario;
using Grpc.Net.Client;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bookseal.Functions.Tests.Worker;

/// <summary>
/// The worker as it is deployed, in its cloud, and the people who work with it: they have the same store and vault.
/// </summary>
internal sealed class DeployedApp : IAsyncDisposable
{
    private const string Now = "2026-02-02T05:00:00Z";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TestCloud _cloud;
    private readonly EnginePump _pump;
    private readonly Tenants _tenants;
    private readonly GrpcChannel _channel;
    private readonly GrpcDurableTaskClient _client;

    private DeployedApp(TestCloud cloud, FunctionsHost host)
    {
        (_cloud, Host, _pump) = (cloud, host, new(host));
        var vault = cloud.Vault.Connect();
        var account = AzureAccount.Parse(cloud.Store, () => throw new InvalidOperationException("a key is given"));
        _tenants = new(
            AzureBackend.Open(account.Value),
            tenant => new KeyVaultKeyRing(vault, tenant, TimeProvider.System),
            new FixedClock(DateTimeOffset.Parse(Now, System.Globalization.CultureInfo.InvariantCulture))
        );
        _channel = GrpcChannel.ForAddress(host.Hub.Address);
        _client = new("Tests", new() { Channel = _channel }, NullLogger.Instance);
    }

    public FunctionsHost Host { get; }

    private static CloseAddress January => CloseAddress.Of(SmallBooks.Tenant, SmallBooks.January);

    private CloseServices Services => Open(SmallBooks.Tenant);

    public static async Task<DeployedApp> StartAsync(params (string Name, string Value)[] more)
    {
        var cloud = await TestCloud.StartAsync();
        var settings = cloud.Settings(Now).ToDictionary();
        foreach (var (name, value) in more)
            settings[name] = value;
        var app = new DeployedApp(cloud, await FunctionsHost.StartAsync(settings));
        app.AddKeys(SmallBooks.Tenant);
        return app;
    }

    /// <summary>The keys of the log and of the persons, as an operator makes them before the first import.</summary>
    public void AddKeys(TenantId tenant)
    {
        PersonId?[] persons = [null, SmallBooks.Bookkeeper, SmallBooks.Controller, QuorumBooks.SecondApprover.Id];
        foreach (var person in persons)
            _cloud.Vault.Rotate(VaultKeyNames.Of(tenant, person), Storage.Tests.KeyVault.OpenSsl.P256());
    }

    public CloseServices Open(TenantId tenant) => _tenants.Open(tenant);

    /// <summary>The books are imported, and the timer fires.</summary>
    public async Task BeginAsync()
    {
        var imported = await Services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default);
        Assert.True(imported.IsOk, imported.IsOk ? "" : imported.Fault.ToString());
        await FireAsync("month-start");
    }

    /// <summary>The timer fires once the close has begun; what arrives.</summary>
    public async Task<string> ToldAsync(Room room)
    {
        await UntilAsync(async () => (await LoadAsync()).Status != RunStatus.None);
        await FireAsync("notify-hourly");
        await UntilAsync(() => Task.FromResult(!room.Got.IsEmpty));
        return string.Join('\n', room.Got);
    }

    private Task FireAsync(string timer) =>
        Host.InvokeAsync(
            Host.Functions[timer],
            "timerTrigger",
            new TypedData { Json = """{"ScheduleStatus":null,"IsPastDue":false}""" }
        );

    public Task CompleteAdjustmentsAsync() =>
        ActAsync("task 3: Preparer", _ => new CompleteTask(AdjustingDesk.Bookkeeper, 3));

    public Task CertifyAsync() => ActAsync("task 5: Approver", Certify);

    public async ValueTask DisposeAsync()
    {
        await _pump.DisposeAsync();
        await Host.DisposeAsync();
        await _client.DisposeAsync();
        _channel.Dispose();
        _tenants.Dispose();
        await _cloud.DisposeAsync();
    }

    private CertifyRun Certify(CloseRun run)
    {
        var key = Services.Workspace.Keys.KeysOf(SmallBooks.Controller)[0].Key;
        return new(AdjustingDesk.Controller, run.Package!.Payload, key.KeyId, []);
    }

    /// <summary>When the close waits for it, someone acts, and wakes the driver.</summary>
    private async Task ActAsync(string awaited, Func<CloseRun, RunCommand> command)
    {
        await UntilAsync(async () => (await StatusAsync())?.WaitsFor == awaited);
        var run = (await Services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        var done = await Services.Runs.ExecuteAsync(SmallBooks.January, command(run), default);
        Assert.True(done.IsOk, done.IsOk ? "" : done.Fault.ToString());
        await new DurableCloseScheduler(_client).WakeAsync(January, default);
    }

    /// <summary>The controller has certified; they sign, and the close ends sealed.</summary>
    public async Task EndsSealedAsync()
    {
        await UntilAsync(async () => (await LoadAsync()) is { Status: RunStatus.AwaitingSignature, Staged: not null });
        var run = await LoadAsync();
        var staged = (await Services.Signing.ReadAsync(run, default)).Value;
        var signed = await Services.Signing.SignAsync(run, staged, AdjustingDesk.Controller, default);
        Assert.True(signed.IsOk, signed.IsOk ? "" : signed.Fault.ToString());
        await new DurableCloseScheduler(_client).WakeAsync(January, default);
        using var limit = new CancellationTokenSource(Limit);
        var ended = await _client.WaitForInstanceCompletionAsync(January.InstanceId, limit.Token);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.NotNull((await Services.Runs.LoadAsync(SmallBooks.January, default)).Run.Proof);
        Assert.True((await Services.Audit.VerifyAsync(default)).IsGood);
    }

    private async Task<CloseStatus?> StatusAsync() =>
        (
            await _client.GetInstanceAsync(January.InstanceId, getInputsAndOutputs: true)
        )?.ReadCustomStatusAs<CloseStatus>();

    private async Task<CloseRun> LoadAsync() => (await Services.Runs.LoadAsync(SmallBooks.January, default)).Run;

    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, $"{await StatusAsync()}\n{Host.Log}");
            await Task.Delay(100);
        }
    }
}

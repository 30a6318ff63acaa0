using Bookseal.Closing.Scheduling;
using Grpc.Net.Client;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bookseal.Functions.Tests.Engine;

/// <summary>The real orchestrators on the real engine, with a pace and activities of the test's.</summary>
internal sealed class DurableWorld : IAsyncDisposable
{
    /// <summary>No wait of these tests is longer: what hangs fails.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly GrpcChannel _channel;
    private readonly IHost _worker;

    private DurableWorld(TaskHub hub, GrpcChannel channel, IHost worker)
    {
        (Hub, _channel, _worker) = (hub, channel, worker);
        Client = worker.Services.GetRequiredService<DurableTaskClient>();
    }

    /// <summary>Attempts follow at once; but for a wake-up nobody looks again for an hour.</summary>
    public static Pace Patient { get; } = PaceOf(TimeSpan.FromHours(1));

    public TaskHub Hub { get; }

    public DurableTaskClient Client { get; }

    public DurableCloseScheduler Scheduler => new(Client);

    public static Pace PaceOf(TimeSpan lookAgain) =>
        new(TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(10))), lookAgain);

    public static async Task<DurableWorld> StartAsync(Action<DurableTaskRegistry> tasks)
    {
        var hub = await TaskHub.StartAsync();
        var channel = GrpcChannel.ForAddress(hub.Address);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddDurableTaskWorker(worker => worker.UseGrpc(channel).AddTasks(tasks));
        builder.Services.AddDurableTaskClient(client =>
        {
            client.UseGrpc(channel);
            client.RegisterDirectly();
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(hub, channel, host);
    }

    public static Task<DurableWorld> StartAsync(
        Func<CloseAddress, Task<CloseLook>> plan,
        Func<CloseAddress, Task<StepOutcome>> work,
        Pace? pace = null
    ) =>
        StartAsync(tasks =>
        {
            tasks.AddOrchestratorFunc<CloseGeneration, object?>(
                CloseOrchestrator.Name,
                async (context, _) =>
                {
                    await CloseOrchestrator.DriveAsync(context, pace ?? Patient);
                    return null;
                }
            );
            tasks.AddActivityFunc<CloseAddress, CloseLook>(CloseActivities.Plan, (_, close) => plan(close));
            tasks.AddActivityFunc<CloseAddress, StepOutcome>(CloseActivities.Work, (_, close) => work(close));
        });

    public async Task<CloseStatus?> StatusAsync(CloseAddress close) =>
        (await Client.GetInstanceAsync(close.InstanceId, getInputsAndOutputs: true))?.ReadCustomStatusAs<CloseStatus>();

    /// <summary>Waits until the close's status is like this.</summary>
    public async Task<CloseStatus> WhenStatusAsync(CloseAddress close, Predicate<CloseStatus> wanted)
    {
        CloseStatus? status = null;
        await UntilAsync(async () => (status = await StatusAsync(close)) is not null && wanted(status));
        return status!;
    }

    public async Task<OrchestrationRuntimeStatus> WhenEndedAsync(string instance)
    {
        using var limit = new CancellationTokenSource(Limit);
        var ended = await Client.WaitForInstanceCompletionAsync(instance, limit.Token);
        return ended.RuntimeStatus;
    }

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
            await Task.Delay(20, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _worker.StopAsync(limit.Token);
        _worker.Dispose();
        _channel.Dispose();
        await Hub.DisposeAsync();
    }
}

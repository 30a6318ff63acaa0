using DurableTask.Core.Exceptions;
using Grpc.Core;

namespace Bookseal.Functions;

/// <summary>Instances that there may be one of at a time.</summary>
internal static class InstanceExtensions
{
    public static async Task<bool> IsAliveAsync(this DurableTaskClient client, string id, CancellationToken cancel) =>
        (await client.GetInstanceAsync(id, cancel))?.RuntimeStatus
            is OrchestrationRuntimeStatus.Running
                or OrchestrationRuntimeStatus.Pending
                or OrchestrationRuntimeStatus.Suspended;

    /// <summary>That somebody else was faster is success: it runs.</summary>
    public static async Task StartOnceAsync(
        this DurableTaskClient client,
        string orchestrator,
        object input,
        string id,
        CancellationToken cancel
    )
    {
        try
        {
            var options = new StartOrchestrationOptions(InstanceId: id);
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options, cancel);
        }
        catch (OrchestrationAlreadyExistsException) { }
        catch (RpcException e) when (e.StatusCode == StatusCode.AlreadyExists) { }
    }
}

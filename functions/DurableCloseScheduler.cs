using Bookseal.Closing.Scheduling;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Bookseal.Functions;

/// <summary>One orchestration for one close. An instance that lives is woken; starting it again would replace it.</summary>
public sealed class DurableCloseScheduler(DurableTaskClient client) : ICloseScheduler
{
    public async Task WakeAsync(CloseAddress close, CancellationToken cancel)
    {
        var known = await client.GetInstanceAsync(close.InstanceId, cancel);
        if (known?.RuntimeStatus is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Suspended)
            await client.RaiseEventAsync(close.InstanceId, CloseOrchestrator.WakeUp, null, cancel);
        else await client.ScheduleNewOrchestrationInstanceAsync(CloseOrchestrator.Name, close, new StartOrchestrationOptions(InstanceId: close.InstanceId), cancel);
    }
}

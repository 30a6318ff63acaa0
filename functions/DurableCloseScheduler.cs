using Bookseal.Closing.Scheduling;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Bookseal.Functions;

/// <summary>One orchestration for one close. An instance that lives is woken; starting it again would replace it.</summary>
public sealed class DurableCloseScheduler(DurableTaskClient client) : ICloseScheduler
{
    public async Task WakeAsync(CloseAddress close, CancellationToken cancel)
    {
        if (await IsAliveAsync(close, cancel))
        {
            await client.RaiseEventAsync(close.InstanceId, CloseOrchestrator.WakeUp, null, cancel);
            if (await IsAliveAsync(close, cancel))
                return; // of one that ended in between the event is lost
        }

        await client.ScheduleNewOrchestrationInstanceAsync(
            CloseOrchestrator.Name,
            close,
            new StartOrchestrationOptions(InstanceId: close.InstanceId),
            cancel
        );
    }

    private async Task<bool> IsAliveAsync(CloseAddress close, CancellationToken cancel) =>
        (await client.GetInstanceAsync(close.InstanceId, cancel))?.RuntimeStatus
            is OrchestrationRuntimeStatus.Running
                or OrchestrationRuntimeStatus.Pending
                or OrchestrationRuntimeStatus.Suspended;
}

using Grpc.Core;

namespace Bookseal.Functions;

/// <summary>One orchestration for one close: the one that lives is woken, else one is started.</summary>
public sealed class DurableCloseScheduler(DurableTaskClient client) : ICloseScheduler
{
    public async Task WakeAsync(CloseAddress close, CancellationToken cancel)
    {
        if (await client.IsAliveAsync(close.InstanceId, cancel))
        {
            await RaiseAsync(close, cancel);
            if (await client.IsAliveAsync(close.InstanceId, cancel))
                return; // of one that ended in between the event is lost
        }

        await client.StartOnceAsync(CloseOrchestrator.Name, new CloseGeneration(close), close.InstanceId, cancel);
    }

    private async Task RaiseAsync(CloseAddress close, CancellationToken cancel)
    {
        try
        {
            await client.RaiseEventAsync(close.InstanceId, CloseOrchestrator.WakeUp, null, cancel);
        }
        catch (RpcException e) when (e.StatusCode is not (StatusCode.Unavailable or StatusCode.Cancelled))
        {
            // On Azure Storage an instance that has ended takes no event. Whether it has, the next look tells; if it
            // lives after all, the event is one of those that get lost, and the hourly look makes up for it.
        }
    }
}

using System.Collections.Concurrent;
using DurableTask.Core;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.DurableTask.Protobuf;
using OrchestrationStatus = DurableTask.Core.OrchestrationStatus;

namespace Bookseal.Functions.Tests.Engine;

/// <summary>
/// Gives the engine in memory the manners of Azure Storage: an instance that has ended takes no event, one that runs is
/// not started again. Loses events where a test says so, and remembers how long the histories were that workers got.
/// </summary>
internal sealed class HubManners(IOrchestrationServiceClient engine) : Interceptor
{
    public int EventsToLose { get; set; }

    /// <summary>So many looks at an instance find it running, whatever has become of it.</summary>
    public int LooksThatSeeALivingInstance { get; set; }

    /// <summary>So many looks at an instance find none: it starts right after.</summary>
    public int LooksThatSeeNothing { get; set; }

    public ConcurrentQueue<int> HistoryLengths { get; } = [];

    /// <summary>What was refused, by the engine's own words for it.</summary>
    public ConcurrentQueue<StatusCode> Refusals { get; } = [];

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    )
    {
        if (request is RaiseEventRequest raised)
        {
            if (!await IsAliveAsync(raised.InstanceId))
                throw Refuse(StatusCode.Unknown); // an unhandled exception of the host's
            if (EventsToLose-- > 0)
                return (TResponse)(object)new RaiseEventResponse();
        }

        if (request is CreateInstanceRequest created && await IsAliveAsync(created.InstanceId))
            throw Refuse(StatusCode.AlreadyExists);
        var response = await continuation(request, context);
        if (response is GetInstanceResponse looked)
            Disguise(looked);
        return response;
    }

    private void Disguise(GetInstanceResponse looked)
    {
        if (LooksThatSeeNothing > 0)
        {
            LooksThatSeeNothing--;
            looked.Exists = false;
        }
        else if (LooksThatSeeALivingInstance > 0)
        {
            LooksThatSeeALivingInstance--;
            looked.OrchestrationState.OrchestrationStatus = Microsoft.DurableTask.Protobuf.OrchestrationStatus.Running;
        }
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    ) =>
        continuation(
            request,
            responseStream is IServerStreamWriter<WorkItem> items
                ? (IServerStreamWriter<TResponse>)(object)new HistoryMeter(items, HistoryLengths)
                : responseStream,
            context
        );

    private RpcException Refuse(StatusCode code)
    {
        Refusals.Enqueue(code);
        return new(new Status(code, "refused, as Azure Storage does"));
    }

    private async Task<bool> IsAliveAsync(string id) =>
        await engine.GetOrchestrationStateAsync(id, null)
            is { OrchestrationStatus: OrchestrationStatus.Running or OrchestrationStatus.Pending };
}

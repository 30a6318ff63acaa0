using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.DurableTask.Protobuf;

namespace Bookseal.Functions.Tests.Engine;

/// <summary>Measures each history on its way to the worker.</summary>
internal sealed class HistoryMeter(IServerStreamWriter<WorkItem> inner, ConcurrentQueue<int> lengths)
    : IServerStreamWriter<WorkItem>
{
    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(WorkItem message)
    {
        if (message.OrchestratorRequest is { } episode)
            lengths.Enqueue(episode.PastEvents.Count + episode.NewEvents.Count);
        return inner.WriteAsync(message);
    }
}

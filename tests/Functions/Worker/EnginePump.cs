using System.Text.Json;
using Bookseal.Functions.Tests.Worker.Protocol;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.DurableTask.Protobuf;

namespace Bookseal.Functions.Tests.Worker;

/// <summary>
/// What the host's durable extension does: takes work from the engine, has the worker's functions do it, and returns
/// what came of it. An orchestration's episode travels as base64 of the engine's own message.
/// </summary>
internal sealed class EnginePump : IAsyncDisposable
{
    private readonly FunctionsHost _host;
    private readonly GrpcChannel _channel;
    private readonly TaskHubSidecarService.TaskHubSidecarServiceClient _engine;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _loop;

    public EnginePump(FunctionsHost host)
    {
        _host = host;
        _channel = GrpcChannel.ForAddress(host.Hub.Address);
        _engine = new(_channel);
        _loop = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _loop;
        _channel.Dispose();
        _stopped.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            using var items = _engine.GetWorkItems(new(), cancellationToken: _stopped.Token);
            await foreach (var item in items.ResponseStream.ReadAllAsync(_stopped.Token))
                _ = item.ActivityRequest is { } activity ? DoAsync(activity) : DoAsync(item.OrchestratorRequest);
        }
        catch (Exception e) when (_stopped.IsCancellationRequested && e is RpcException or OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task DoAsync(OrchestratorRequest episode)
    {
        var name = episode
            .PastEvents.Concat(episode.NewEvents)
            .Last(happened => happened.ExecutionStarted is not null)
            .ExecutionStarted.Name;
        var input = new TypedData { String = Convert.ToBase64String(episode.ToByteArray()) };
        var value = await _host.InvokeAsync(_host.Functions[name], "orchestrationTrigger", input);
        var response = OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(value!.String));
        await _engine.CompleteOrchestratorTaskAsync(response);
    }

    private async Task DoAsync(ActivityRequest activity)
    {
        var response = new ActivityResponse
        {
            InstanceId = activity.OrchestrationInstance.InstanceId,
            TaskId = activity.TaskId,
        };
        try
        {
            var input = new TypedData { Json = Unwrap(activity.Input) };
            var value = await _host.InvokeAsync(_host.Functions[activity.Name], "activityTrigger", input);
            response.Result =
                value?.DataCase == TypedData.DataOneofCase.String
                    ? JsonSerializer.Serialize(value.String)
                    : value?.Json;
        }
        catch (InvalidOperationException e)
        {
            response.FailureDetails = new() { ErrorType = "Failed", ErrorMessage = e.Message };
        }

        await _engine.CompleteActivityTaskAsync(response);
    }

    /// <summary>The engine keeps an activity's arguments as a list of one; the function gets the argument.</summary>
    private static string Unwrap(string arguments)
    {
        using var document = JsonDocument.Parse(arguments);
        return document.RootElement[0].GetRawText();
    }
}

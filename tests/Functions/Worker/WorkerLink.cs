using System.Collections.Concurrent;
using System.Threading.Channels;
using Bookseal.Functions.Tests.Worker.Protocol;
using Grpc.Core;

namespace Bookseal.Functions.Tests.Worker;

/// <summary>
/// The host's end of the worker protocol: one worker at a time, its answers matched to what it was asked.
/// </summary>
internal sealed class WorkerLink : FunctionRpc.FunctionRpcBase
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _asked = [];
    private Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>();
    private TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Connected => _connected.Task;

    /// <summary>What workers had to say, the newest last.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream,
        ServerCallContext context
    )
    {
        var sending = SendAsync(responseStream, _outgoing.Reader, context.CancellationToken);
        try
        {
            await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
                Take(message);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or RpcException)
        {
            // The worker has died; who asked it hears so below.
        }

        Forget();
        await sending;
    }

    /// <exception cref="IOException">The worker died before it answered.</exception>
    public Task<StreamingMessage> AskAsync(StreamingMessage message)
    {
        message.RequestId = Guid.NewGuid().ToString();
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[message.RequestId] = answer;
        if (!_outgoing.Writer.TryWrite(message))
            answer.TrySetException(new IOException("there is no worker"));
        return answer.Task;
    }

    private void Take(StreamingMessage message)
    {
        if (message.ContentCase == StreamingMessage.ContentOneofCase.StartStream)
            _connected.TrySetResult();
        else if (message.ContentCase == StreamingMessage.ContentOneofCase.RpcLog)
            Log.Enqueue($"{message.RpcLog.Category}: {message.RpcLog.Message} {message.RpcLog.Exception?.Message}");
        else if (_asked.TryRemove(message.RequestId, out var answer))
            answer.TrySetResult(message);
    }

    private void Forget()
    {
        _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = Interlocked.Exchange(ref _outgoing, Channel.CreateUnbounded<StreamingMessage>());
        ended.Writer.TryComplete();
        foreach (var id in _asked.Keys)
            if (_asked.TryRemove(id, out var answer))
                answer.TrySetException(new IOException("the worker has died"));
    }

    private static async Task SendAsync(
        IServerStreamWriter<StreamingMessage> stream,
        ChannelReader<StreamingMessage> messages,
        CancellationToken cancel
    )
    {
        try
        {
            await foreach (var message in messages.ReadAllAsync(cancel))
                await stream.WriteAsync(message, cancel);
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or IOException)
        {
            // The worker has died: the reader tells those who wait.
        }
    }
}

using System.Net.Sockets;
using System.Text.Json;
using Bookseal.Functions.Tests.Engine;
using Bookseal.Functions.Tests.Worker.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bookseal.Functions.Tests.Worker;

/// <summary>
/// As much of a functions host as the app needs: it starts the worker, loads its functions, calls them, passes HTTP on,
/// and hands them the engine's work. What a worker had not answered when it died is asked of the next one.
/// </summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
    )
    {
        Timeout = TimeSpan.FromSeconds(30),
    };
    private readonly WorkerLink _link;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private WorkerProcess _worker;
    private Uri? _httpUri;
    private TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FunctionsHost(TaskHub hub, WorkerLink link, IReadOnlyDictionary<string, string> settings)
    {
        (Hub, _link, _settings) = (hub, link, settings);
        _worker = WorkerProcess.Start(new Uri(hub.Address), settings);
    }

    public TaskHub Hub { get; }

    public IReadOnlyDictionary<string, LoadedFunction> Functions { get; private set; } =
        new Dictionary<string, LoadedFunction>();

    /// <summary>How many invocations of a function began, and what is to happen then.</summary>
    public Action<string> OnInvocation { get; set; } = _ => { };

    public string Log => string.Join('\n', _link.Log);

    public static async Task<FunctionsHost> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var link = new WorkerLink();
        var hub = await TaskHub.StartAsync(
            services => services.AddSingleton(link),
            app => app.MapGrpcService<WorkerLink>()
        );
        var host = new FunctionsHost(hub, link, settings);
        await host.LoadAsync();
        return host;
    }

    /// <summary>The worker dies at once, and another one takes its place.</summary>
    public async Task ReplaceWorkerAsync()
    {
        _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _worker.Kill();
        await _worker.WhenEndedAsync(StartLimit);
        while (_link.Connected.IsCompleted)
            await Task.Delay(20);
        _worker.Dispose();
        _worker = WorkerProcess.Start(new Uri(Hub.Address), _settings);
        await LoadAsync();
    }

    /// <param name="input">What the trigger brings.</param>
    /// <exception cref="InvalidOperationException">The function failed.</exception>
    public async Task<TypedData?> InvokeAsync(LoadedFunction function, string trigger, TypedData input)
    {
        while (true)
        {
            await _ready.Task.WaitAsync(StartLimit);
            try
            {
                var answer = InvokeOnceAsync(function, trigger, input, Guid.NewGuid().ToString());
                OnInvocation(function.Name);
                return await answer;
            }
            catch (IOException) when (!_ready.Task.IsCompleted)
            {
                // Asked of the next worker.
            }
        }
    }

    /// <summary>A request through the one HTTP function, as the host passes it to the worker's own port.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        return await SendAsync(request);
    }

    /// <param name="request">Its address begins with a slash.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var id = Guid.NewGuid().ToString();
        request.RequestUri = new Uri(_httpUri!, request.RequestUri!);
        var input = new TypedData
        {
            Http = new() { Method = request.Method.Method, Url = request.RequestUri.ToString() },
        };
        var invocation = InvokeOnceAsync(Functions["http"], "httpTrigger", input, id);
        request.Headers.Add("x-ms-invocation-id", id);
        var response = await Http.SendAsync(request);
        // What the server itself refuses, as a path with a zero byte, no function ever sees.
        if (response.StatusCode == System.Net.HttpStatusCode.BadRequest)
            await Task.WhenAny(invocation, Task.Delay(TimeSpan.FromSeconds(2)));
        else
            await invocation;
        return response;
    }

    public async ValueTask DisposeAsync()
    {
        _worker.Dispose();
        await Hub.DisposeAsync();
    }

    private async Task LoadAsync()
    {
        var started = await Task.WhenAny(_link.Connected, _worker.WhenEndedAsync(StartLimit));
        if (started != _link.Connected)
            throw new InvalidOperationException($"the worker did not start: {await _worker.Errors}");
        var init = new WorkerInitRequest { HostVersion = "4.0.0", FunctionAppDirectory = WorkerProcess.Folder };
        var initialised = await _link.AskAsync(new() { WorkerInitRequest = init }).WaitAsync(StartLimit);
        _httpUri = new Uri(initialised.WorkerInitResponse.Capabilities["HttpUri"]);
        await ListensAsync(_httpUri).WaitAsync(StartLimit);
        var listed = await _link
            .AskAsync(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = WorkerProcess.Folder } })
            .WaitAsync(StartLimit);
        var metadata = listed.FunctionMetadataResponse.FunctionMetadataResults;
        foreach (var function in metadata)
        {
            var load = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
            var loaded = await _link.AskAsync(new() { FunctionLoadRequest = load }).WaitAsync(StartLimit);
            Check(loaded.FunctionLoadResponse.Result, function.Name);
        }

        Functions = metadata.Select(Read).ToDictionary(function => function.Name);
        _ready.TrySetResult();
    }

    private async Task<TypedData?> InvokeOnceAsync(LoadedFunction function, string trigger, TypedData input, string id)
    {
        var invocation = new InvocationRequest
        {
            InvocationId = id,
            FunctionId = function.Id,
            TraceContext = new(), // the worker reads it unasked
        };
        invocation.InputData.Add(new ParameterBinding { Name = function.Bindings[trigger], Data = input });
        if (function.Bindings.TryGetValue("durableClient", out var client))
            invocation.InputData.Add(
                new ParameterBinding
                {
                    Name = client,
                    Data = new() { Json = ClientData() },
                }
            );
        var answer = (await _link.AskAsync(new() { InvocationRequest = invocation })).InvocationResponse;
        Check(answer.Result, function.Name);
        return answer.ReturnValue;
    }

    private string ClientData() =>
        JsonSerializer.Serialize(
            new
            {
                rpcBaseUrl = Hub.Address,
                taskHubName = "Tests",
                connectionName = "Storage",
                requiredQueryStringParameters = "",
                httpBaseUrl = Hub.Address,
                maxGrpcMessageSizeInBytes = int.MaxValue,
            }
        );

    /// <summary>The worker names its port before it listens there.</summary>
    private static async Task ListensAsync(Uri uri)
    {
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(uri.Host, uri.Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }
    }

    private static LoadedFunction Read(RpcFunctionMetadata function) =>
        new(
            function.FunctionId,
            function.Name,
            function
                .RawBindings.Select(text => JsonDocument.Parse(text).RootElement)
                .ToDictionary(
                    binding => binding.GetProperty("type").GetString()!,
                    binding => binding.GetProperty("name").GetString()!
                )
        );

    private static void Check(StatusResult result, string function)
    {
        if (result.Status != StatusResult.Types.Status.Success)
            throw new InvalidOperationException(
                $"{function}: {result.Exception?.Type} {result.Exception?.Message} {result.Exception?.StackTrace}"
            );
    }
}

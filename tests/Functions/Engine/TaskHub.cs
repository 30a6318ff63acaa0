using DurableTask.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bookseal.Functions.Tests.Engine;

/// <summary>The durable engine in memory, behind its own protocol on a port of this machine.</summary>
internal sealed class TaskHub : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TaskHub(WebApplication app, HubManners manners) => (_app, Manners) = (app, manners);

    public HubManners Manners { get; }

    public string Address => _app.Urls.Single();

    /// <param name="configure">What else is served on the same port.</param>
    public static async Task<TaskHub> StartAsync(
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? configure = null
    )
    {
        var engine = new InMemoryOrchestrationService();
        var manners = new HubManners(engine);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder
            .Services.AddSingleton(manners)
            .AddSingleton<IOrchestrationService>(engine)
            .AddSingleton<IOrchestrationServiceClient>(engine)
            .AddSingleton<TaskHubGrpcServer>()
            .AddGrpc(grpc => grpc.Interceptors.Add<HubManners>());
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapGrpcService<TaskHubGrpcServer>();
        configure?.Invoke(app);
        await app.StartAsync();
        return new(app, manners);
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2)); // streams end with it
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}

using System.Net;
using Bookseal.Cli.Output;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Refusals;
using Bookseal.Closing.Scheduling;
using Bookseal.Closing.Telemetry;
using Bookseal.Web;
using Bookseal.Web.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Bookseal.Cli.Serving;

/// <summary>What is served.</summary>
/// <param name="HasKeyFiles">People sign in with the passphrases of theirs.</param>
internal sealed record Served(Tenants Tenants, TenantTiers Tiers, TimeProvider Clock, IWorkLog Log, bool HasKeyFiles)
{
    /// <summary>Where the books are files; null for an account, which has a rule for what is old.</summary>
    public string? Folder { get; init; }

    public KnownProxies Proxies { get; init; } = KnownProxies.None;
}

/// <summary>The HTTP pipeline of shared/Web on Kestrel, until somebody stops it.</summary>
internal static class Server
{
    public static async Task<int> RunAsync(
        ServeAddress address,
        Served served,
        string place,
        Terminal terminal,
        CancellationToken cancel
    )
    {
        await using var app = Build(address, served);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException e)
        {
            return terminal.Fail(
                new Fault("SERVE_ADDRESS_IN_USE", $"{address.Url} cannot be listened on: {e.Message}")
            );
        }

        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        if (terminal.IsJson)
            Terminal.WriteJson(JsonObject.Of(("url", bound.First())));
        else
            Console.Out.WriteLine($"Bookseal answers at {string.Join(", ", bound)}, books {place}. Stop with Ctrl+C.");
        await app.WaitForShutdownAsync(cancel);
        return ExitCode.Success;
    }

    private static WebApplication Build(ServeAddress address, Served served)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Errors only, on standard error, with what broke: the log has a line for each request.
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Error);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder
            .WebHost.UseUrls(address.Url)
            .WithServerLimits()
            .ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder
            .Services.AddBooksealWeb()
            .AddSingleton(served.Tenants)
            .AddSingleton(served.Tiers)
            .AddSingleton(served.Proxies)
            .AddSingleton(served.Clock)
            .AddSingleton<ICloseScheduler>(new LocalCloseScheduler(new CloseSteps(served.Tenants), served.Log))
            .AddSingleton(served.Log)
            .AddHostFiltering(filter =>
            {
                filter.AllowedHosts = [.. address.Hosts.Distinct()];
                (filter.AllowEmptyHosts, filter.IncludeFailureMessage) = (false, false);
            });
        if (served.HasKeyFiles)
            builder.Services.AddPassphrases();
        if (served.Folder is { } folder)
            builder.Services.AddHostedService(_ => new OldRequestSweep(folder, served.Clock, served.Log));
        var app = builder.Build();
        app.UseHostFiltering();
        var pipeline = WebPipeline.Build(app.Services);
        app.Run(pipeline);
        return app;
    }
}

using Bookseal.Closing.Hosting;
using Bookseal.Closing.Telemetry;
using Bookseal.Web;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Bookseal.Functions;

/// <summary>The functions host: settings in, services wired, no rule of its own.</summary>
public static partial class Program
{
    private const int ConfigurationExitCode = 78; // EX_CONFIG of sysexits.h

    public static async Task<int> Main(string[] args)
    {
        var settings = HostSettings.Read(Environment.GetEnvironmentVariable);
        foreach (var fault in settings.Faults)
            await Console.Error.WriteLineAsync($"bookseal: {fault}");
        if (settings.Faults.Count > 0)
            return ConfigurationExitCode;
        await CreateBuilder(args, settings).Build().RunAsync();
        return 0;
    }

    public static FunctionsApplicationBuilder CreateBuilder(string[] args, HostSettings settings)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddBooksealWeb().AddHttpContextAccessor();
        builder
            .Services.AddSingleton(settings.Clock)
            .AddSingleton(settings.Tiers)
            .AddSingleton(settings.Platform)
            .AddSingleton(settings.Proxies)
            .AddSingleton<IWorkLog, LoggedWork>()
            .AddSingleton(services => settings.OpenTenants(services.GetRequiredService<IWorkLog>()))
            .AddSingleton<CloseSteps>()
            .AddSingleton(services => new NoticeRound(
                services.GetRequiredService<Tenants>(),
                settings.Notifications,
                settings.Clock
            ))
            .AddSingleton(WebPipeline.Build); // once, on the root services
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
            builder
                .Services.AddOpenTelemetry()
                .WithMetrics(meters => meters.AddMeter(CloseMeter.Name).AddOtlpExporter())
                .WithTracing(traces => traces.AddSource(CloseMeter.Name).AddOtlpExporter());
        return builder;
    }
}

using Bookseal.Closing.Scheduling;
using Bookseal.Web;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bookseal.Functions;

/// <summary>The functions host: settings in, services wired, no rule of its own.</summary>
public static partial class Program
{
    private const int ConfigurationExitCode = 78; // EX_CONFIG of sysexits.h

    public static async Task<int> Main(string[] args)
    {
        var (connections, faults) = HostSettings.Read(Environment.GetEnvironmentVariable);
        foreach (var fault in faults)
            await Console.Error.WriteLineAsync($"bookseal: {fault}");
        if (connections is null)
            return ConfigurationExitCode;
        await CreateBuilder(args, connections).Build().RunAsync();
        return 0;
    }

    public static FunctionsApplicationBuilder CreateBuilder(string[] args, HostConnections connections)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddBooksealWeb().AddHttpContextAccessor();
        builder
            .Services.AddSingleton(connections.Clock)
            .AddSingleton(new Tenants(connections.Backend, connections.OpenKeys, connections.Clock))
            .AddSingleton<CloseSteps>()
            .AddSingleton<HttpDoorPipeline>();
        return builder;
    }
}

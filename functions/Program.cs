using Azure.Identity;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Scheduling;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Azure.KeyVault;
using Bookseal.Web;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bookseal.Functions;

/// <summary>The functions host: settings in, services wired, no rule of its own.</summary>
public static partial class Program
{
    public static Task Main(string[] args) => CreateBuilder(args).Build().RunAsync();

    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddBooksealWeb().AddHttpContextAccessor();
        builder
            .Services.AddSingleton(TimeProvider.System)
            .AddSingleton(OpenTenants)
            .AddSingleton<CloseSteps>()
            .AddSingleton<HttpDoorPipeline>();
        return builder;
    }

    /// <summary><c>BOOKSEAL_STORE</c>: an account URL, opened as the app's identity, or a connection string; <c>BOOKSEAL_KEYVAULT</c>: the vault of the signing keys.</summary>
    private static Tenants OpenTenants(IServiceProvider services)
    {
        var store = AzureBackend.Open(
            AzureAccount.Parse(Setting("BOOKSEAL_STORE"), () => new DefaultAzureCredential()).Value
        );
        var vault = new KeyVaultConnection(
            VaultAddress.Parse(Setting("BOOKSEAL_KEYVAULT")).Value,
            new DefaultAzureCredential()
        );
        return new Tenants(
            store,
            tenant => new KeyVaultKeyRing(vault, tenant, TimeProvider.System),
            services.GetRequiredService<TimeProvider>()
        );
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"the setting {name} is missing");
}

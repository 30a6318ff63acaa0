using System.Net;
using Bookseal.Storage.Tests.KeyVault;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bookseal.EndToEnd.Tests.KeyVault;

/// <summary>
/// The managed identity of an App Service (learn.microsoft.com/azure/app-service/overview-managed-identity, REST
/// endpoint), which hands the vault's token out.
/// </summary>
internal sealed class IdentityEndpoint : IAsyncDisposable
{
    public const string Secret = "identity-header";
    private readonly WebApplication _app;

    private IdentityEndpoint()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet(
            "/msi/token",
            (HttpContext context, string resource) =>
                context.Request.Headers["X-IDENTITY-HEADER"] == Secret && resource == "https://vault.test"
                    ? Results.Text(
                        $$"""
                        {"access_token":"{{VaultServer.Token}}",
                        """
                            + $$"""
                            "expires_on":"{{TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds()}}",
                            """
                            + $$"""
                            "resource":"{{resource}}","token_type":"Bearer"}
                            """,
                        "application/json"
                    )
                    : Results.BadRequest()
        );
    }

    public string Address => $"{_app.Urls.Single()}/msi/token";

    public static async Task<IdentityEndpoint> StartAsync()
    {
        var endpoint = new IdentityEndpoint();
        await endpoint._app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

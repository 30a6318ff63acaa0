using System.Net;
using System.Net.Sockets;
using System.Text;
using Bookseal.Storage.Tests.KeyVault;
using Bookseal.TestHost.Azurite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bookseal.Functions.Tests.Worker;

/// <summary>
/// What an app finds in the cloud, on this machine: a storage account, a vault under its own name behind a proxy that
/// knows where it is, and a managed identity that gives out tokens.
/// </summary>
internal sealed class TestCloud : IAsyncDisposable
{
    private const string Secret = "identity-header";
    private readonly TcpListener _proxy = new(IPAddress.Loopback, 0);
    private readonly WebApplication _identity;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bookseal-");

    private TestCloud(VaultServer vault, string store, WebApplication identity) =>
        (Vault, Store, _identity) = (vault, store, identity);

    public VaultServer Vault { get; }

    public string Store { get; }

    public static async Task<TestCloud> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var identity = builder.Build();
        identity.Run(AnswerTokenAsync);
        await identity.StartAsync();
        var cloud = new TestCloud(await VaultServer.StartAsync(), await AzuriteServer.NewStoreAsync(), identity);
        cloud._proxy.Start();
        _ = cloud.ServeProxyAsync();
        return cloud;
    }

    /// <summary>The app's settings, and what the platform sets for an app with an identity.</summary>
    public IReadOnlyDictionary<string, string> Settings(string now)
    {
        var certificates = Path.Combine(_directory.FullName, "vault.pem");
        File.WriteAllText(certificates, Vault.CertificatePem);
        return new Dictionary<string, string>
        {
            ["BOOKSEAL_STORE"] = Store,
            ["BOOKSEAL_KEYVAULT"] = Vault.Address,
            ["BOOKSEAL_TASKHUB"] = "Tests",
            ["BOOKSEAL_NOW"] = now,
            ["IDENTITY_ENDPOINT"] = $"{_identity.Urls.Single()}/token",
            ["IDENTITY_HEADER"] = Secret,
            ["AZURE_TOKEN_CREDENTIALS"] = "ManagedIdentityCredential",
            ["HTTPS_PROXY"] = $"http://{_proxy.LocalEndpoint}",
            ["NO_PROXY"] = "localhost,127.0.0.1",
            ["SSL_CERT_FILE"] = certificates,
        };
    }

    public async ValueTask DisposeAsync()
    {
        _proxy.Dispose();
        await _identity.DisposeAsync();
        await Vault.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    /// <summary>learn.microsoft.com/azure/app-service/overview-managed-identity, the REST endpoint.</summary>
    private static Task AnswerTokenAsync(HttpContext context)
    {
        if (context.Request.Headers["X-IDENTITY-HEADER"] != Secret)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var expires = DateTimeOffset.UtcNow.AddHours(12).ToUnixTimeSeconds();
        return context.Response.WriteAsJsonAsync(
            new
            {
                access_token = VaultServer.Token,
                expires_on = $"{expires}",
                resource = $"{context.Request.Query["resource"]}",
                token_type = "Bearer",
            }
        );
    }

    private async Task ServeProxyAsync()
    {
        try
        {
            while (true)
                _ = TunnelAsync(await _proxy.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    /// <summary>CONNECT, to the vault whatever the name: there is no other server here.</summary>
    private async Task TunnelAsync(TcpClient caller)
    {
        using var _ = caller;
        var near = caller.GetStream();
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await near.ReadAsync(one) == 1)
            head.Append((char)one[0]);
        using var vault = new TcpClient();
        await vault.ConnectAsync(IPAddress.Loopback, Vault.Port);
        var far = vault.GetStream();
        await near.WriteAsync("HTTP/1.1 200 Connected\r\n\r\n"u8.ToArray());
        try
        {
            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
        }
        catch (IOException)
        {
            // Either end hung up.
        }
    }
}

using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Azure.Core.Pipeline;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Azure.KeyVault;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bookseal.Storage.Tests.KeyVault;

/// <summary>
/// A vault on this machine: the documented protocol of Get Key, Get Key Versions, Create Key and Sign over HTTPS, with
/// the challenge that precedes it. Tests interfere with its answers; a key is signed with before that, as in a service
/// whose reply is lost.
/// </summary>
internal sealed class VaultServer : IAsyncDisposable
{
    public const string Host = "acme.vault.test";
    public const string Token = "eyJ0b2tlbi1vZi10aGUtdGVzdHM.c2VjcmV0";
    private const int PageSize = 2;
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate = TestCertificate.Make(Host);
    private readonly HttpClientTransport _transport;

    private VaultServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .WebHost.UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel =>
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate))
            );
        _app = builder.Build();
        _app.Run(AnswerAsync);
        _transport = new HttpClientTransport(Handler());
    }

    public List<VaultKey> Keys { get; } = [];

    /// <summary>The header of the 401; <c>null</c> for none.</summary>
    public string? Challenge { get; set; } =
        "Bearer authorization=\"https://login.test/11111111-2222-3333-4444-555555555555\", "
        + "resource=\"https://vault.test\"";

    /// <summary>Changes the answers to a caller with the token.</summary>
    public Func<VaultAnswer, VaultAnswer> Interfere { get; set; } = answer => answer;

    /// <summary>Signs until a signature is like this.</summary>
    public Predicate<byte[]> Wanted { get; set; } = _ => true;

    /// <summary>Method, host and path of each request that came, and whether it had the token.</summary>
    public ConcurrentQueue<(string Line, bool HasToken)> Requests { get; } = [];

    public int Signed { get; private set; }

    public string Address => $"https://{Host}:{Port}";

    public string CertificatePem => _certificate.ExportCertificatePem();

    public int Port => new Uri(_app.Urls.Single()).Port;

    public static async Task<VaultServer> StartAsync(string? keyName = null)
    {
        var server = new VaultServer();
        await server._app.StartAsync();
        if (keyName is not null)
            server.Rotate(keyName, OpenSsl.P256());
        return server;
    }

    /// <summary>Adds a version, the newest from now on.</summary>
    public VaultKey Rotate(string name, string pem)
    {
        var key = new VaultKey(name, Guid.NewGuid().ToString("N"), pem, 1_700_000_000 + Keys.Count);
        Keys.Add(key);
        return key;
    }

    public string KidOf(VaultKey key) => $"{Address}/keys/{key.Name}/{key.Version}";

    /// <summary>A client that trusts this server's certificate, and nothing else, and does not wait long.</summary>
    public KeyVaultConnection Connect(FixedCredential? credential = null, TimeSpan? deadline = null)
    {
        var options = new KeyVaultOptions { Transport = _transport, Deadline = deadline ?? TimeSpan.FromSeconds(30) };
        (options.Retry.Delay, options.Retry.MaxDelay) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(4));
        return new KeyVaultConnection(
            VaultAddress.Parse(Address).Value,
            credential ?? new FixedCredential(Token),
            options
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _transport.Dispose();
        _certificate.Dispose();
    }

    private SocketsHttpHandler Handler() =>
        new()
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancel) => // whatever the name: there is no other server here
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is not null && certificate.GetCertHashString() == _certificate.GetCertHashString(),
            },
        };

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var hasToken = request.Headers.Authorization == $"Bearer {Token}";
        Requests.Enqueue(($"{request.Method} {request.Host.Host}{request.Path}", hasToken));
        if (!hasToken)
        {
            if (Challenge is not null)
                context.Response.Headers.WWWAuthenticate = Challenge;
            await WriteAsync(context, VaultAnswer.Error(401, "Unauthorized", message: "AKV10000: no token"));
            return;
        }

        using var body = new StreamReader(request.Body);
        var answer =
            request.Query["api-version"] == "7.4"
                ? Find(
                    request.Method,
                    request.Path.Value!.Split('/')[1..],
                    request.Query["$skiptoken"],
                    await body.ReadToEndAsync()
                )
                : VaultAnswer.Error(400, "BadParameter");
        await WriteAsync(context, Interfere(answer));
    }

    private VaultAnswer Find(string method, string[] path, string? skip, string body) =>
        (method, path) switch
        {
            ("GET", ["keys", var name]) => Keys.LastOrDefault(key => key.Name == name) is { } key
                ? Bundle(key)
                : NotFound(),
            ("GET", ["keys", var name, "versions"]) => Keys.Exists(key => key.Name == name)
                ? Versions(name, skip is null ? 0 : int.Parse(skip, CultureInfo.InvariantCulture))
                : NotFound(),
            ("GET", ["keys", var name, var version]) => Keys.Find(key => key.Name == name && key.Version == version)
                is { } key
                ? Bundle(key)
                : NotFound(),
            ("POST", ["keys", var name, "create"]) => Bundle(Rotate(name, OpenSsl.P256())),
            ("POST", ["keys", var name, var version, "sign"]) => Keys.Find(key =>
                key.Name == name && key.Version == version
            )
                is { } key
                ? SignWith(key, JsonDocument.Parse(body).RootElement)
                : NotFound(),
            _ => VaultAnswer.Error(400, "BadParameter"),
        };

    private VaultAnswer Bundle(VaultKey key) =>
        key.IsEnabled
            ? VaultAnswer.Of(200, $$"""{"key":{{key.JsonWebKey(KidOf(key))}},"attributes":{{Attributes(key)}}}""")
            : Disabled();

    /// <summary>The oldest first: the service promises no order.</summary>
    private VaultAnswer Versions(string name, int skip)
    {
        var versions = Keys.Where(key => key.Name == name).ToList();
        var page = versions
            .Skip(skip)
            .Take(PageSize)
            .Select(key => $$"""{"kid":"{{KidOf(key)}}","attributes":{{Attributes(key)}}}""");
        var next =
            skip + PageSize < versions.Count
                ? $"\"{Address}/keys/{name}/versions?api-version=7.4&$skiptoken={skip + PageSize}\""
                : "null";
        return VaultAnswer.Of(200, $$"""{"value":[{{string.Join(',', page)}}],"nextLink":{{next}}}""");
    }

    private VaultAnswer SignWith(VaultKey key, JsonElement body)
    {
        if (!key.IsEnabled)
            return Disabled();
        var digest = Base64Url.DecodeFromChars(body.GetProperty("value").GetString());
        if (body.GetProperty("alg").GetString() != "ES256" || digest.Length != 32)
            return VaultAnswer.Error(400, "BadParameter");
        byte[] signature;
        do signature = key.Sign(digest);
        while (!Wanted(signature));
        Signed++;
        return VaultAnswer.Of(200, $$"""{"kid":"{{KidOf(key)}}","value":"{{Base64Url.EncodeToString(signature)}}"}""");
    }

    private static string Attributes(VaultKey key) =>
        $$"""{"enabled":{{(key.IsEnabled ? "true" : "false")}},"created":{{key.Created}}"""
        + $$""","updated":{{key.Created}},"recoveryLevel":"Recoverable"}""";

    private static VaultAnswer NotFound() => VaultAnswer.Error(404, "KeyNotFound");

    private static VaultAnswer Disabled() => VaultAnswer.Error(403, "Forbidden", "KeyDisabled");

    private static async Task WriteAsync(HttpContext context, VaultAnswer answer)
    {
        var response = context.Response;
        if (answer.CutAfter == 0)
        {
            context.Abort();
            return;
        }

        (response.StatusCode, response.ContentType, response.ContentLength) = (
            answer.Status,
            "application/json",
            answer.Body.Length
        );
        if (answer.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds;
        if (answer.Location is { } location)
            response.Headers.Location = location;
        await response.Body.WriteAsync(answer.Body.AsMemory(0, answer.CutAfter ?? answer.Body.Length));
        await response.Body.FlushAsync();
        if (answer.CutAfter is not null)
            context.Abort();
    }
}

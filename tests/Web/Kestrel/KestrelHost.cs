using Bookseal.Books.Values;
using Bookseal.Closing.Access;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Scheduling;
using Bookseal.Closing.Telemetry;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;
using Bookseal.Web.Callers;
using Bookseal.Web.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bookseal.Web.Tests.Kestrel;

/// <summary>The pipeline on Kestrel, with books in files. One for all tests of a class.</summary>
public class KestrelHost : IApiHost, IAsyncLifetime, IDisposable
{
    private readonly FixedClock _clock;
    private readonly DirectoryInfo _folder;
    private readonly bool _isGuest;
    private readonly Tenants _tenants;
    private readonly LocalCloseScheduler _drivers;
    private readonly WebApplication _app;
    private HttpClient? _client;

    public KestrelHost()
        : this(PlatformSignIn.Off) { }

    /// <param name="platform">What the host says of what is in front of it.</param>
    /// <param name="proxies">What is in front and says where requests come from; null: nothing.</param>
    protected KestrelHost(PlatformSignIn platform, KnownProxies? proxies = null)
        : this(platform, TimeSpan.Zero, null, null, proxies) { }

    /// <param name="later">How long after the usual time it is.</param>
    /// <param name="before">Whose store it goes on with; null: it has its own.</param>
    /// <param name="plan">What goes wrong with a commit; null: nothing.</param>
    private KestrelHost(
        PlatformSignIn platform,
        TimeSpan later,
        KestrelHost? before,
        FaultPlan? plan,
        KnownProxies? proxies = null
    )
    {
        _clock = new(World.Now + later);
        (_isGuest, _folder) = (
            before is not null,
            before?._folder ?? Directory.CreateTempSubdirectory("bookseal-web-")
        );
        var tables = new FileTableStore(_folder.FullName);
        var backend = Backend.Resilient(
            new FileObjectStore(_folder.FullName, _clock),
            plan is null ? tables : new FaultyTableStore(tables, plan),
            TimeProvider.System
        );
        _tenants = new(backend, tenant => new PemKeyRing(Path.Combine(_folder.FullName, "keys"), tenant), _clock);
        _drivers = new(new CloseSteps(_tenants));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").WithServerLimits();
        builder
            .Services.AddBooksealWeb()
            .AddPassphrases()
            .AddSingleton(_tenants)
            .AddSingleton(TenantTiers.Read(ApiCompany.Tiers).Value)
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(platform)
            .AddSingleton(proxies ?? KnownProxies.None)
            .AddSingleton<IWorkLog>(Log)
            .AddSingleton<ICloseScheduler>(_drivers);
        _app = builder.Build();
        _app.Run(WebPipeline.Build(_app.Services));
    }

    /// <summary>Another process on the same store, some time later.</summary>
    public static async Task<KestrelHost> AfterAsync(KestrelHost before, TimeSpan later, FaultPlan? plan = null)
    {
        var host = new KestrelHost(PlatformSignIn.Off, later, before, plan);
        await host.InitializeAsync();
        return host;
    }

    public RecordedLog Log { get; } = new();

    public Uri Address => _client!.BaseAddress!;

    public CloseServices Open(TenantId tenant) => _tenants.Open(tenant);

    /// <summary>Nothing: the first import makes the keys, in files.</summary>
    public Task PrepareAsync(TenantId tenant) => Task.CompletedTask;

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client!.SendAsync(request);

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(addresses.Addresses.First()),
        };
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        // Closes that tests have left go on to where they need people, and write into the folder until then.
        await Task.WhenAny(_drivers.WhenIdleAsync(), Task.Delay(TimeSpan.FromSeconds(30)));
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _client?.Dispose();
        _tenants.Dispose();
        if (!_isGuest)
            _folder.Delete(recursive: true);
    }
}

/// <summary>The same behind a platform that signs people in.</summary>
public sealed class PlatformHost() : KestrelHost(PlatformSignIn.Read(PlatformContract.Setting).Value);

/// <summary>The same behind a proxy on this machine.</summary>
public sealed class ProxiedHost() : KestrelHost(PlatformSignIn.Off, KnownProxies.Read("127.0.0.1, ::1").Value);

using System.Net.Http.Headers;
using System.Text;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Access;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Evidence.Json;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>A company of its own for one test, with the small books, and whoever calls for it.</summary>
public sealed class ApiCompany
{
    private readonly IApiHost _host;

    private ApiCompany(IApiHost host, TenantId tenant) => (_host, Tenant, Services) = (host, tenant, host.Open(tenant));

    /// <summary>The same company as another host on the same store has it.</summary>
    public ApiCompany On(IApiHost host) => new(host, Tenant);

    public TenantId Tenant { get; }

    public CloseServices Services { get; }

    /// <summary>What the host says of tiers: one company lacks what has to be paid for.</summary>
    public const string Tiers = """{"default":"enterprise","tenants":{"unpaid":"growth"}}""";

    /// <param name="tenant">Instead of one that nobody has had before.</param>
    /// <param name="policy">Members of its policy instead of the usual ones.</param>
    /// <param name="more">Rows that come behind those of a file of its books.</param>
    /// <param name="edit">What else is to be another in its profile's text.</param>
    public static async Task<ApiCompany> ImportAsync(
        IApiHost host,
        string? policy = null,
        IReadOnlyDictionary<string, string>? more = null,
        string? tenant = null,
        Func<string, string>? edit = null
    )
    {
        var named = TenantId.Parse(tenant ?? $"acme-{Guid.NewGuid():N}").Value;
        await host.PrepareAsync(named);
        return await ImportAsync(host, named, SmallBooks.ReadAs(named, policy, more, edit));
    }

    /// <summary>The sample company, under a name of its own.</summary>
    public static async Task<ApiCompany> ImportSampleAsync(IApiHost host)
    {
        var named = TenantId.Parse($"harbor-{Guid.NewGuid():N}").Value;
        var files = Directory
            .EnumerateFiles(Path.Combine(Root, "samples", "harbor-supply"))
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
        var profile = Encoding.UTF8.GetString(files[BooksFiles.Profile]);
        profile = profile.Replace("\"harbor-supply\"", $"\"{named}\"", StringComparison.Ordinal);
        files[BooksFiles.Profile] = Encoding.UTF8.GetBytes(profile);
        var faults = new ImportFaults();
        var books = BooksReader.Read(files, SmallBooks.Bookkeeper, faults);
        Assert.True(books is not null, $"the sample is wrong: {string.Join(", ", faults.Faults)}");
        await host.PrepareAsync(named);
        return await ImportAsync(host, named, books);
    }

    private static async Task<ApiCompany> ImportAsync(IApiHost host, TenantId named, ImportedBooks books)
    {
        var company = new ApiCompany(host, named);
        var imported = await company.Services.Importer.ImportAsync(books, AdjustingDesk.Bookkeeper, default);
        Assert.True(imported.IsOk, imported.IsOk ? "" : imported.Fault.ToString());
        return company;
    }

    /// <summary>The same with January closed and sealed.</summary>
    public static async Task<ApiCompany> CloseAsync(IApiHost host)
    {
        var company = await ImportAsync(host);
        var begun = await company.Services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default);
        Assert.True(begun.IsOk, begun.IsOk ? "" : begun.Fault.ToString());
        var desk = new AdjustingDesk(company.Services);
        var driven = await company.Services.Host.DriveAsync(
            SmallBooks.January,
            desk,
            new Progress<CloseProgress>(),
            default
        );
        Assert.True(driven.IsOk && driven.Value.Proof is not null, driven.IsOk ? "no proof" : driven.Fault.ToString());
        return company;
    }

    public Task<string> TokenAsync(Role role, params PeriodCode[] periods) => TokenAsync(role, null, periods);

    /// <param name="holder">Null: the only one of that role.</param>
    public async Task<string> TokenAsync(Role role, PersonId? holder, params PeriodCode[] periods)
    {
        var request = new TokenRequest(role, TimeSpan.FromDays(1), holder, periods);
        return (await Services.Tokens.CreateAsync(request, AdjustingDesk.Controller, default)).Value.Text;
    }

    /// <summary>Looks at the run of January until it is as wanted.</summary>
    public async Task UntilAsync(string token, Func<JsonObject, bool> isWanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var answer = await GetAsync("/api/periods/2026-01/run", token);
            if (answer.Status == 200 && isWanted(answer.Json))
                return;
            Assert.False(limit.IsCancellationRequested, answer.Text);
            await Task.Delay(50);
        }
    }

    private static string Root
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "Serverless.sln")))
                root = root.Parent!;
            return root.FullName;
        }
    }

    public async Task<ApiAnswer> GetAsync(string path, Role role) => await GetAsync(path, await TokenAsync(role));

    public Task<ApiAnswer> GetAsync(string path, string? token) => SendAsync(new(HttpMethod.Get, path), token);

    public async Task<ApiAnswer> PostAsync(string path, Role role, string json) =>
        await PostAsync(path, await TokenAsync(role), json);

    public Task<ApiAnswer> PostAsync(string path, string? token, string json) =>
        SendAsync(
            new(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") },
            token
        );

    /// <param name="key">Its idempotency key.</param>
    public async Task<ApiAnswer> PostAsync(string path, Role role, string json, string key)
    {
        var content = new StringContent(json, Encoding.UTF8, "application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await SendAsync(request, await TokenAsync(role));
    }

    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request, string? token)
    {
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var (method, path) = (request.Method.Method, request.RequestUri!.OriginalString);
        using (request)
        using (var response = await _host.SendAsync(request))
        {
            var answer = new ApiAnswer(
                (int)response.StatusCode,
                await response.Content.ReadAsByteArrayAsync(),
                response
                    .Headers.Concat(response.Content.Headers)
                    .ToDictionary(
                        header => header.Key,
                        header => string.Join(", ", header.Value),
                        StringComparer.OrdinalIgnoreCase
                    )
            );
            var type = answer.Header("Content-Type");
            Assert.Empty(SchemaCheck.Compare(method, path, answer.Status, type, answer.Body));
            return answer;
        }
    }
}

/// <summary>What came back.</summary>
public sealed record ApiAnswer(int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonObject Json => JsonText.ParseObject(Body).Value;

    /// <summary>Of a problem document.</summary>
    public string Code => ((JsonString)Json["code"]!).Value;

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

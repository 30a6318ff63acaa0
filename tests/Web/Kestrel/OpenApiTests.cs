using Bookseal.Evidence.Json;
using Bookseal.Web.Tests.Api;

namespace Bookseal.Web.Tests.Kestrel;

/// <summary>The document is the one in docs/, and says something of every route.</summary>
public sealed class OpenApiTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    [Fact]
    public async Task Document_IsTheOneThatIsKept()
    {
        var kept = await File.ReadAllTextAsync(Path.Combine(Root, "docs", "openapi.json"));
        Assert.Equal(Lines(kept), Lines(await ReadAsync())); // 'bookseal serve', and curl /openapi.json, make it again
    }

    [Fact]
    public async Task Document_OfEveryOperation_HasASummaryAndASecurity()
    {
        var paths = (JsonObject)
            JsonText.ParseObject(System.Text.Encoding.UTF8.GetBytes(await ReadAsync())).Value["paths"]!;
        foreach (var (path, operations) in paths.Members)
        foreach (var (method, operation) in ((JsonObject)operations).Members)
        {
            var members = (JsonObject)operation;
            Assert.True(members["summary"] is JsonString { Value.Length: > 0 }, $"{method} {path} has no summary");
            Assert.True(path == "/healthz" || members["security"] is JsonArray, $"{method} {path} needs nobody");
        }
    }

    /// <summary>What takes nothing but its address: who says so, says it here.</summary>
    private static readonly string[] WithoutBody =
    [
        "/api/periods/{period}/lock",
        "/api/periods/{period}/run/tasks/{number}/approve",
        "/api/periods/{period}/run/tasks/{number}/complete",
        "/api/periods/{period}/run/tasks/{number}/start",
        "/payout/{id}/approve",
        "/payout/{id}/settle",
    ];

    [Fact]
    public async Task Document_OfEveryOperation_NamesItsBodiesBySchema()
    {
        var document = JsonText.ParseObject(System.Text.Encoding.UTF8.GetBytes(await ReadAsync())).Value;
        var schemas = document.ObjectOf("components").ObjectOf("schemas");
        foreach (var (path, operations) in document.ObjectOf("paths").Members)
        foreach (var (method, operation) in ((JsonObject)operations).Members)
        {
            var members = (JsonObject)operation;
            foreach (var (status, response) in members.ObjectOf("responses").Members)
                AssertNamed($"{method} {path} {status}", (JsonObject)response);
            if (method == "post" && !WithoutBody.Contains(path))
                AssertNamed($"{method} {path}", members.ObjectOf("requestBody"));
        }

        void AssertNamed(string where, JsonObject body)
        {
            Assert.True(body["content"] is JsonObject { Members.Count: > 0 }, $"{where} has no body");
            foreach (var (type, content) in body.ObjectOf("content").Members)
            {
                var reference = ((JsonObject)content).ObjectOf("schema").TextOf("$ref");
                Assert.True(
                    reference is not null && schemas[reference[(reference.LastIndexOf('/') + 1)..]] is JsonObject,
                    $"{where} {type} names no schema"
                );
            }
        }
    }

    [Fact]
    public async Task Paths_OfTheDocument_StandInTheDocumentation()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Root, "docs", "http-api.md"));
        var paths = (JsonObject)
            JsonText.ParseObject(System.Text.Encoding.UTF8.GetBytes(await ReadAsync())).Value["paths"]!;
        // Of a family's members the last segment is named.
        Assert.All(
            paths.Members.Keys,
            path => Assert.Contains(path.Split('/').Last(part => !part.StartsWith('{')), text, StringComparison.Ordinal)
        );
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

    private static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd().Split('\n');

    private async Task<string> ReadAsync()
    {
        using var response = await host.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/openapi.json"));
        return await response.Content.ReadAsStringAsync();
    }
}

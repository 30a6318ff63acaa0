using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using Bookseal.Books.Company;
using Bookseal.Closing.Telemetry;
using Bookseal.Evidence.Json;
using Bookseal.Web.Tests.Api;

namespace Bookseal.Web.Tests.Kestrel;

/// <summary>What those who run it read of a request, and what they do not.</summary>
public sealed class RequestLogTests(KestrelHost host) : IClassFixture<KestrelHost>
{
    private const string Secret = "greta.lindqvist";

    [Fact]
    public async Task Line_OfAnAnswer_SaysWhoAskedWhatByTheRoutesPattern()
    {
        var company = await ApiCompany.ImportAsync(host);
        var line = await AskAsync(company, HttpMethod.Get, "/api/periods/2026-01/run", Role.Auditor);
        var json = line.ToJson(DateTimeOffset.UnixEpoch);
        Assert.True(json["duration_ms"] is JsonNumber { Value: >= 0 });
        Assert.Equal(
            $$"""
            {"actor":"{{json.TextOf("actor")}}","correlation":"{{line.Correlation}}","event":"request_answered",
            "level":"info","method":"GET","route":"/api/periods/{period}/run","status":200,
            "tenant":"{{company.Tenant}}","time":"1970-01-01T00:00:00.000Z"}
            """.ReplaceLineEndings(""),
            json.With("duration_ms", null).ToString()
        );
        Assert.StartsWith("token.", line.Actor, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/entries?person=" + Secret, "/api/entries", 200)]
    [InlineData("/api/entries/" + Secret, "/api/entries/{id}", 404)]
    [InlineData("/" + Secret, null, 404)]
    public async Task Line_OfAnAddressThatNamesPeople_HasNoneOfThem(string path, string? route, int status)
    {
        var company = await ApiCompany.ImportAsync(host);
        var line = await AskAsync(company, HttpMethod.Get, path, Role.Auditor);
        var json = line.ToJson(DateTimeOffset.UnixEpoch);
        Assert.Equal((route, $"{status}"), (json.TextOf("route"), json.TextOf("status")));
        Assert.DoesNotContain(Secret, json.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("bookseal_", json.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_OfARefusedBody_IsAWarningWithoutTheBody()
    {
        var company = await ApiCompany.ImportAsync(host);
        var body = new StringContent($$"""{"reason":"{{Secret}}"}""", null, "application/json");
        var line = await AskAsync(company, HttpMethod.Post, "/api/periods/2026-01/run/cancel", Role.Preparer, body);
        Assert.Equal((LogSeverity.Warning, company.Tenant), (line.Severity, line.Tenant));
        Assert.DoesNotContain(Secret, line.ToJson(DateTimeOffset.UnixEpoch).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_OfWhoeverIsNotLetIn_NamesNoCompanyAndNoMethodThatIsMadeUp()
    {
        var company = await ApiCompany.ImportAsync(host);
        var unknown = await AskAsync(company, HttpMethod.Get, "/api/metrics", null);
        Assert.Null(unknown.Tenant);
        Assert.Null(unknown.Actor);
        var odd = await AskAsync(company, new HttpMethod("FROBNICATE"), "/api/metrics", null);
        Assert.Equal("_OTHER", odd.ToJson(DateTimeOffset.UnixEpoch).TextOf("method"));
    }

    [Fact]
    public async Task Duration_IsMeasuredByRouteAndStatus_AndByNoCompany()
    {
        var company = await ApiCompany.ImportAsync(host);
        var measured = new ConcurrentBag<Dictionary<string, object?>>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument is { Meter.Name: CloseMeter.Name, Name: "http.server.request.duration" })
                    own.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => measured.Add(new(tags.ToArray())));
        listener.Start();
        await AskAsync(company, HttpMethod.Get, "/api/audit/checkpoint", Role.Auditor);
        Assert.Contains(
            measured,
            tags =>
                tags["http.route"] is "/api/audit/checkpoint"
                && tags["http.response.status_code"] is 404
                && tags["http.request.method"] is "GET"
                && tags.Count == 4
        );
    }

    private async Task<LogLine> AskAsync(
        ApiCompany company,
        HttpMethod method,
        string path,
        Role? role,
        HttpContent? body = null
    )
    {
        var name = Guid.NewGuid().ToString("N");
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add("X-Correlation-Id", name);
        if (role is { } known)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await company.TokenAsync(known));
        (await host.SendAsync(request)).Dispose();
        return await host.Log.FindAsync(line => line.Correlation == name);
    }
}

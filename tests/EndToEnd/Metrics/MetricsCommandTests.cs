using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Metrics;

/// <summary><c>bookseal metrics</c>: the five numbers of a company, as programs and as people read them.</summary>
public sealed class MetricsCommandTests : IDisposable
{
    private readonly TestCompany _company = new(hasStandardChecklist: true);

    [Fact]
    public async Task Metrics_BeforeAnyClose_SayThatNothingIsCertifiedAndOtherwiseThatThereAreNoData()
    {
        (await _company.BooksealAsync(["import", _company.Books])).Exits(0);
        var metrics = (await MetricsAsync("--json", "--now", "2026-02-03T09:00:00Z")).Exits(0);
        Assert.Equal(
            ["no_data -", "no_data -", "alert 0", "no_data -", "no_data -"],
            All(metrics).Select(metric => $"{Text(metric, "level")} {metric["value"]?.ToString() ?? "-"}")
        );
        Assert.Contains(
            "No month has ended",
            (await MetricsAsync("--now", "2026-01-31T09:00:00Z")).Exits(0).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Metrics_OfOneMonthOfTwo_CountTheOtherAsUncertified()
    {
        (await _company.CloseAsync("2026-01", "--yes", "--now", "2026-02-03T09:00:00Z")).Exits(0);
        var metrics = (await MetricsAsync("--json")).Exits(0);
        Assert.Equal(["2026-01", "2026-02"], Texts(metrics, "periods"));
        Assert.Equal(
            ["average_close_days 1", "on_time_close_rate 100", "certification_rate 50"],
            All(metrics).Take(3).Select(metric => $"{Text(metric, "name")} {metric["value"]}")
        );
        var people = (await MetricsAsync()).Exits(0).Output;
        Assert.Contains("2026-02 is not certified; its deadline: 2026-03-10", people, StringComparison.Ordinal);
        // One month: what it was, and no trend.
        var last = (await MetricsAsync("--json", "--periods", "1")).Exits(0);
        Assert.Equal(["2026-02"], Texts(last, "periods"));
        Assert.All(All(last), metric => Assert.Equal("no_data", Text(metric, "trend")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("121")]
    public async Task Periods_OutsideTheLimits_AreRefused(string periods) =>
        (await MetricsAsync("--periods", periods)).Refuses(64, "--periods takes 1 to 120");

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> MetricsAsync(params string[] options) =>
        _company.BooksealAsync(["metrics", _company.Books, .. options]);

    private static IEnumerable<JsonObject> All(ProgramResult metrics) =>
        ((JsonArray)metrics.Json["metrics"]!).Items.Cast<JsonObject>();

    private static IEnumerable<string> Texts(ProgramResult metrics, string member) =>
        ((JsonArray)metrics.Json[member]!).Items.Select(item => ((JsonString)item).Value);

    private static string Text(JsonObject metric, string member) => ((JsonString)metric[member]!).Value;
}

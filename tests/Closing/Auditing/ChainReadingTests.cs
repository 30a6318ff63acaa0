using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Metrics;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.TestHost.Scenario;
using Xunit.Abstractions;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>What a company's years cost who works on one month: entries of the chain that are read.</summary>
public sealed class ChainReadingTests(ITestOutputHelper output)
{
    /// <summary>More than what is read sooner than looked up.</summary>
    private const int Few = 1_200;

    [Fact]
    public async Task Commands_TenTimesAsManyOtherEvents_ReadAsManyEntries()
    {
        var (few, many) = (await CountAsync(Few), await CountAsync(10 * Few));
        foreach (var (what, entries) in few)
            output.WriteLine($"{what}: {entries}");
        Assert.Equal(few, many);
        Assert.All(few.Where(counted => counted.Key != "close"), counted => Assert.InRange(counted.Value, 0, 400));
    }

    private static async Task<SortedDictionary<string, long>> CountAsync(int others)
    {
        using var chain = new LongChain();
        await chain.ImportAsync();
        await chain.AddOthersAsync(others);
        await chain.CloseAsync(YearBooks.January); // its slice begins with the log
        await chain.CloseAsync(YearBooks.February);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal) { ["close"] = chain.Counted };
        counts["status of the last month"] = await chain.CountAsync(services => StatusAsync(services, February));
        counts["a posting"] = await chain.CountAsync(PostAsync);
        counts["an import again"] = await chain.CountAsync(services =>
            services.Importer.ImportAsync(YearBooks.Read(), AdjustingDesk.Bookkeeper, default)
        );

        await chain.AddOthersAsync(others);
        await chain.Open().Audit.CheckpointAsync(default); // what a timer does daily
        counts["status of a month of long ago"] = await chain.CountAsync(services => StatusAsync(services, January));
        counts["load a month of long ago"] = await chain.CountAsync(services =>
            services.Runs.LoadAsync(January, default)
        );
        counts["metrics"] = await chain.CountAsync(services =>
            new MetricsReader(services.Workspace).ReadAsync(SmallBooks.Read().Profile, [January, February], default)
        );
        counts["standings"] = await chain.CountAsync(async services =>
            await PeriodStandings.ReadAsync(
                services.Workspace,
                await services.Workspace.ReadHeadAsync(default),
                default
            )
        );
        counts["posting after years"] = await chain.CountAsync(PostAsync);
        return counts;
    }

    private static PeriodCode January => YearBooks.January;

    private static PeriodCode February => YearBooks.February;

    private static async Task StatusAsync(CloseServices services, PeriodCode period)
    {
        Assert.True((await services.Audit.ReconstructAsync(period, default)).IsClosed);
        Assert.NotEmpty(await new RunChronicle(services.Workspace).ReadAsync(period, _ => true, default));
    }

    private static async Task PostAsync(CloseServices services)
    {
        var posted = await services.Posting.PostAsync(
            YearBooks.March,
            $"{Guid.NewGuid()}",
            [YearBooks.Entry($"P-{Guid.NewGuid():N}", new(2026, 3, 9))],
            AdjustingDesk.Bookkeeper,
            (await services.Workspace.ReadMasterDataAsync(default)).Value,
            default
        );
        Assert.True(posted.IsOk);
    }
}

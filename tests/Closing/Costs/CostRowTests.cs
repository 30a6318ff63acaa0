using System.Text;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Auditing;
using Bookseal.Closing.Tests.Categories;
using Bookseal.Evidence;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Costs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Costs;

/// <summary>
/// The row that says which list of costs is current, lost or put back, beside a chain that knows better.
/// </summary>
public sealed class CostRowTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryWorld _temporary = new();
    private StoredChain _chain = null!;
    private Digest _first;
    private Digest _last;

    private CloseServices Services => _temporary.World.Open();

    public async Task InitializeAsync()
    {
        var services = await CostBooks.WithBooksAsync(_temporary.World);
        _first = await AddAsync(services, "2026-01-05", "b-1");
        _last = await AddAsync(services, "2026-01-06", "b-2");
        _chain = new StoredChain(_temporary.World.Root);
    }

    [Fact]
    public async Task Rebuild_RowLost_MakesItAgain()
    {
        _chain.Change(rows => Assert.True(rows.Remove(CostStore.RowKey)));
        await AssertRebuiltAsync();
    }

    [Fact]
    public async Task Rebuild_RowOfAnEarlierList_MakesItAgain()
    {
        PutBack();
        await AssertRebuiltAsync();
    }

    /// <summary>Else the close would leave out what the chain beside it says was imported.</summary>
    [Fact]
    public async Task Close_RowOfAnEarlierList_SealsNothing()
    {
        PutBack();
        var services = Services;
        CategoryScenario.Good(await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default));
        var refused = await Assert.ThrowsAsync<ChainRefusedException>(() =>
            services.Host.DriveAsync(
                SmallBooks.January,
                new AdjustingDesk(services),
                new Progress<CloseProgress>(),
                default
            )
        );
        Assert.Equal(ChainCode.ProjectionDamaged, refused.Fault.Code);
        Assert.Null((await services.Runs.LoadAsync(SmallBooks.January, default)).Run.Costs);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _temporary.Dispose();

    private void PutBack() =>
        _chain.Change(rows => rows[CostStore.RowKey] = Encoding.UTF8.GetString(CostStore.RowOf(_first)));

    private async Task AssertRebuiltAsync()
    {
        Assert.Equal(
            ChainCode.ProjectionDamaged,
            Assert.Single((await Services.Audit.VerifyAsync(default)).Projections).Code
        );
        Assert.Equal([CostStore.RowKey], await Services.Audit.RebuildAsync(default));
        Assert.True((await Services.Audit.VerifyAsync(default)).IsGood);
        Assert.Equal(_last, (await Services.Workspace.ReadCostsAsync(default)).Sha256);
        await AddAsync(Services, "2026-01-07", "b-3");
        Assert.Equal(_last, (await CostBooks.EventsAsync(Services))[^1].Old);
    }

    private static async Task<Digest> AddAsync(CloseServices services, string day, string batch)
    {
        await CostBooks.AddAsync(services, CostBooks.Final(CostBooks.Row(day, "1.5")) with { Batch = batch });
        return (await services.Workspace.ReadCostsAsync(default)).Sha256;
    }
}

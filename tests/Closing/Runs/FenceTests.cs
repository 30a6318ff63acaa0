using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Storage;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Runs;

/// <summary>What is in flight when phase 5 begins is in the certificate or refused.</summary>
public sealed class FenceTests
{
    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Adjustments_RacingTheFence_AreInTheCertifiedJournalOrRefused(Place place)
    {
        var (acknowledged, refused) = (0, 0);
        for (var round = 0; round < LongMode.Count(place, 8, 2); round++)
        {
            using var temporary = await TemporaryWorld.OpenAsync(place);
            var services = temporary.World.Open();
            Assert.True(
                (await services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk
            );
            Assert.True((await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default)).IsOk);
            await services.Host.DriveAsync(
                SmallBooks.January,
                new NobodyDesk(),
                new Progress<CloseProgress>(),
                default
            );

            var adjusters = Enumerable
                .Range(0, 4)
                .Select(worker => Task.Run(() => AdjustUntilRefusedAsync(temporary.World.Open(), worker)))
                .ToList();
            await Task.Delay(30);
            var driven = await services.Host.DriveAsync(
                SmallBooks.January,
                new AdjustingDesk(services),
                new Progress<CloseProgress>(),
                default
            );
            Assert.True(driven.IsOk, driven.IsOk ? "" : driven.Fault.ToString());
            var outcomes = (await Task.WhenAll(adjusters)).SelectMany(list => list).ToList();

            var location = new Storage.Proofs.ProofLocation(
                SmallBooks.Tenant,
                SmallBooks.January,
                driven.Value.Proof!.ProofId
            );
            var certified = System.Text.Encoding.UTF8.GetString(
                (await services.Workspace.Proofs.ReadAsync(location, Books.Proof.BagLayout.Journal, default))!
            );
            foreach (var (id, isOk) in outcomes)
                Assert.Equal(isOk ? 1 : 0, certified.Split($"\"id\":\"{id}\"").Length - 1);
            Assert.Equal(certified, await Snapshot.JournalAsync(temporary.World, "journal/acme/2026-01"));
            (acknowledged, refused) = (
                acknowledged + outcomes.Count(outcome => outcome.IsOk),
                refused + outcomes.Count(outcome => !outcome.IsOk)
            );
        }

        Assert.True(acknowledged > 0 && refused > 0, $"{acknowledged} acknowledged, {refused} refused: nothing raced");
    }

    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Append_WithTheLeaseOfBeforeTheFence_IsRefusedByTheStore(Place place)
    {
        using var temporary = await TemporaryWorld.OpenAsync(place);
        var run = await WholeMonth.RunAsync(temporary.World.Open(), default);
        var path = ObjectPath.Of("journal", "acme", "2026-01", "00001.ndjson");
        var length = (await temporary.World.Objects.InfoAsync(path, default)).Value.Length;
        var stale = await temporary.World.Objects.AppendAsync(path, length, "x"u8.ToArray(), run.Id.Value, default);
        var none = await temporary.World.Objects.AppendAsync(path, length, "x"u8.ToArray(), null, default);
        Assert.Equal((StoreCode.LeaseMismatch, StoreCode.LeaseMissing), (stale.Fault.Code, none.Fault.Code));
    }

    private static async Task<List<(string Id, bool IsOk)>> AdjustUntilRefusedAsync(CloseServices services, int worker)
    {
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var outcomes = new List<(string, bool)>();
        for (var number = 0; number < 200; number++)
        {
            var id = $"R{worker}-{number}";
            var adjusted = await services.Posting.AdjustAsync(
                SmallBooks.January,
                id,
                [SmallBooks.Entry(id, 1, EntryKind.Adjusting)],
                AdjustingDesk.Bookkeeper,
                master,
                default
            );
            outcomes.Add((id, adjusted.IsOk));
            if (adjusted.IsOk)
                continue;
            Assert.Contains(adjusted.Fault.Code, (string[])["PERIOD_CLOSING", "PERIOD_CLOSED", Refusal.NoActiveRun]);
            break;
        }

        return outcomes;
    }
}

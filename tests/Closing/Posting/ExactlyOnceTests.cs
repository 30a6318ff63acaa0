using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Closing.Hosting;
using Bookseal.Evidence;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Journals;
using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Posting;

public sealed class ExactlyOnceTests : IDisposable
{
    private TemporaryWorld _temporary = null!;

    private CloseServices Services { get; set; } = null!;

    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Post_RepeatedUnderItsKey_IsKnownAndStandsOnce(Place place)
    {
        await ImportAsync(place);
        Assert.False((await PostAsync("k", SmallBooks.Entry("A"))).Value.WasKnown);
        Services = _temporary.World.Open(); // another process
        Assert.True((await PostAsync("k", SmallBooks.Entry("A"))).Value.WasKnown);
        Assert.Equal(1, (await Snapshot.JournalAsync(_temporary.World)).Split("\"id\":\"A\"").Length - 1);
    }

    [Fact]
    public async Task Post_RetriedByALaterClock_IsFoundByItsKeyAndKeepsTheTimeOfTheFirst()
    {
        await ImportAsync();
        await PostAsync("k", SmallBooks.Entry("A"));
        var before = await Snapshot.JournalAsync(_temporary.World);
        Services = _temporary.World.Open(clock: new FixedClock(World.Now.AddDays(1)));
        Assert.True((await PostAsync("k", SmallBooks.Entry("A"))).Value.WasKnown);
        Assert.Equal(before, await Snapshot.JournalAsync(_temporary.World));
        Assert.All(
            (await LinesAsync()).Where(entry => entry.Batch is not null),
            entry => Assert.Equal(World.Now, entry.Batch!.PostedAt)
        );
    }

    [Fact]
    public async Task Import_SourceTellsLaterWhoApproved_IsNoChange()
    {
        await ImportAsync();
        var told = ToldBy("journal,created_by,approved_by", ",Omar,Ines");
        var imported = await Services.Importer.ImportAsync(told, AdjustingDesk.Bookkeeper, default);
        Assert.Equal((0, 3), (imported.Value.EntriesAdded, imported.Value.EntriesKnown));
    }

    [Fact]
    public async Task Post_KeyOfAnotherBatch_IsRefused()
    {
        await ImportAsync();
        await PostAsync("k", SmallBooks.Entry("A"));
        Assert.Equal("BATCH_KEY_REUSED", (await PostAsync("k", SmallBooks.Entry("B"))).Fault.Code);
    }

    [Fact]
    public async Task Post_EntryThatIsPosted_IsRefusedUnderAnotherKey()
    {
        await ImportAsync();
        await PostAsync("k", SmallBooks.Entry("A"));
        Assert.Equal("ENTRY_EXISTS", (await PostAsync("l", SmallBooks.Entry("A"))).Fault.Code);
        Assert.Equal("ENTRY_EXISTS", (await PostAsync("m", SmallBooks.Entry("B"), SmallBooks.Entry("B"))).Fault.Code);
    }

    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Post_ManyAtOnce_GoIntoFewAppendsAndAllStandOnce(Place place)
    {
        await ImportAsync(place);
        // The first append waits until the other posts have queued up behind it.
        var gate = new TaskCompletionSource();
        Services = _temporary.World.Open(new FaultPlan(0, FaultMode.CrashBefore) { Pause = () => gate.Task });
        var poster = Services.Workspace.Journals.Poster(SmallBooks.Tenant, SmallBooks.January);
        var posts = Enumerable
            .Range(0, 400)
            .Select(number => poster.PostAsync(new($"k{number}", [SmallBooks.Entry($"E{number}")], null), default))
            .ToList();
        gate.SetResult();
        var posted = await Task.WhenAll(posts);
        Assert.All(posted, outcome => Assert.True(outcome.IsOk));
        var ids = (await LinesAsync()).Select(entry => entry.Id.ToString()).Where(id => id.StartsWith('E')).ToList();
        Assert.Equal((400, 400), (ids.Count, ids.Distinct().Count()));
        var info = await _temporary.World.Objects.InfoAsync(
            Storage.ObjectPath.Of("journal", "acme", "2026-01", "00001.ndjson"),
            default
        );
        Assert.Equal(3, info.Value.Blocks); // the import, the first post, all the others
    }

    [Theory]
    [InlineData(Place.Files)]
    [InlineData(Place.Azurite)]
    public async Task Post_SameKeyAtOnceFromTwoProcesses_StandsOnce(Place place)
    {
        await ImportAsync(place);
        var other = _temporary.World.Open();
        var master = (await other.Workspace.ReadMasterDataAsync(default)).Value;
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(number => Task.Run(() => PostAsync($"k{number}", SmallBooks.Entry($"E{number}"))))
                .Concat(
                    Enumerable
                        .Range(0, 20)
                        .Select(number =>
                            Task.Run(() =>
                                other.Posting.PostAsync(
                                    SmallBooks.January,
                                    $"k{number}",
                                    [SmallBooks.Entry($"E{number}")],
                                    AdjustingDesk.Bookkeeper,
                                    master,
                                    default
                                )
                            )
                        )
                )
        );
        Assert.All(outcomes, outcome => Assert.True(outcome.IsOk));
        Assert.Equal(20, outcomes.Count(outcome => outcome.Value.WasKnown));
        Assert.Equal(20, (await LinesAsync()).Count(entry => entry.Id.ToString().StartsWith('E')));
    }

    [Fact]
    public async Task Post_UnbalancedOrForeign_IsRefusedWithItsCode()
    {
        await ImportAsync();
        var entry = SmallBooks.Entry("A");
        Assert.Equal("ENTRY_UNBALANCED", (await PostAsync("k", entry with { Lines = [entry.Lines[0]] })).Fault.Code);
        Assert.Equal("ENTRY_OUTSIDE_PERIOD", (await PostAsync("k", entry with { Date = new(2026, 2, 1) })).Fault.Code);
        Assert.Equal("BATCH_EMPTY", (await PostAsync("k")).Fault.Code);
    }

    public void Dispose() => _temporary.Dispose();

    private static ImportedBooks ToldBy(string columns, string cells)
    {
        var rows = Encoding.UTF8.GetString(SmallBooks.Files[BooksFiles.JournalCsv]).TrimEnd().Split('\n');
        var text = string.Join('\n', rows.Select((row, index) => $"{row},{(index == 0 ? columns : cells)}"));
        var files = new Dictionary<string, byte[]>(SmallBooks.Files)
        {
            [BooksFiles.JournalCsv] = Encoding.UTF8.GetBytes(text),
        };
        return BooksReader.Read(files, SmallBooks.Bookkeeper, new ImportFaults())!;
    }

    private async Task ImportAsync(Place place = Place.Files)
    {
        _temporary = await TemporaryWorld.OpenAsync(place);
        Services = _temporary.World.Open();
        Assert.True((await Services.Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)).IsOk);
    }

    private async Task<Result<PostOutcome>> PostAsync(string key, params Entry[] entries)
    {
        var master = (await Services.Workspace.ReadMasterDataAsync(default)).Value;
        return await Services.Posting.PostAsync(
            SmallBooks.January,
            key,
            entries,
            AdjustingDesk.Bookkeeper,
            master,
            default
        );
    }

    private async Task<IEnumerable<Entry>> LinesAsync() =>
        (await Snapshot.JournalAsync(_temporary.World))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => EntryCodec.Decode(System.Text.Encoding.UTF8.GetBytes(line)).Value);
}

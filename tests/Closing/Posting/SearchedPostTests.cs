using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Storage.Files;
using Bookseal.Storage.Journals;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Posting;

/// <summary>
/// A process that posts once searches the journal for what it brings; one that goes on posting has an index. Both
/// have to say the same.
/// </summary>
public sealed class SearchedPostTests : IDisposable
{
    private static readonly string[] Ids = ["E1", "E10", "E", "1", "Ä-1", "A'B"];
    private static readonly string[] Keys = ["k", "k1", "a \"quoted\" key", "back\\slash", "schlüssel", "E1", "id"];
    private readonly string _folder = Directory.CreateTempSubdirectory("bookseal-searched-").FullName;

    [Fact]
    public async Task Posts_ByProcessesThatPostOnce_AreAnsweredAsByOneWithAnIndex()
    {
        var random = new Random(20261130);
        for (var round = 0; round < 25; round++)
        {
            var (searched, indexed) = ($"{_folder}/s{round}", $"{_folder}/i{round}");
            var withIndex = PosterOf(indexed);
            var kinds = new HashSet<string>();
            for (var post = 0; post < 12; post++)
            {
                var (key, entries) = Draw(random);
                await withIndex.HasAnyAsync([entries[0].Key], default);
                var expected = await withIndex.PostAsync(new(key, entries, null), default);
                var given = await PosterOf(searched).PostAsync(new(key, entries, null), default);
                Assert.Equal(TextOf(expected), TextOf(given));
                kinds.Add(expected.IsOk ? $"known: {expected.Value.WasKnown}" : expected.Fault.Code);
            }

            Assert.Contains("known: False", kinds);
            Assert.Contains("ENTRY_EXISTS", kinds);
            Assert.Equal(await JournalOf(indexed), await JournalOf(searched));
        }
    }

    [Fact]
    public async Task Posts_OfOneProcessThatGoesOn_AreFoundBehindTheSearchedOnes()
    {
        var poster = PosterOf(_folder);
        for (var number = 0; number < 6; number++)
            Assert.False((await PostAsync(poster, $"k{number}", $"E{number}")).Value.WasKnown);
        for (var number = 0; number < 6; number++)
        {
            Assert.True((await PostAsync(poster, $"k{number}", $"E{number}")).Value.WasKnown);
            Assert.Equal("ENTRY_EXISTS", (await PostAsync(poster, $"other{number}", $"E{number}")).Fault.Code);
        }
    }

    [Fact]
    public async Task Posts_OfTheSameByManyProcessesAtOnce_StandOnce()
    {
        var posters = Enumerable.Range(0, 8).Select(_ => PosterOf(_folder)).ToList();
        var posted = await Task.WhenAll(posters.Select(poster => Task.Run(() => PostAsync(poster, "k", "E1"))));
        Assert.Equal(1, posted.Count(outcome => !outcome.Value.WasKnown));
        var others = await Task.WhenAll(
            posters.Select((poster, at) => Task.Run(() => PostAsync(PosterOf(_folder), $"k{at}", "E2")))
        );
        Assert.Equal(1, others.Count(outcome => outcome.IsOk));
        Assert.All(others.Where(outcome => !outcome.IsOk), refused => Assert.Equal("ENTRY_EXISTS", refused.Fault.Code));
        Assert.Equal(2, (await JournalOf(_folder)).Count(c => c == '\n'));
    }

    [Fact]
    public async Task Post_AsLongAsItWasExpectedToBe_IsPostedOnlyThen()
    {
        await PostAsync(PosterOf(_folder), "k", "E1");
        var length = (await JournalOf(_folder)).Length;
        PostRequest second = new("l", [SmallBooks.Entry("E2")], null) { ExpectedLength = length };
        Assert.True((await PosterOf(_folder).PostAsync(second, default)).IsOk);
        PostRequest third = new("m", [SmallBooks.Entry("E3")], null) { ExpectedLength = length };
        Assert.Equal(JournalPoster.MovedOn, (await PosterOf(_folder).PostAsync(third, default)).Fault.Code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (string Key, Entry[] Entries) Draw(Random random)
    {
        var entries = Enumerable
            .Range(0, random.Next(1, 4))
            .Select(_ =>
                SmallBooks.Entry(Ids[random.Next(Ids.Length)], random.Next(1, 3)) with
                {
                    Description = $"as {Ids[random.Next(Ids.Length)]} and \"{Keys[random.Next(Keys.Length)]}\"",
                    Scope = random.Next(3) == 0 ? ScopeName.Parse("2026").Value : null,
                }
            );
        return (Keys[random.Next(Keys.Length)], [.. entries]);
    }

    private static string TextOf(Result<PostOutcome> outcome) => outcome.IsOk ? $"{outcome.Value}" : $"{outcome.Fault}";

    private static Task<Result<PostOutcome>> PostAsync(JournalPoster poster, string key, string id) =>
        poster.PostAsync(new(key, [SmallBooks.Entry(id)], null), default);

    /// <summary>As another process would have it.</summary>
    private static JournalPoster PosterOf(string folder) =>
        StoreOf(folder).Poster(SmallBooks.Tenant, SmallBooks.January);

    private static JournalStore StoreOf(string folder)
    {
        var clock = new FixedClock(World.Now);
        return new(new FileObjectStore(folder, clock), clock);
    }

    private static async Task<string> JournalOf(string folder)
    {
        var store = StoreOf(folder);
        var lengths = await store.LengthsAsync(SmallBooks.Tenant, SmallBooks.January, default);
        using var reader = new StreamReader(store.Read(SmallBooks.Tenant, SmallBooks.January, lengths));
        return await reader.ReadToEndAsync();
    }
}

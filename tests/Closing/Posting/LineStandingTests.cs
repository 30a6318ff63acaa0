using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Storage.Files;
using Bookseal.Storage.Journals;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Posting;

/// <summary>How a journal stands to an entry is the same by its line as by itself, wherever the line tells.</summary>
public sealed class LineStandingTests : IDisposable
{
    private static readonly string[] Ids = ["E1", "E2", "an id that is longer than short names", "Ä"];
    private readonly string _folder = Directory.CreateTempSubdirectory("bookseal-standing-").FullName;

    [Fact]
    public async Task CompareLines_OfAnyEntries_SaysWhatTheirComparisonSaysOrNothing()
    {
        var (random, seen) = (new Random(20261130), new HashSet<string>());
        for (var round = 0; round < 60; round++)
        {
            var clock = new FixedClock(World.Now);
            var store = new JournalStore(new FileObjectStore($"{_folder}/{round}", clock), clock);
            var poster = store.Poster(SmallBooks.Tenant, SmallBooks.January);
            for (var post = 0; post < random.Next(6); post++)
                await poster.PostAsync(new(KeyOf(random, post), [Posted(random)], null), default);
            Entry[] given = [.. Enumerable.Range(0, 12).Select(_ => Drawn(random))];

            var byEntry = await poster.CompareAsync(given, default);
            var byLine = await poster.CompareLinesAsync(
                [.. given.Select(entry => (ReadOnlyMemory<byte>)EntryCodec.Encode(entry))],
                default
            );
            for (var at = 0; at < given.Length; at++)
            {
                if (byLine[at] is { } standing)
                    Assert.Equal(byEntry[at], standing);
                else
                    Assert.NotEqual(EntryStanding.New, byEntry[at]);
                seen.Add($"{byLine[at]?.IsNew}");
            }
        }

        Assert.Equal(["", "False", "True"], seen.Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>An entry, or what stands in its place once its source has edited it.</summary>
    private static Entry Posted(Random random) =>
        random.Next(3) == 0 ? SourceEdit.Replacement(Drawn(random), random.Next(1, 3)) : Drawn(random);

    private static Entry Drawn(Random random) =>
        SmallBooks.Entry(Ids[random.Next(Ids.Length)], random.Next(1, 3)) with
        {
            Scope = random.Next(3) == 0 ? ScopeName.Parse("2026").Value : null,
        };

    /// <summary>Of an import, or of a person.</summary>
    private static string KeyOf(Random random, int post) =>
        random.Next(3) == 0 ? $"by hand {post}" : Digest.Of([(byte)post]).ToString();
}

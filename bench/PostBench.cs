using System.Diagnostics;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Storage.Files;
using Bookseal.Storage.Journals;

namespace Bookseal.Bench;

/// <summary>
/// Single posts into one journal on the disk, by one client and by several at once: what group commit is worth.
/// </summary>
internal static class PostBench
{
    public static async Task RunAsync(string folder, int postsPerClient)
    {
        var alone = await PostsPerSecondAsync(Path.Combine(folder, "one"), 1, postsPerClient);
        Console.WriteLine($"single posts, 1 client   {alone, 9:F0} a second   1.0 x");
        foreach (var clients in (int[])[8, 32])
        {
            var together = await PostsPerSecondAsync(Path.Combine(folder, $"{clients}"), clients, postsPerClient);
            Console.WriteLine(
                $"single posts, {clients, 2} clients {together, 9:F0} a second {together / alone, 5:F1} x"
            );
        }
    }

    private static async Task<double> PostsPerSecondAsync(string folder, int clients, int postsPerClient)
    {
        var store = new JournalStore(new FileObjectStore(folder, TimeProvider.System), TimeProvider.System);
        var poster = store.Poster(TenantId.Parse("bench").Value, new PeriodCode(2026, 1));
        await PostAsync(poster, "warm", 10);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(client => Task.Run(() => PostAsync(poster, $"c{client}", postsPerClient)))
        );
        return clients * postsPerClient / watch.Elapsed.TotalSeconds;
    }

    private static async Task PostAsync(JournalPoster poster, string client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var posted = await poster.PostAsync(
                new($"{client}-{i}", [Entry($"{client}-{i}")], null),
                CancellationToken.None
            );
            if (!posted.IsOk)
                throw new InvalidOperationException(posted.Fault.ToString());
        }
    }

    private static Entry Entry(string id)
    {
        var usd = Currency.Parse("USD").Value;
        return new(
            EntryId.Parse(id).Value,
            new DateOnly(2026, 1, 31),
            EntryKind.Standard,
            "bench",
            PersonId.Parse("bench").Value,
            [new(AccountCode.Parse("1000").Value, usd, 100, 0), new(AccountCode.Parse("2000").Value, usd, 0, 100)]
        );
    }
}

using Bookseal.TestHost.Faults;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Posting;

public sealed class PosterFailureTests
{
    [Fact]
    public async Task Post_TwoOfOneKeyWhileTheStoreDies_BothAreAnswered()
    {
        using var temporary = new TemporaryWorld();
        Assert.True(
            (
                await temporary.World.Open().Importer.ImportAsync(SmallBooks.Read(), AdjustingDesk.Bookkeeper, default)
            ).IsOk
        );
        var gate = new TaskCompletionSource();
        var services = temporary.World.Open(new FaultPlan(2, FaultMode.CrashBefore) { Pause = () => gate.Task });
        var poster = services.Workspace.Journals.Poster(SmallBooks.Tenant, SmallBooks.January);
        // The first post is in flight; the two that share a key wait, and go into the append that kills the store.
        var posts = ((string, string)[])[("first", "A"), ("same", "B"), ("same", "B")];
        var answers = posts
            .Select(post => poster.PostAsync(new(post.Item1, [SmallBooks.Entry(post.Item2)], null), default))
            .ToList();
        gate.SetResult();

        var all = Task.WhenAll(
            answers.Select(async answer =>
            {
                try
                {
                    return (await answer).IsOk ? "ok" : "refused";
                }
                catch (SimulatedCrashException)
                {
                    return "crashed";
                }
            })
        );
        Assert.Same(all, await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(20))));
        Assert.Equal(["ok", "crashed", "crashed"], await all);
    }
}

using System.Text;

namespace Bookseal.Storage.Tests.Objects;

public abstract partial class ObjectStoreContract
{
    private const int Workers = 8;

    [Fact]
    public async Task Append_EightTasksThroughTwoClients_EveryBlockIsThereOnce()
    {
        const int each = 50;
        await Objects.CreateAppendableAsync(Journal, default);
        await Task.WhenAll(
            Enumerable
                .Range(0, Workers)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < each; i++)
                            await AppendWithRetryAsync(worker % 2 == 0 ? Objects : Other, $"{worker} {i}\n");
                    })
                )
        );
        var lines = (await Objects.TextAsync(Journal)).Split('\n')[..^1];
        Assert.Equal(Expected(each).Order(), lines.Order());
        for (var worker = 0; worker < Workers; worker++)
            Assert.Equal(
                Enumerable.Range(0, each).Select(i => $"{worker} {i}"),
                lines.Where(line => line[0] == '0' + worker)
            );
        Assert.Equal(Workers * each, (await InfoAsync()).Blocks);
    }

    [Fact]
    public async Task ChangeLease_WhileAppendsAreInFlight_TheLengthReadNextIsFinal()
    {
        await Objects.CreateAppendableAsync(Journal, default);
        await Objects.AcquireLeaseAsync(Journal, RunLease, default);
        using var started = new SemaphoreSlim(0);
        var posters = Enumerable
            .Range(0, 4)
            .Select(worker =>
                Task.Run(async () =>
                {
                    while (true)
                    {
                        var length = (await Other.InfoAsync(Journal, default)).Value.Length;
                        var appended = await Other.AppendAsync(Journal, length, "line\n", RunLease);
                        if (appended.IsOk)
                            started.Release();
                        else if (appended.Fault.Code != StoreCode.PositionNotMet)
                            return appended.Fault.Code;
                    }
                })
            )
            .ToArray();
        await started.WaitAsync(TimeSpan.FromSeconds(30));
        await Objects.ChangeLeaseAsync(Journal, RunLease, FenceLease, default);
        var fenced = (await Objects.InfoAsync(Journal, default)).Value;
        Assert.All(await Task.WhenAll(posters), code => Assert.Equal("LeaseIdMismatchWithBlobOperation", code));
        Assert.Equal(fenced, await InfoAsync());
        Assert.Equal(fenced.Length, Encoding.UTF8.GetByteCount(await Other.TextAsync(Journal)));
    }

    private static IEnumerable<string> Expected(int each) =>
        Enumerable.Range(0, Workers).SelectMany(worker => Enumerable.Range(0, each).Select(i => $"{worker} {i}"));

    private static async Task AppendWithRetryAsync(IObjectStore objects, string line)
    {
        while (true)
        {
            var length = (await objects.InfoAsync(Journal, default)).Value.Length;
            var appended = await objects.AppendAsync(Journal, length, line);
            if (appended.IsOk)
                return;
            Refusal.Is("AppendPositionConditionNotMet", appended);
        }
    }
}

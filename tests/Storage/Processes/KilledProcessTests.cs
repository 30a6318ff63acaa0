using System.Text;
using Bookseal.Storage.Tests.Files;
using Bookseal.Storage.Tests.Objects;

namespace Bookseal.Storage.Tests.Processes;

/// <summary>Processes are killed in the middle of writing, time and again, while another one goes on.</summary>
[Collection("processes")]
public sealed class KilledProcessTests
{
    private const int Rounds = 8;
    private const string Endless = "1000000";
    private static readonly ObjectPath Journal = ObjectPath.Of("journal", "acme", "00001.ndjson");

    [Fact]
    public async Task Append_ProcessesKilled_WhatWasAcknowledgedIsThereOnce()
    {
        await using var place = new FilePlace();
        using var survivor = HostProcess.Start("append", place.Root, Journal.ToString(), "survivor", "60");
        var acknowledged = await KillAsync(round =>
            ["append", place.Root, Journal.ToString(), $"killed{round}", Endless]
        );
        acknowledged.AddRange(await survivor.FinishAsync());
        var lines = (await place.First.Objects.TextAsync(Journal)).Split('\n')[..^1];
        Assert.Distinct(lines);
        Assert.Empty(acknowledged.Except(lines));
        Assert.InRange(lines.Except(acknowledged).Count(), 0, Rounds); // at most the one write that each was killed in

        var info = (await place.Second.Objects.InfoAsync(Journal, default)).Value;
        Assert.Equal(lines.Length, info.Blocks);
        Assert.True((await place.Second.Objects.AppendAsync(Journal, info.Length, "after\n")).IsOk);
        Assert.EndsWith("\nafter\n", await place.First.Objects.TextAsync(Journal), StringComparison.Ordinal);
        Assert.True(TornTail.IsClean(place.FileOf("state", "journal", "acme", "00001.ndjson.log")));
    }

    [Fact]
    public async Task Increment_ProcessesKilled_WhatWasAcknowledgedIsCountedOnce()
    {
        await using var place = new FilePlace();
        using var survivor = HostProcess.Start("increment", place.Root, "audit", "acme", "counter", "60");
        var acknowledged = await KillAsync(_ => ["increment", place.Root, "audit", "acme", "counter", Endless]);
        acknowledged.AddRange(await survivor.FinishAsync());
        var row = (await place.First.Tables.GetAsync("audit", "acme", "counter", default))!;
        var count = int.Parse(row.Payload.Span);
        Assert.Distinct(acknowledged);
        Assert.Equal(count, Math.Max(count, acknowledged.Max(int.Parse)));
        Assert.InRange(count - acknowledged.Count, 0, Rounds); // at most the one write that each was killed in

        Assert.True(
            (
                await place.Second.Tables.CommitAsync(
                    "audit",
                    "acme",
                    [new("counter", Encoding.UTF8.GetBytes($"{count + 1}"), row.ETag)],
                    default
                )
            ).IsOk
        );
        Assert.True(TornTail.IsClean(place.FileOf("tables", "audit", "acme.log")));
    }

    private static async Task<List<string>> KillAsync(Func<int, string[]> arguments)
    {
        var acknowledged = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            using var process = HostProcess.Start(arguments(round));
            acknowledged.AddRange(await process.KillAfterAsync(3 + (2 * round)));
        }

        return acknowledged;
    }
}

using Bookseal.Storage.Tests.Files;
using Bookseal.Storage.Tests.Objects;

namespace Bookseal.Storage.Tests.Processes;

/// <summary>Several processes write to one place at once.</summary>
[Collection("processes")]
public sealed class SeveralProcessesTests
{
    private const int Processes = 4;
    private const int Each = 40;
    private static readonly ObjectPath Journal = ObjectPath.Of("journal", "acme", "00001.ndjson");

    [Fact]
    public async Task Append_FourProcesses_EveryLineIsThereOnceAndInTheOrderOfItsProcess()
    {
        await using var place = new FilePlace();
        var acknowledged = await RunAsync(worker => ["append", place.Root, Journal.ToString(), $"{worker}", $"{Each}"]);
        var lines = (await place.First.Objects.TextAsync(Journal)).Split('\n')[..^1];
        Assert.Equal(acknowledged.SelectMany(output => output).Order(), lines.Order());
        for (var worker = 0; worker < Processes; worker++)
            Assert.Equal(
                Enumerable.Range(0, Each).Select(i => $"{worker} {i}"),
                lines.Where(line => line[0] == '0' + worker)
            );
        Assert.Equal(Processes * Each, (await place.First.Objects.InfoAsync(Journal, default)).Value.Blocks);
    }

    [Fact]
    public async Task Increment_FourProcesses_EveryValueWasAcknowledgedOnce()
    {
        await using var place = new FilePlace();
        var acknowledged = await RunAsync(_ => ["increment", place.Root, "audit", "acme", "counter", $"{Each}"]);
        Assert.Equal(
            Enumerable.Range(1, Processes * Each),
            acknowledged.SelectMany(output => output).Select(int.Parse).Order()
        );
        Assert.Equal(
            $"{Processes * Each}",
            System.Text.Encoding.UTF8.GetString(
                (await place.First.Tables.GetAsync("audit", "acme", "counter", default))!.Payload.Span
            )
        );
    }

    private static async Task<IReadOnlyList<string>[]> RunAsync(Func<int, string[]> arguments)
    {
        var processes = Enumerable.Range(0, Processes).Select(worker => HostProcess.Start(arguments(worker))).ToList();
        try
        {
            return await Task.WhenAll(processes.Select(process => process.FinishAsync()));
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
        }
    }
}

using System.Collections.Concurrent;
using Bookseal.Books.Runs;
using Bookseal.Closing.Scheduling;
using Bookseal.TestHost.Scenario;
using Microsoft.DurableTask.Client;

namespace Bookseal.Functions.Tests.Engine;

/// <summary>A whole close of real books on the real engine, with people acting in between.</summary>
public sealed class WholeCloseTests : IDisposable
{
    private readonly BooksOnFiles _books = new();

    [Fact]
    public async Task Close_WithPeopleActingInBetween_EndsWithTheSealedProof()
    {
        await _books.ImportAsync();
        await using var world = await DurableWorld.StartAsync(
            close => _books.Steps.LookAsync(close, default),
            close => _books.Steps.StepAsync(close, default)
        );
        await DriveAsync(world);
        Assert.NotNull((await _books.LoadAsync()).Proof);
    }

    /// <summary>Each kind of reply is lost once: the step has been done, and the engine has it done again.</summary>
    [Fact]
    public async Task Close_WhoseActivityRepliesAreLost_EndsWithOneProofAndAGoodChain()
    {
        await _books.ImportAsync();
        var lost = new ConcurrentDictionary<CloseLook, bool>();
        await using var world = await DurableWorld.StartAsync(
            close => _books.Steps.LookAsync(close, default),
            async close =>
            {
                var look = await _books.Steps.LookAsync(close, default);
                var outcome = await _books.Steps.StepAsync(close, default);
                return lost.TryAdd(look, true) ? throw new IOException("the reply is lost") : outcome;
            }
        );
        await DriveAsync(world);
        Assert.True(lost.Count > 3);
        var audit = await _books.Services.Audit.VerifyAsync(default);
        Assert.True(audit.IsGood);
    }

    private async Task DriveAsync(DurableWorld world)
    {
        var begun = await new MonthStart(_books.Tenants, _books.Steps, world.Scheduler).RunAsync(
            SmallBooks.Tenant,
            default
        );
        Assert.Null(begun!.Refusal);
        await world.WhenStatusAsync(BooksOnFiles.January, status => status.WaitsFor == "task 3: Preparer");
        await _books.ActAsync(_ => new CompleteTask(AdjustingDesk.Bookkeeper, 3), world.Scheduler);
        await world.WhenStatusAsync(BooksOnFiles.January, status => status.WaitsFor == "task 5: Approver");
        await _books.ActAsync(
            run => new CertifyRun(AdjustingDesk.Controller, run.Package!.Payload, "key", []),
            world.Scheduler
        );
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(BooksOnFiles.January.InstanceId));
    }

    public void Dispose() => _books.Dispose();
}

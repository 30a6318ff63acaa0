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

    /// <summary>
    /// Two have to sign: the engine rests after the certification and after the first signature, however often it
    /// looks, and seals after the second.
    /// </summary>
    [Fact]
    public async Task Close_ThatTwoSign_RestsUntilTheSecondHasSigned()
    {
        await _books.ImportAsync(QuorumBooks.Read());
        await using var world = await DurableWorld.StartAsync(
            close => _books.Steps.LookAsync(close, default),
            close => _books.Steps.StepAsync(close, default)
        );
        await CertifyAsync(world);
        await world.WhenStatusAsync(BooksOnFiles.January, status => status.WaitsFor == "awaiting_signature: 0 of 2");
        await world.Scheduler.WakeAsync(BooksOnFiles.January, default); // a wake-up signs nothing
        await _books.SignAsync(AdjustingDesk.Controller, world.Scheduler);
        await world.WhenStatusAsync(BooksOnFiles.January, status => status.WaitsFor == "awaiting_signature: 1 of 2");
        Assert.Null((await _books.LoadAsync()).Proof);
        await _books.SignAsync(QuorumBooks.SecondApprover, world.Scheduler);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(BooksOnFiles.January.InstanceId));
        var run = await _books.LoadAsync();
        Assert.Equal((PeriodStatus.Closed, 2), (run.PeriodStatus, run.Signatures.Length));
        Assert.NotNull(run.Proof);
    }

    private async Task DriveAsync(DurableWorld world)
    {
        await CertifyAsync(world);
        await world.WhenStatusAsync(BooksOnFiles.January, status => status.WaitsFor == "awaiting_signature: 0 of 1");
        await _books.SignAsync(AdjustingDesk.Controller, world.Scheduler);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(BooksOnFiles.January.InstanceId));
    }

    private async Task CertifyAsync(DurableWorld world)
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
            run => new CertifyRun(
                AdjustingDesk.Controller,
                run.Package!.Payload,
                _books.Services.Workspace.Keys.KeysOf(AdjustingDesk.Controller.Id)[0].Key.KeyId,
                []
            ),
            world.Scheduler
        );
    }

    public void Dispose() => _books.Dispose();
}

using Bookseal.Closing.Scheduling;
using Microsoft.DurableTask.Client;

namespace Bookseal.Functions.Tests.Engine;

public sealed class CloseOrchestratorTests
{
    private static readonly CloseAddress Close = ScriptedClose.Address;
    private readonly ScriptedClose _close = new();

    [Fact]
    public async Task Generations_TwoHundred_KeepTheHistoryFlat()
    {
        _close.Look = ScriptedClose.WorkDue;
        _close.Step = step =>
        {
            if (step == 200)
                _close.Look = ScriptedClose.Over;
            return StepOutcome.Done;
        };
        await using var world = await _close.StartAsync();
        await world.Scheduler.WakeAsync(Close, default);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(Close.InstanceId));
        Assert.Equal((201, 200), (_close.Looks, _close.Steps));
        Assert.InRange(world.Hub.Manners.HistoryLengths.Max(), 1, 15);
    }

    [Fact]
    public async Task Activity_FailingInAllItsAttempts_WaitsAndGoesOnWhenWoken()
    {
        _close.Look = ScriptedClose.WorkDue;
        _close.Step = _ => throw new IOException("the store is away");
        await using var world = await _close.StartAsync();
        await world.Scheduler.WakeAsync(Close, default);
        var status = await world.WhenStatusAsync(Close, status => status.Failure is not null);
        Assert.Equal(new CloseStatus(2, null, "work: System.IO.IOException"), status);
        Assert.Equal(3, _close.Steps);
        _close.Look = ScriptedClose.Over;
        await world.Scheduler.WakeAsync(Close, default);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(Close.InstanceId));
    }

    [Fact]
    public async Task Activity_FailingInAllItsAttempts_IsLookedAtAgainWithoutAWakeUp()
    {
        _close.WhileLooking = look =>
        {
            if (look <= 3)
                throw new IOException("the store is away");
            _close.Look = ScriptedClose.Over;
            return Task.CompletedTask;
        };
        await using var world = await _close.StartAsync(DurableWorld.PaceOf(TimeSpan.FromSeconds(1)));
        await world.Scheduler.WakeAsync(Close, default);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(Close.InstanceId));
    }

    [Fact]
    public async Task Step_RefusedForGood_WaitsAndShowsTheCode()
    {
        _close.Look = ScriptedClose.WorkDue;
        _close.Step = _ => new(false, "KEY_NOT_FOUND");
        await using var world = await _close.StartAsync();
        await world.Scheduler.WakeAsync(Close, default);
        await world.WhenStatusAsync(Close, status => status.Failure == "KEY_NOT_FOUND");
        Assert.Equal(1, _close.Steps);
    }

    [Fact]
    public async Task Status_OfANewGeneration_IsThatOfTheLastUntilItHasLooked()
    {
        using var gate = new SemaphoreSlim(0);
        _close.WhileLooking = look => look == 2 ? gate.WaitAsync(DurableWorld.Limit) : Task.CompletedTask;
        await using var world = await _close.StartAsync();
        await world.Scheduler.WakeAsync(Close, default);
        await world.WhenStatusAsync(Close, status => status.WaitsFor is not null);
        await world.Scheduler.WakeAsync(Close, default);
        await DurableWorld.UntilAsync(() => Task.FromResult(_close.Looks == 2)); // the new generation is looking
        await world.WhenStatusAsync(Close, status => status == new CloseStatus(3, "task 3: Preparer", null));
        gate.Release();
    }
}

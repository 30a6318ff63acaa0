using Bookseal.Closing.Scheduling;
using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace Bookseal.Functions.Tests.Engine;

/// <summary>Wake-ups before, during and after the wait; two at once; none at all.</summary>
public sealed class WakeUpTests
{
    private static readonly CloseAddress Close = ScriptedClose.Address;
    private readonly ScriptedClose _close = new();

    [Fact]
    public async Task WakeUp_DuringTheWait_EndsIt()
    {
        await using var world = await _close.StartAsync();
        await world.Scheduler.WakeAsync(Close, default);
        await world.WhenStatusAsync(Close, status => status.WaitsFor == "task 3: Preparer");
        _close.Look = ScriptedClose.Over;
        await world.Scheduler.WakeAsync(Close, default);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(Close.InstanceId));
    }

    [Fact]
    public async Task WakeUp_BetweenTheLookAndTheWait_IsNotLost()
    {
        await using var world = await _close.StartAsync();
        _close.WhileLooking = async look =>
        {
            if (look > 1)
                return;
            _close.Look = ScriptedClose.Over; // someone acts after the look was taken, and wakes the driver
            await world.Scheduler.WakeAsync(Close, default);
        };
        await world.Scheduler.WakeAsync(Close, default);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(Close.InstanceId));
        Assert.Equal(2, _close.Looks);
    }

    [Fact]
    public async Task WakeUp_AfterTheEnd_StartsAnotherDriver()
    {
        _close.Look = ScriptedClose.Over;
        await using var world = await _close.StartAsync();
        await world.Scheduler.WakeAsync(Close, default);
        await world.WhenEndedAsync(Close.InstanceId);
        await world.Scheduler.WakeAsync(Close, default);
        await DurableWorld.UntilAsync(() => Task.FromResult(_close.Looks == 2));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(Close.InstanceId));
    }

    [Fact]
    public async Task WakeUp_AfterTheTimerWon_IsHeardByTheNextWait()
    {
        await using var world = await _close.StartAsync(DurableWorld.PaceOf(TimeSpan.FromMilliseconds(200)));
        await world.Scheduler.WakeAsync(Close, default);
        await DurableWorld.UntilAsync(() => Task.FromResult(_close.Looks > 2));
        _close.Look = ScriptedClose.Over;
        await world.Scheduler.WakeAsync(Close, default);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(Close.InstanceId));
    }

    [Fact]
    public async Task WakeUps_ManyAtOnce_AreOneDriver()
    {
        await using var world = await _close.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => world.Scheduler.WakeAsync(Close, default)));
        await world.WhenStatusAsync(Close, status => status.WaitsFor is not null);
        _close.Look = ScriptedClose.Over;
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => world.Scheduler.WakeAsync(Close, default)));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(Close.InstanceId));
    }

    [Fact]
    public async Task WakeUp_Lost_IsMadeUpForByTheNextLook()
    {
        await using var world = await _close.StartAsync(DurableWorld.PaceOf(TimeSpan.FromSeconds(2)));
        await world.Scheduler.WakeAsync(Close, default);
        await world.WhenStatusAsync(Close, status => status.WaitsFor is not null);
        _close.Look = ScriptedClose.Over;
        world.Hub.Manners.EventsToLose = 1;
        await world.Scheduler.WakeAsync(Close, default);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await world.WhenEndedAsync(Close.InstanceId));
    }

    [Fact]
    public async Task WakeUp_OfADriverThatEndsMeanwhile_StartsAnother()
    {
        _close.Look = ScriptedClose.Over;
        await using var world = await _close.StartAsync();
        await world.Scheduler.WakeAsync(Close, default);
        await world.WhenEndedAsync(Close.InstanceId);
        world.Hub.Manners.LooksThatSeeALivingInstance = 1; // and then it takes no event
        await world.Scheduler.WakeAsync(Close, default);
        await DurableWorld.UntilAsync(() => Task.FromResult(_close.Looks == 2));
        Assert.Contains(StatusCode.Unknown, world.Hub.Manners.Refusals);
    }

    [Fact]
    public async Task WakeUp_OfADriverThatStartsMeanwhile_IsNoFailure()
    {
        await using var world = await _close.StartAsync();
        await world.Scheduler.WakeAsync(Close, default);
        await world.WhenStatusAsync(Close, status => status.WaitsFor is not null);
        world.Hub.Manners.LooksThatSeeNothing = 1; // so it is started once more
        await world.Scheduler.WakeAsync(Close, default);
        Assert.Contains(StatusCode.AlreadyExists, world.Hub.Manners.Refusals);
    }
}

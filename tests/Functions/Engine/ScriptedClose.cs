using Bookseal.Closing.Scheduling;

namespace Bookseal.Functions.Tests.Engine;

/// <summary>A close that the test moves: what a look finds, and what happens meanwhile.</summary>
internal sealed class ScriptedClose
{
    private int _looks;
    private int _steps;

    public static CloseAddress Address { get; } = new("acme", "2026-01");

    /// <summary>Decided before the driver is told, as in the chain.</summary>
    public CloseLook Look { get; set; } = Waiting;

    /// <summary>What happens while an activity looks, by the number of the look.</summary>
    public Func<int, Task> WhileLooking { get; set; } = _ => Task.CompletedTask;

    /// <summary>What a step comes to, by its number.</summary>
    public Func<int, StepOutcome> Step { get; set; } = _ => StepOutcome.Done;

    public int Looks => Volatile.Read(ref _looks);

    public int Steps => Volatile.Read(ref _steps);

    public static CloseLook Waiting { get; } = new(CloseState.Waiting, 3, "task 3: Preparer");

    public static CloseLook Over { get; } = new(CloseState.Over, 6);

    public static CloseLook WorkDue { get; } = new(CloseState.WorkDue, 2);

    public async Task<CloseLook> PlanAsync(CloseAddress close)
    {
        Assert.Equal(Address, close);
        var look = Look;
        await WhileLooking(Interlocked.Increment(ref _looks));
        return look;
    }

    public Task<StepOutcome> WorkAsync(CloseAddress close) => Task.FromResult(Step(Interlocked.Increment(ref _steps)));

    public Task<DurableWorld> StartAsync(Pace? pace = null) => DurableWorld.StartAsync(PlanAsync, WorkAsync, pace);
}

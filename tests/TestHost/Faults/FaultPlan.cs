using System.Diagnostics;
using Bookseal.Storage.Resilience;

namespace Bookseal.TestHost.Faults;

/// <summary>
/// Lets one thing go wrong at one write, the n-th of a process; with n = 0 it only counts. After a crash no operation
/// works any more.
/// </summary>
public sealed class FaultPlan(int at, FaultMode mode)
{
    private bool _isDead;
    private int _writes;

    public int Writes => _writes;

    public bool HasStruck { get; private set; }

    /// <summary>Awaited before every write; lets a test hold writes back.</summary>
    public Func<Task>? Pause { get; init; }

    public void Live()
    {
        if (_isDead)
            throw new SimulatedCrashException("the process is dead");
    }

    public async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        Live();
        if (Pause is { } pause)
            await pause();
        if (Interlocked.Increment(ref _writes) != at)
            return await write();
        HasStruck = true;
        switch (mode)
        {
            case FaultMode.CrashBefore:
                throw Die();
            case FaultMode.CrashAfter:
                await write();
                throw Die();
            case FaultMode.ReplyLost:
                await write();
                throw new StoreUnavailableException("the reply was lost");
            case FaultMode.AwayBefore:
                throw new StoreUnavailableException("the store is away");
            case FaultMode.KillBefore:
                return Kill<T>();
            case FaultMode.KillAfter:
                await write();
                return Kill<T>();
            default:
                throw new InvalidOperationException($"unknown mode {mode}");
        }
    }

    private SimulatedCrashException Die()
    {
        _isDead = true;
        return new SimulatedCrashException($"died at write {Writes}");
    }

    private static T Kill<T>()
    {
        Process.GetCurrentProcess().Kill();
        throw new InvalidOperationException("SIGKILL was survived");
    }
}

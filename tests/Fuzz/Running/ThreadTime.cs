using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bookseal.Fuzz.Running;

/// <summary>
/// Processor time of the calling thread, where the system tells it (Linux), otherwise time by the clock. By the clock a
/// long run on a machine that is used for something else ends on what the machine did, not on what the case did; a case
/// that waits for ever is found by <see cref="Bounds.Hang"/>.
/// </summary>
public static partial class ThreadTime
{
    private const int ClockThreadCpuTime = 3;

    /// <summary>To be compared with another of the same thread only.</summary>
    public static TimeSpan Now() =>
        OperatingSystem.IsLinux() && Get(ClockThreadCpuTime, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / 100)
            : Stopwatch.GetElapsedTime(0);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Get(int clock, out TimeSpec time);
}

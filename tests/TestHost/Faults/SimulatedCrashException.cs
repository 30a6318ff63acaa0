namespace Bookseal.TestHost.Faults;

/// <summary>The process is dead. Nothing catches this but the test.</summary>
public sealed class SimulatedCrashException : Exception
{
    public SimulatedCrashException() { }

    public SimulatedCrashException(string message)
        : base(message) { }

    public SimulatedCrashException(string message, Exception inner)
        : base(message, inner) { }
}

namespace Bookseal.TestHost.Scenario;

/// <summary>Time stands still; timers run, so that pauses between retries end.</summary>
public sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

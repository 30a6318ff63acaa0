namespace Bookseal.Functions;

/// <summary>
/// The clock of <c>BOOKSEAL_NOW</c>: time stands still; timers run, so that pauses between retries end.
/// </summary>
internal sealed class PinnedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

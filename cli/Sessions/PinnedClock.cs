namespace Bookseal.Cli.Sessions;

/// <summary>The clock of <c>--now</c>: time stands still, so that the same close gives the same bytes.</summary>
internal sealed class PinnedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

using System.Collections.Concurrent;
using Bookseal.Closing.Telemetry;

namespace Bookseal.TestHost.Scenario;

/// <summary>A log that tests look into.</summary>
public sealed class RecordedLog : IWorkLog
{
    private readonly ConcurrentQueue<LogLine> _lines = [];

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public void Write(LogLine line) => _lines.Enqueue(line);

    /// <summary>A line that is written a moment after what it is about, as of an answer.</summary>
    public async Task<LogLine> FindAsync(Func<LogLine, bool> isWanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (Lines.FirstOrDefault(isWanted) is { } found)
                return found;
            await Task.Delay(20, limit.Token);
        }
    }
}

using Bookseal.Closing.Telemetry;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;
using Microsoft.Extensions.Logging;

namespace Bookseal.Functions;

/// <summary>
/// The log of the app, line for line that of the command line, with its members as the properties of each line.
/// </summary>
internal sealed class LoggedWork(ILogger<LoggedWork> log) : IWorkLog
{
    public void Write(LogLine line)
    {
        var level = LevelOf(line.Severity);
        if (!log.IsEnabled(level))
            return;
        var json = line.ToJson(TimeProvider.System.GetUtcNow());
        // What a logger adds itself is not said twice.
        var members = json
            .Members.Where(member => member.Key is not ("level" or "time"))
            .Select(member => new KeyValuePair<string, object?>(member.Key, ValueOf(member.Value)))
            .ToList();
        log.Log(level, default, members, null, (_, _) => VisibleText.Of(json));
    }

    private static object? ValueOf(JsonValue value) =>
        value switch
        {
            JsonString text => text.Value,
            JsonNumber { IsSafeInteger: true } number => (long)number.Value,
            _ => value.ToString(),
        };

    private static LogLevel LevelOf(LogSeverity severity) =>
        severity switch
        {
            LogSeverity.Information => LogLevel.Information,
            LogSeverity.Warning => LogLevel.Warning,
            LogSeverity.Error => LogLevel.Error,
            _ => throw new ArgumentOutOfRangeException(nameof(severity)),
        };
}

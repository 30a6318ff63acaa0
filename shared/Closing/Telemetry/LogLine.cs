using Bookseal.Books.Audit;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Telemetry;

/// <summary>
/// One line of the log: what happened, to which run, and with which code. Never a message, a reason or an amount: those
/// stand in the chain and on the terminal, for people who may see the books.
/// </summary>
/// <param name="Event">An event type of the audit chain, or <c>command_started</c> and the like.</param>
public sealed record LogLine(LogSeverity Severity, string Event)
{
    private static readonly HashSet<string> Warnings = new(StringComparer.Ordinal)
    {
        "certification_declined",
        "command_refused",
        "decertified",
        "run_cancelled",
        "signoffs_voided",
        "task_blocked",
        "task_flagged",
    };

    public TenantId? Tenant { get; init; }

    public PeriodCode? Period { get; init; }

    /// <summary>The run's id, or an import's batch key: as in the chain.</summary>
    public string? Correlation { get; init; }

    public string? Actor { get; init; }

    public long? Task { get; init; }

    public string? Code { get; init; }

    /// <summary>The entry's number in the chain.</summary>
    public long? Sequence { get; init; }

    /// <summary>What else a host knows.</summary>
    public IReadOnlyList<(string Name, JsonValue? Value)> More { get; init; } = [];

    /// <summary>Of an entry that the chain has.</summary>
    public static LogLine Of(TenantId tenant, AuditEntry entry) =>
        new(SeverityOf(entry), entry.Type)
        {
            Tenant = tenant,
            Period = entry.Period,
            Correlation = entry.Correlation,
            Actor = entry.Actor.ToString(),
            Task = entry.Data["task"] is JsonNumber { IsSafeInteger: true } task ? (long)task.Value : null,
            Code = CodeOf(entry),
            Sequence = entry.Sequence,
        };

    public JsonObject ToJson(DateTimeOffset at) =>
        JsonObject.Of([
            ("actor", Actor),
            ("code", Code),
            ("correlation", Correlation),
            ("event", Event),
            ("level", Severity.Text()),
            ("period", Period?.ToString()),
            ("seq", Sequence is { } sequence ? sequence : (JsonValue?)null),
            ("task", Task is { } task ? task : (JsonValue?)null),
            ("tenant", Tenant?.ToString()),
            ("time", Dates.Text(at)),
            .. More,
        ]);

    private static LogSeverity SeverityOf(AuditEntry entry) =>
        Warnings.Contains(entry.Type.Split('/')[0]) || FailedGuards(entry).Any()
            ? LogSeverity.Warning
            : LogSeverity.Information;

    /// <summary>Of a refusal its code, of guards that failed theirs.</summary>
    private static string? CodeOf(AuditEntry entry)
    {
        if (entry.Data["code"] is JsonString code)
            return code.Value;
        return FailedGuards(entry).ToList() is { Count: > 0 } failed ? string.Join(' ', failed) : null;
    }

    private static IEnumerable<string> FailedGuards(AuditEntry entry) =>
        entry.Data["failed"] is JsonArray failed ? failed.Items.OfType<JsonString>().Select(text => text.Value) : [];
}

public enum LogSeverity
{
    Information,
    Warning,
    Error,
}

public static class LogSeverities
{
    public static string Text(this LogSeverity severity) =>
        severity switch
        {
            LogSeverity.Information => "info",
            LogSeverity.Warning => "warning",
            LogSeverity.Error => "error",
            _ => throw new ArgumentOutOfRangeException(nameof(severity)),
        };
}

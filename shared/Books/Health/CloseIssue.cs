using Bookseal.Books.Guards;
using Bookseal.Books.Runs;

namespace Bookseal.Books.Health;

/// <summary>Why a period cannot be closed now, as clients of the close API are told.</summary>
/// <param name="Code">Stable: that of the guard which does not pass, or of what else forbids the close.</param>
public sealed record CloseIssue(string Code, string Message, JsonObject Metadata)
{
    public const string Unbalanced = "UNBALANCED_ENTRIES";
    private const int MostExceptions = 20;

    /// <summary>Each of them forbids the close.</summary>
    public string Severity { get; } = "ERROR";

    public static CloseIssue Of(Fault fault) => new(fault.Code, fault.Message, JsonObject.Of());

    /// <summary>One for each guard that does not pass; unbalanced entries first: others may follow from them.</summary>
    public static IReadOnlyList<CloseIssue> Of(IEnumerable<GuardOutcome> guards) =>
        [.. guards.Where(guard => !guard.Passed).Select(Of).OrderByDescending(issue => issue.Code == Unbalanced)];

    public JsonObject ToJson() =>
        JsonObject.Of(("code", Code), ("message", Message), ("metadata", Metadata), ("severity", Severity));

    private static CloseIssue Of(GuardOutcome guard)
    {
        var blocking = guard.Exceptions.Where(found => found.IsBlocking).ToList();
        if (guard.Code == GuardCode.NoUnbalancedEntries)
            return new(
                Unbalanced,
                $"Period has {blocking.Count} unbalanced journal entries - debits do not equal credits",
                JsonObject.Of(("unbalanced_count", blocking.Count))
            );
        var more = blocking.Count > 1 ? $" (and {blocking.Count - 1} more)" : "";
        return new(
            guard.Code,
            $"{blocking[0].Description}{more}",
            JsonObject.Of(
                ("count", blocking.Count),
                ("exceptions", new JsonArray(blocking.Take(MostExceptions).Select(found => found.ToJson())))
            )
        );
    }
}

using Bookseal.Books.Certificates;
using Bookseal.Books.Checklists;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;

namespace Bookseal.Books.SignOffs;

/// <summary>Who reviewed the statements, and what was posted after that.</summary>
/// <param name="EntriesAfter">Entries that the reviewer has not seen; closing entries among them.</param>
/// <param name="AdjustmentsAfter">
/// Those that are none, the last <see cref="Limits.Adjustments"/> of them; null under rules that do not name them.
/// </param>
/// <param name="Changes">What those did to the period's net income, by currency.</param>
public sealed record ManagementReview(
    PersonId By,
    DateTimeOffset At,
    long EntriesAfter,
    IReadOnlyList<RunEntry>? AdjustmentsAfter,
    IReadOnlyList<NetIncomeSeen> Changes
)
{
    /// <summary>Null where the checklist has no such task, or nobody has done it.</summary>
    public static ManagementReview? Of(PeriodBooks books, CloseRun run)
    {
        var task = run.Template.Tasks.FirstOrDefault(item => item.Scope == TaskScope.Statements);
        if (task is null || run.Tasks.GetValueOrDefault(task.Number) is not { Seen: { } seen } state)
            return null;
        var now = ScopeSheet.SeenOf(task.Scope, books)!;
        // The journal only grows: what the reviewer saw are its first entries.
        var after = books.Fold.Adjustments.Where(adjustment => adjustment.Index >= seen.Entries);
        return new(
            state.CompletedBy,
            state.CompletedAt,
            now.Entries - seen.Entries,
            books.Rules >= RuleSet.V7 ? [.. after] : null,
            seen.ChangeTo(now)
        );
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            (
                "adjustments_after",
                JsonObject.Of(
                    ("entries", EntriesAfter),
                    ("listed", AdjustmentsAfter is { } after ? new JsonArray(after.Select(Listed)) : null),
                    ("net_income", new JsonArray(Changes.Select(change => change.ToJson())))
                )
            ),
            ("reviewed_at", Dates.Text(At)),
            ("reviewed_by", By.ToString())
        );

    private static JsonValue Listed(RunEntry adjustment) =>
        JsonObject.Of(
            (
                "debits",
                new JsonArray(
                    adjustment.Debits.Select(sum =>
                        JsonObject.Of(
                            ("amount_minor", StatementAmounts.Text(sum.Minor)),
                            ("currency", sum.Currency.ToString())
                        )
                    )
                )
            ),
            ("entry", adjustment.Entry.Id.ToString()),
            ("kind", adjustment.Kind.Text()),
            ("posted_by", adjustment.PostedBy.ToString()),
            ("scope", adjustment.Entry.Scope?.ToString())
        );
}

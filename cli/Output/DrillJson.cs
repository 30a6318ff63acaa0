using Bookseal.Books.Backups;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Output;

/// <summary>When a restore drill is due, for programs.</summary>
internal static class DrillJson
{
    public static JsonObject Of(DrillState state, bool isOverdue) =>
        JsonObject.Of(
            ("due_at", state.DueAt is { } due ? Dates.Text(due) : null),
            ("last_passed_at", state.LastPassed is { } last ? Dates.Text(last) : null),
            ("overdue", isOverdue)
        );
}

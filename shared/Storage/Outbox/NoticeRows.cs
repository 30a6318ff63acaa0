using Bookseal.Books.Audit;
using Bookseal.Books.Notifications;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Outbox;

/// <summary>
/// The outbox rows beside audit entries, <c>notice-{sequence}</c>: what people have to be told because of that entry.
/// They are inserted in the entries' own transaction, one row an entry, and never changed: an event that is recorded
/// is told, and one that is not is not.
/// </summary>
public static class NoticeRows
{
    internal const string Prefix = "notice-";

    /// <summary>Every notice row comes before it: '.' follows on '-'.</summary>
    internal const string End = "notice.";

    public static string KeyOf(long sequence) => $"{Prefix}{sequence:D19}";

    /// <summary>For the projections of a commit to the audit chain.</summary>
    public static TableWrite Of(AuditEntry entry, IReadOnlyList<Notice> notices) =>
        new(
            KeyOf(entry.Sequence),
            CanonicalJson.ToBytes(
                JsonObject.Of(
                    ("at", Dates.Text(entry.Timestamp)),
                    ("notices", new JsonArray(notices.Select(notice => notice.ToJson()))),
                    ("sequence", entry.Sequence)
                )
            ),
            null
        );

    internal static Result<RecordedNotices> Read(ReadOnlySpan<byte> row) =>
        JsonText
            .ParseObject(row)
            .Then(source =>
            {
                var fields = new Fields(source, "OUTBOX_INVALID");
                var at = fields.Text("at", Dates.ParseInstant);
                var notices = fields.Objects("notices", Notice.FromJson);
                var sequence = fields.Integer("sequence");
                return fields.Finish(() => new RecordedNotices(sequence, at, notices));
            });
}

/// <param name="Sequence">Of the audit entry that they came with.</param>
/// <param name="At">When it was recorded.</param>
public sealed record RecordedNotices(long Sequence, DateTimeOffset At, IReadOnlyList<Notice> Notices);

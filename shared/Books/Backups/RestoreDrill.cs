using Bookseal.Books.Values;

namespace Bookseal.Books.Backups;

/// <summary>What a restore drill has shown, in the audit chain of the books that it was of.</summary>
/// <param name="Backup">The digest of the manifest of the backup that was restored.</param>
/// <param name="Passed">Everything was as it was backed up, and every proof held.</param>
/// <param name="Checklist">The digest of the report that people tick off.</param>
public sealed record RestoreDrill(
    Digest Backup,
    DateTimeOffset BackedUpAt,
    bool Passed,
    long Objects,
    long Bytes,
    long Entries,
    long Proofs,
    long DurationMs,
    Digest Checklist
)
{
    public const string TypeName = "restore_drill/1";

    public const string Overdue = "RESTORE_DRILL_OVERDUE";

    public JsonObject ToData() =>
        JsonObject.Of(
            ("backed_up_at", Dates.Text(BackedUpAt)),
            ("backup_sha256", Backup),
            ("bytes", Bytes),
            ("checklist_sha256", Checklist),
            ("duration_ms", DurationMs),
            ("entries", Entries),
            ("objects", Objects),
            ("passed", Passed),
            ("proofs", Proofs)
        );

    public static Result<RestoreDrill> FromData(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var read = new RestoreDrill(
            fields.Text("backup_sha256", Digest.Parse),
            fields.Text("backed_up_at", Dates.ParseInstant),
            fields.Boolean("passed"),
            fields.Integer("objects"),
            fields.Integer("bytes"),
            fields.Integer("entries"),
            fields.Integer("proofs"),
            fields.Integer("duration_ms"),
            fields.Text("checklist_sha256", Digest.Parse)
        );
        return fields.Finish(() => read);
    }
}

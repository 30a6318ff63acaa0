using Bookseal.Books.Values;

namespace Bookseal.Books.Backups;

/// <summary>
/// The books stand here because a backup was restored: what came after it elsewhere is not here, and a reader of the
/// chain sees from where on.
/// </summary>
/// <param name="Backup">The digest of the backup's manifest.</param>
/// <param name="Versions">
/// Of the list of the versions that sealed files have here; null where the store keeps none.
/// </param>
public sealed record TenantRestored(Digest Backup, DateTimeOffset BackedUpAt, long Objects, Digest? Versions)
{
    public const string TypeName = "tenant_restored/1";

    public JsonObject ToData() =>
        JsonObject.Of(
            ("backed_up_at", Dates.Text(BackedUpAt)),
            ("backup_sha256", Backup),
            ("objects", Objects),
            ("versions_sha256", Versions is { } versions ? (JsonValue)versions : null)
        );

    public static Result<TenantRestored> FromData(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var read = new TenantRestored(
            fields.Text("backup_sha256", Digest.Parse),
            fields.Text("backed_up_at", Dates.ParseInstant),
            fields.Integer("objects"),
            fields.OptionalText("versions_sha256", Digest.Parse)
        );
        return fields.Finish(() => read);
    }
}

using Bookseal.Books.Audit;
using Bookseal.Books.Values;

namespace Bookseal.Storage.Backups;

/// <summary>backup.json: what a backup is of, and the digests of everything in it. Written last.</summary>
/// <param name="Source">Where the books were, without secrets.</param>
/// <param name="Retains">The store keeps what it is told to keep; an emulator does not.</param>
/// <param name="ChainSize">Entries of the audit chain, <paramref name="ChainRoot"/> its tree head.</param>
/// <param name="ObjectList">Of objects.ndjson, which names every object with its digest.</param>
/// <param name="KeyIds">The keys that the chain has enrolled: their private halves are not in a backup.</param>
public sealed record BackupManifest(
    TenantId Tenant,
    DateTimeOffset CreatedAt,
    string Source,
    bool Retains,
    long ChainSize,
    Digest ChainRoot,
    BackupList ObjectList,
    long ObjectBytes,
    IReadOnlyList<BackupTable> Tables,
    IReadOnlyList<string> KeyIds
)
{
    public const string Invalid = "BACKUP_INVALID";

    public const string PayloadType = "application/vnd.bookseal.backup+json";

    private const int Version = 1;

    /// <summary>What names the backup: in markers, events and reports.</summary>
    public Digest Digest => Digest.Of(ToBytes());

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("chain", JsonObject.Of(("entries", ChainSize), ("root", ChainRoot))),
                ("created_at", Dates.Text(CreatedAt)),
                ("keys", JsonArray.OfTexts(KeyIds)),
                ("objects", ObjectList.ToJson().With("bytes", ObjectBytes)),
                ("retains", Retains),
                ("source", Source),
                ("tables", new JsonArray(Tables.Select(table => table.ToJson()))),
                ("tenant", Tenant.ToString()),
                ("v", Version)
            )
        );

    /// <summary><c>BACKUP_INVALID</c>, or <c>UNSUPPORTED_BACKUP</c> of a newer program's.</summary>
    public static Result<BackupManifest> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
                source["v"] is JsonNumber { IsSafeInteger: true, Value: > Version }
                    ? new Fault("UNSUPPORTED_BACKUP", "a newer program made this backup; use that one")
                    : Read(source)
            );

    private static Result<BackupManifest> Read(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var (size, root) = fields.Object("chain", ReadChain);
        var created = fields.Text("created_at", Dates.ParseInstant);
        var keys = fields.Texts("keys");
        var (list, objectBytes) = fields.Object("objects", ReadObjects);
        var retains = fields.Boolean("retains");
        var place = fields.Text("source");
        var tables = fields.Objects("tables", BackupTable.FromJson);
        var tenant = fields.Text("tenant", TenantId.Parse);
        if (fields.Integer("v") != Version)
            fields.Fail("unknown version");
        if (!tables.Select(table => table.Name).SequenceEqual(TenantPlaces.Tables))
            fields.Fail("'tables' are not those of a tenant");
        return fields.Finish(() =>
            new BackupManifest(tenant, created, place, retains, size, root, list, objectBytes, tables, keys)
        );
    }

    private static Result<(long Size, Digest Root)> ReadChain(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var chain = (fields.Integer("entries"), fields.Text("root", Digest.Parse));
        return fields.Finish(() => chain);
    }

    private static Result<(BackupList List, long Bytes)> ReadObjects(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var read = (
            new BackupList(fields.Integer("count"), fields.Text("sha256", Digest.Parse)),
            fields.Integer("bytes")
        );
        return fields.Finish(() => read);
    }
}

/// <param name="Count">Its lines.</param>
/// <param name="Sha256">Of the file.</param>
public sealed record BackupList(long Count, Digest Sha256)
{
    public JsonObject ToJson() => JsonObject.Of(("count", Count), ("sha256", Sha256));
}

/// <summary>A partition of a table: <c>tables/{name}.ndjson</c>, a row a line, in the order of their keys.</summary>
public sealed record BackupTable(string Name, BackupList Rows)
{
    public JsonObject ToJson() => Rows.ToJson().With("name", Name);

    public static Result<BackupTable> FromJson(JsonObject source)
    {
        var fields = new Fields(source, BackupManifest.Invalid);
        var read = new BackupTable(
            fields.Text("name"),
            new(fields.Integer("count"), fields.Text("sha256", Digest.Parse))
        );
        return fields.Finish(() => read);
    }
}

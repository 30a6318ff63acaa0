using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Evidence.Merkle;

namespace Bookseal.Books.Audit;

/// <summary>
/// One link of a tenant's audit chain. Its RFC 8785 bytes are what is stored, hashed into the next entry and a leaf of
/// the log's tree.
/// </summary>
/// <param name="Log">The log's origin.</param>
/// <param name="Previous">SHA-256 of the previous entry's bytes; all zeros in the first.</param>
/// <param name="Type">Event type with version, e.g. <c>run_started/1</c>.</param>
/// <param name="Correlation">What belongs together: the run's id, or an import's batch key.</param>
public sealed record AuditEntry(
    string Log,
    long Sequence,
    Digest Previous,
    DateTimeOffset Timestamp,
    PersonId Actor,
    string ActorKind,
    string Type,
    PeriodCode? Period,
    RunId? Run,
    string Correlation,
    JsonObject Data
)
{
    public const int FormatVersion = 1;

    public byte[] Encode() => CanonicalJson.ToBytes(ToJson());

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("actor", Actor.ToString()),
            ("actor_kind", ActorKind),
            ("correlation", Correlation),
            ("data", Data),
            ("log", Log),
            ("period", Period?.ToString()),
            ("prev", Previous),
            ("run", Run?.ToString()),
            ("seq", Sequence),
            ("ts", Dates.Text(Timestamp)),
            ("type", Type),
            ("v", FormatVersion)
        );

    /// <summary>
    /// Reads an entry; only the bytes that <see cref="Encode"/> writes are accepted. Otherwise
    /// <c>AUDIT_ENTRY_INVALID</c>, or <c>UNSUPPORTED_EVENT</c> for a format of a later version.
    /// </summary>
    public static Result<AuditEntry> Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Limits.AuditEntryBytes)
            return new Fault("AUDIT_ENTRY_INVALID", $"an audit entry is at most {Limits.AuditEntryBytes} bytes");
        if (!JsonText.ParseObject(bytes).Then(FromJson).TryGet(out var entry, out var fault))
            return fault.Code == EventTypes.Unsupported ? fault : new Fault("AUDIT_ENTRY_INVALID", fault.Message);
        return entry.Encode().AsSpan().SequenceEqual(bytes)
            ? entry
            : new Fault("AUDIT_ENTRY_INVALID", "the entry is not in canonical form");
    }

    public static Digest LeafOf(ReadOnlySpan<byte> entryBytes) => MerkleHash.Leaf(entryBytes);

    private static Result<AuditEntry> FromJson(JsonObject source)
    {
        if (IntegerOf(source["v"]) is { } version and > FormatVersion)
            return EventTypes.RefuseFormat(IntegerOf(source["seq"]), version);
        var fields = new Fields(source, "AUDIT_ENTRY_INVALID");
        var actor = fields.Text("actor", PersonId.Parse);
        var kind = fields.Text("actor_kind");
        var correlation = fields.Text("correlation");
        var data = fields.Object("data");
        var log = fields.Text("log");
        var period = fields.OptionalText("period", PeriodCode.Parse);
        var previous = fields.Text("prev", Digest.Parse);
        var run = fields.OptionalText("run", RunId.Parse);
        var sequence = fields.Integer("seq");
        var timestamp = fields.Text("ts", Dates.ParseInstant);
        var type = fields.Text("type");
        if (fields.Integer("v") != FormatVersion)
            fields.Fail("unknown format version");
        return fields.Finish(() =>
            new AuditEntry(log, sequence, previous, timestamp, actor, kind, type, period, run, correlation, data)
        );
    }

    private static long? IntegerOf(JsonValue? value) =>
        value is JsonNumber { IsSafeInteger: true } number ? (long)number.Value : null;
}

/// <summary>What is to be recorded, before the chain has given it a place and a time.</summary>
public sealed record AuditDraft(
    PersonId Actor,
    string ActorKind,
    string Type,
    PeriodCode? Period,
    RunId? Run,
    string Correlation,
    JsonObject Data
);

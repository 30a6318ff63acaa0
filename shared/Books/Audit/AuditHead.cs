using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Evidence.Merkle;

namespace Bookseal.Books.Audit;

/// <summary>
/// The end of a chain: everything that the next entry depends on. Replaced, if it is unchanged, in the same transaction
/// as the entries that it counts.
/// </summary>
public sealed class AuditHead
{
    private const int VersionWithoutRows = 1;
    private const int Version = 2;
    private readonly MerkleRange _frontier;

    private AuditHead(
        string log,
        Digest last,
        DateTimeOffset lastTimestamp,
        MerkleRange frontier,
        IReadOnlyDictionary<string, long>? rows
    ) => (Log, Last, LastTimestamp, _frontier, Rows) = (log, last, lastTimestamp, frontier, rows);

    public string Log { get; }

    /// <summary>SHA-256 of the last entry's bytes; all zeros while there is none.</summary>
    public Digest Last { get; }

    public DateTimeOffset LastTimestamp { get; }

    /// <summary>Entries so far, which is also the next entry's sequence number.</summary>
    public long Size => _frontier.End;

    public Digest Root => _frontier.Root();

    /// <summary>
    /// How many projection rows of each family were ever inserted, so that one that is lost is missed; null in the head
    /// of an older release.
    /// </summary>
    public IReadOnlyDictionary<string, long>? Rows { get; }

    public MerkleRange Frontier => _frontier.Copy();

    public static AuditHead Empty(string log) =>
        new(log, default, DateTimeOffset.MinValue, new MerkleRange(), new Dictionary<string, long>());

    public AuditHead WithRows(IReadOnlyDictionary<string, long> rows) => new(Log, Last, LastTimestamp, _frontier, rows);

    /// <summary>
    /// Gives each draft its place. A clock that went back does not take the chain with it: no timestamp is less than
    /// the one before.
    /// </summary>
    public (AuditHead Head, IReadOnlyList<AuditEntry> Entries) Append(
        IEnumerable<AuditDraft> drafts,
        DateTimeOffset now
    )
    {
        var timestamp = now > LastTimestamp ? TruncateToMs(now) : LastTimestamp;
        if (timestamp < LastTimestamp)
            timestamp = LastTimestamp;
        var frontier = _frontier.Copy();
        var last = Last;
        var entries = new List<AuditEntry>();
        foreach (var draft in drafts)
        {
            var entry = new AuditEntry(
                Log,
                frontier.End,
                last,
                timestamp,
                draft.Actor,
                draft.ActorKind,
                draft.Type,
                draft.Period,
                draft.Run,
                draft.Correlation,
                draft.Data
            );
            var bytes = entry.Encode();
            if (bytes.Length > Limits.AuditEntryBytes)
                throw new InvalidOperationException(
                    $"an audit entry of type {draft.Type} has {bytes.Length} bytes; "
                        + $"the limit is {Limits.AuditEntryBytes}"
                );
            entries.Add(entry);
            frontier.Append(AuditEntry.LeafOf(bytes));
            last = Digest.Of(bytes);
        }

        return (new(Log, last, timestamp, frontier, Rows), entries);
    }

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("frontier", JsonArray.OfTexts(_frontier.Hashes.Select(hash => hash.ToString()))),
                ("last", Last),
                ("log", Log),
                ("rows", Rows is null ? null : RowsJson(Rows)),
                ("size", Size),
                ("ts", Dates.Text(LastTimestamp)),
                ("v", Rows is null ? VersionWithoutRows : Version)
            )
        );

    public static Result<AuditHead> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, "AUDIT_HEAD_INVALID");
                var hashes = fields.Texts("frontier", Digest.Parse);
                var last = fields.Text("last", Digest.Parse);
                var log = fields.Text("log");
                var rows = fields.OptionalObject("rows", ReadRows);
                var size = fields.Integer("size");
                var timestamp = fields.Text("ts", Dates.ParseInstant);
                if (fields.Integer("v") != (rows is null ? VersionWithoutRows : Version))
                    fields.Fail("unknown format version");
                return fields
                    .Finish(() => hashes)
                    .Then(frontier => MerkleRange.Frontier(size, frontier))
                    .Map(frontier => new AuditHead(log, last, timestamp, frontier, rows));
            });

    private static JsonObject RowsJson(IReadOnlyDictionary<string, long> rows) =>
        JsonObject.Of(rows.Select(family => KeyValuePair.Create(family.Key, (JsonValue)family.Value)));

    private static Result<IReadOnlyDictionary<string, long>> ReadRows(JsonObject source)
    {
        var fields = new Fields(source, "AUDIT_HEAD_INVALID");
        IReadOnlyDictionary<string, long> rows = source.Members.Keys.ToDictionary(
            family => family,
            fields.Integer,
            StringComparer.Ordinal
        );
        return fields.Finish(() => rows);
    }

    private static DateTimeOffset TruncateToMs(DateTimeOffset instant) =>
        new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
}

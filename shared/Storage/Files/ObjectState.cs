using Bookseal.Books.Values;

namespace Bookseal.Storage.Files;

/// <summary>
/// What the commit log beside an object says of it: committed length, lease, seal, retention; and the rules by which
/// that changes. Each rule gives the commit to write, null where nothing changes, or the refusal. An object that was
/// only created has no such log.
/// </summary>
internal sealed class ObjectState(ObjectPath path)
{
    /// <summary>Committed length of an appendable object; null for one created whole.</summary>
    public long? Length { get; private set; }

    public int Blocks { get; private set; }

    public Guid? Lease { get; private set; }

    public bool IsLeased => Lease is not null;

    public bool IsSealed { get; private set; }

    public DateTimeOffset? RetainUntil { get; private set; }

    public RetentionMode Retention { get; private set; }

    public static byte[] Appended(long length, int blocks) =>
        Commit(("op", "append"), ("length", length), ("blocks", blocks));

    public static byte[] Whole() => Commit(("op", "whole"));

    public Fault? RefusesAppend(long position, Guid? lease, DateTimeOffset now)
    {
        if (Length is null)
            return Refuse(StoreCode.NotAppendable, "was created whole");
        if (Retention != RetentionMode.None && RetainUntil > now)
            return Refuse(StoreCode.ImmutableByPolicy, "is retained");
        if (RefusesLease(lease) is { } refusal)
            return refusal;
        if (IsSealed)
            return Refuse(StoreCode.Sealed, "is sealed");
        if (Length != position)
            return Refuse(StoreCode.PositionNotMet, $"has {Length} bytes, not {position}");
        return Blocks >= Limits.ObjectBlocks
            ? Refuse(StoreCode.BlockCountExceeded, $"has {Limits.ObjectBlocks} blocks")
            : null;
    }

    public Fault? RefusesDelete(DateTimeOffset now) =>
        Retention != RetentionMode.None && RetainUntil > now
            ? Refuse(StoreCode.ImmutableByPolicy, "is retained")
            : RefusesLease(null);

    public Result<byte[]?> Seal(Guid? lease)
    {
        if (Length is null)
            return Refuse(StoreCode.NotAppendable, "was created whole");
        if (RefusesLease(lease) is { } refusal)
            return refusal;
        return IsSealed ? Nothing : Commit(("op", "seal"));
    }

    public Result<byte[]?> AcquireLease(Guid lease)
    {
        if (Lease is { } current && current != lease)
            return Refuse(StoreCode.LeaseAlreadyPresent, "is leased");
        return Lease == lease ? Nothing : Leased(lease);
    }

    public Result<byte[]?> ChangeLease(Guid from, Guid to)
    {
        if (Lease is not { } current)
            return NotLeased();
        if (current == to)
            return Nothing;
        return current == from ? Leased(to) : Refuse(StoreCode.LeaseOperationMismatch, "is leased under another id");
    }

    public Result<byte[]?> ReleaseLease(Guid lease)
    {
        if (Lease is null)
            return NotLeased();
        return Lease == lease ? Leased(null) : Refuse(StoreCode.LeaseOperationMismatch, "is leased under another id");
    }

    public Result<byte[]?> Retain(DateTimeOffset until, RetentionMode mode) =>
        Retention == RetentionMode.Locked && (mode != RetentionMode.Locked || until < RetainUntil)
            ? Refuse(StoreCode.ImmutableByPolicy, "has a locked policy, which can only be extended")
            : Commit(("op", "retain"), ("until", Dates.Text(until)), ("locked", mode == RetentionMode.Locked));

    public void Apply(byte[] commit)
    {
        var fields = new Fields(JsonText.ParseObject(commit).Value, "STATE_INVALID");
        switch (fields.Text("op"))
        {
            case "append":
                (Length, Blocks) = (fields.Integer("length"), (int)fields.Integer("blocks"));
                break;
            case "whole":
                (Length, Blocks) = (null, 0);
                break;
            case "lease":
                Lease = fields.OptionalText("id") is { } id ? Guid.Parse(id) : null;
                break;
            case "seal":
                IsSealed = true;
                break;
            case "retain":
                (RetainUntil, Retention) = (
                    fields.Text("until", Dates.ParseInstant),
                    fields.Boolean("locked") ? RetentionMode.Locked : RetentionMode.Unlocked
                );
                break;
            default:
                throw new InvalidDataException(
                    "an object's state log has an unknown operation; a newer version may have written it"
                );
        }
    }

    private static Result<byte[]?> Nothing => (byte[]?)null;

    private static byte[] Leased(Guid? lease) => Commit(("op", "lease"), ("id", lease?.ToString("D")));

    private static byte[] Commit(params ReadOnlySpan<(string, JsonValue?)> members) =>
        CanonicalJson.ToBytes(JsonObject.Of(members));

    /// <summary>A write needs the id of the lease, and none where there is no lease.</summary>
    private Fault? RefusesLease(Guid? lease)
    {
        if (Lease is not null && lease is null)
            return Refuse(StoreCode.LeaseMissing, "is leased and no lease id was given");
        if (Lease is null && lease is not null)
            return Refuse(StoreCode.LeaseLost, "is not leased any more");
        return Lease != lease ? Refuse(StoreCode.LeaseMismatch, "is leased under another id") : null;
    }

    private Fault NotLeased() => Refuse(StoreCode.LeaseNotPresent, "is not leased");

    private Fault Refuse(string code, string why) => new(code, $"{path} {why}");
}

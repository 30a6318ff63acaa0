using Bookseal.Books.Values;

namespace Bookseal.Storage.Files;

/// <summary>What the commit log beside an object says of it: committed length, lease, retention. An object that was only created has no such log.</summary>
internal sealed class ObjectState
{
    /// <summary>Committed length of an appendable object; null for one created whole.</summary>
    public long? Length { get; private set; }

    public int Blocks { get; private set; }

    public Guid? Lease { get; private set; }

    public DateTimeOffset? RetainUntil { get; private set; }

    public RetentionMode Retention { get; private set; }

    public bool HasLegalHold { get; private set; }

    public static byte[] Appended(long length, int blocks) => Commit(("op", "append"), ("length", length), ("blocks", blocks));

    public static byte[] Whole() => Commit(("op", "whole"));

    public static byte[] Leased(Guid? lease) => Commit(("op", "lease"), ("id", lease?.ToString("D")));

    public static byte[] Retained(DateTimeOffset until, RetentionMode mode) => Commit(("op", "retain"), ("until", Dates.Text(until)), ("locked", mode == RetentionMode.Locked));

    public static byte[] Held(bool hold) => Commit(("op", "hold"), ("on", hold));

    public void Apply(byte[] commit)
    {
        var fields = new Fields(JsonText.ParseObject(commit).Value, "STATE_INVALID");
        switch (fields.Text("op"))
        {
            case "append": (Length, Blocks) = (fields.Integer("length"), (int)fields.Integer("blocks")); break;
            case "whole": (Length, Blocks) = (null, 0); break;
            case "lease": Lease = fields.OptionalText("id") is { } id ? Guid.Parse(id) : null; break;
            case "retain": (RetainUntil, Retention) = (fields.Text("until", Dates.ParseInstant), fields.Boolean("locked") ? RetentionMode.Locked : RetentionMode.Unlocked); break;
            case "hold": HasLegalHold = fields.Boolean("on"); break;
            default: throw new InvalidDataException("an object's state log has an unknown operation; a newer version may have written it");
        }
    }

    private static byte[] Commit(params ReadOnlySpan<(string, JsonValue?)> members) => CanonicalJson.ToBytes(JsonObject.Of(members));
}

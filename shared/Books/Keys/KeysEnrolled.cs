namespace Bookseal.Books.Keys;

/// <summary>
/// From here on these keys may sign. The first transaction of a chain enrols the log's key, and those of its team that
/// are there; whoever enrols more is the event's actor.
/// </summary>
public sealed record KeysEnrolled(IReadOnlyList<EnrolledKey> Keys)
{
    public const string TypeName = "keys_enrolled/1";

    public JsonObject ToData() => JsonObject.Of(("keys", new JsonArray(Keys.Select(key => key.ToJson()))));

    public static Result<KeysEnrolled> FromData(JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var keys = fields.Objects("keys", EnrolledKey.FromJson);
        if (keys.Count == 0)
            fields.Fail("'keys' names at least one");
        return fields.Finish(() => new KeysEnrolled(keys));
    }
}

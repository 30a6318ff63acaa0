namespace Bookseal.Evidence.Json;

/// <summary>
/// A JSON value of the I-JSON subset (RFC 7493) that canonical JSON is defined on: no duplicate names, no lone
/// surrogates, numbers are IEEE 754 doubles. A closed hierarchy: switch over it exhaustively.
/// </summary>
public abstract class JsonValue
{
    private protected JsonValue() { }

    public static implicit operator JsonValue?(string? text) => text is null ? null : new JsonString(text);

    public static implicit operator JsonValue(long number) => JsonNumber.Of(number);

    public static implicit operator JsonValue(bool value) => value ? JsonBoolean.True : JsonBoolean.False;

    public static implicit operator JsonValue(Digest digest) => new JsonString(digest.ToString());

    /// <summary>The RFC 8785 text, for messages and tests.</summary>
    public override string ToString() => System.Text.Encoding.UTF8.GetString(CanonicalJson.ToBytes(this));
}

public sealed class JsonNull : JsonValue
{
    public static readonly JsonNull Instance = new();

    private JsonNull() { }
}

public sealed class JsonBoolean(bool value) : JsonValue
{
    public static readonly JsonBoolean True = new(true);
    public static readonly JsonBoolean False = new(false);

    public bool Value { get; } = value;
}

/// <summary>A finite IEEE 754 double.</summary>
public sealed class JsonNumber : JsonValue
{
    public JsonNumber(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), "JSON has no NaN and no infinity");
        Value = value;
    }

    public double Value { get; }

    /// <summary>
    /// An integer that survives the trip through a double; a larger one is a bug in the caller, who must write a
    /// string.
    /// </summary>
    public static JsonNumber Of(long value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Limits.SafeInteger);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -Limits.SafeInteger);
        return new(value);
    }

    public bool IsSafeInteger => Math.Abs(Value) <= Limits.SafeInteger && Math.Truncate(Value) == Value;
}

public sealed class JsonString(string value) : JsonValue
{
    public string Value { get; } = value;
}

public sealed class JsonArray(IEnumerable<JsonValue> items) : JsonValue
{
    public IReadOnlyList<JsonValue> Items { get; } = items.ToArray();

    public static JsonArray OfTexts(IEnumerable<string> texts) => new(texts.Select(text => new JsonString(text)));
}

/// <summary>Members in RFC 8785 order (UTF-16 code units of the names); a duplicate name is refused.</summary>
public sealed class JsonObject : JsonValue
{
    private readonly JsonMembers _members;

    private JsonObject(JsonMembers members) => _members = members;

    /// <summary>Builds an object; a member whose value is null is left out.</summary>
    public static JsonObject Of(params ReadOnlySpan<(string Name, JsonValue? Value)> members)
    {
        var present = new List<KeyValuePair<string, JsonValue>>(members.Length);
        foreach (var (name, value) in members)
            if (value is not null)
                present.Add(new(name, value));
        return Of(present);
    }

    public static JsonObject Of(IEnumerable<KeyValuePair<string, JsonValue>> members) =>
        TryOf([.. members], out var twice)
        ?? throw new ArgumentException($"the name {twice} stands twice in one object", nameof(members));

    /// <summary>Keeps the array; null where a name stands twice, and which.</summary>
    internal static JsonObject? TryOf(KeyValuePair<string, JsonValue>[] members, out string twice) =>
        JsonMembers.TryOf(members, out twice) is { } sorted ? new(sorted) : null;

    public IReadOnlyDictionary<string, JsonValue> Members => _members;

    public JsonValue? this[string name] => _members.Find(name);

    /// <summary>This object with one more member, or with that member replaced; null leaves it out.</summary>
    public JsonObject With(string name, JsonValue? value)
    {
        var others = _members.Where(member => member.Key != name);
        return Of(value is null ? others : others.Append(new(name, value)));
    }
}

namespace Bookseal.Evidence.Json;

/// <summary>Members in RFC 8785 order (UTF-16 code units of the names); a duplicate name is refused.</summary>
public sealed class JsonObject : JsonValue
{
    private readonly SortedDictionary<string, JsonValue> _members = new(StringComparer.Ordinal);

    /// <summary>Builds an object; a member whose value is null is left out.</summary>
    public static JsonObject Of(params ReadOnlySpan<(string Name, JsonValue? Value)> members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members)
            if (value is not null)
                result._members.Add(name, value);
        return result;
    }

    public static JsonObject Of(IEnumerable<KeyValuePair<string, JsonValue>> members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members)
            result._members.Add(name, value);
        return result;
    }

    public IReadOnlyDictionary<string, JsonValue> Members => _members;

    public JsonValue? this[string name] => _members.GetValueOrDefault(name);

    /// <summary>This object with one more member, or with that member replaced; null leaves it out.</summary>
    public JsonObject With(string name, JsonValue? value)
    {
        var others = _members.Where(member => member.Key != name);
        return Of(value is null ? others : others.Append(new(name, value)));
    }
}

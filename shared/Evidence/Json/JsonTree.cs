using System.Text.Json;

namespace Bookseal.Evidence.Json;

/// <summary>Reads values into memory, within a budget: what is small as text can be large as a tree.</summary>
internal sealed class JsonTree
{
    private const int KnownNames = 256;

    /// <summary>The names read last: a list says the same ones in every item, and they are held once.</summary>
    private readonly string?[] _names = new string?[KnownNames];
    private int _nodes;

    /// <summary>The value that the reader stands on; the budget begins anew.</summary>
    public JsonValue Read(ref Utf8JsonReader reader)
    {
        _nodes = 0;
        return ReadValue(ref reader);
    }

    public static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new JsonException("unexpected end");

    private JsonValue ReadValue(ref Utf8JsonReader reader)
    {
        if (++_nodes > Limits.JsonNodes)
            throw new JsonException($"it has more than {Limits.JsonNodes} names and values");
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader),
            JsonTokenType.StartArray => ReadArray(ref reader),
            JsonTokenType.String => new JsonString(Text(ref reader)),
            JsonTokenType.Number => ReadNumber(ref reader),
            JsonTokenType.True => JsonBoolean.True,
            JsonTokenType.False => JsonBoolean.False,
            JsonTokenType.Null => JsonNull.Instance,
            _ => throw new JsonException($"unexpected {reader.TokenType}"),
        };
    }

    private JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var name = Name(ref reader);
            _nodes++;
            Next(ref reader);
            members.Add(new(name, ReadValue(ref reader)));
        }

        return JsonObject.TryOf([.. members], out var twice)
            ?? throw new JsonException($"the name {new JsonString(twice)} stands twice in one object");
    }

    private JsonArray ReadArray(ref Utf8JsonReader reader)
    {
        var items = new List<JsonValue>();
        while (Next(ref reader) != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader));
        return new(items);
    }

    private static JsonNumber ReadNumber(ref Utf8JsonReader reader)
    {
        if (!reader.TryGetDouble(out var value) || !double.IsFinite(value))
            throw new JsonException("a number is beyond what a double holds");
        return new(value);
    }

    private string Name(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        ref var known = ref _names[bytes.IsEmpty ? 0 : (bytes.Length * 31 + bytes[0] * 7 + bytes[^1]) % KnownNames];
        // The comparison throws at a name with half a surrogate; Text says so in our words.
        if (known is null || reader.ValueIsEscaped || !reader.ValueTextEquals(known))
            known = Text(ref reader);
        return known;
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The platform's word for a string that is not Unicode: invalid UTF-8 or a lone surrogate escape.
            throw new JsonException("a string is not valid Unicode");
        }
    }
}

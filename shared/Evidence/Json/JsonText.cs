using System.Text.Json;

namespace Bookseal.Evidence.Json;

/// <summary>
/// Reads JSON text strictly (RFC 8259 and I-JSON, RFC 7493): UTF-8 without a byte order mark, no comments, no trailing
/// commas, no duplicate names, no lone surrogates, no number beyond a double, at most 64 levels. Anything else is
/// <c>JSON_INVALID</c>.
/// </summary>
public static class JsonText
{
    public static Result<JsonValue> Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Limits.JsonDepth });
            reader.Read();
            var value = ReadValue(ref reader);
            while (reader.Read())
            {
                // Read refuses whatever follows the value.
            }

            return value;
        }
        catch (JsonException e)
        {
            return Invalid(e.Message, e.LineNumber, e.BytePositionInLine);
        }
        catch (InvalidOperationException)
        {
            // The platform's word for a string that is not Unicode: invalid UTF-8 or a lone surrogate escape.
            return Invalid("a string is not valid Unicode", null, null);
        }
    }

    /// <summary>As <see cref="Parse"/>, and the value must be an object.</summary>
    public static Result<JsonObject> ParseObject(ReadOnlySpan<byte> utf8) =>
        Parse(utf8)
            .Then<JsonObject>(value =>
                value is JsonObject members ? members : Invalid("expected an object", null, null)
            );

    private static JsonValue ReadValue(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader),
            JsonTokenType.StartArray => ReadArray(ref reader),
            JsonTokenType.String => new JsonString(reader.GetString()!),
            JsonTokenType.Number => ReadNumber(ref reader),
            JsonTokenType.True => new JsonBoolean(true),
            JsonTokenType.False => new JsonBoolean(false),
            JsonTokenType.Null => JsonNull.Instance,
            _ => throw new JsonException($"unexpected {reader.TokenType}"),
        };

    private static JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var members = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            Next(ref reader);
            if (!members.TryAdd(name, ReadValue(ref reader)))
                throw new JsonException($"the name {new JsonString(name)} stands twice in one object");
        }

        return JsonObject.Of(members);
    }

    private static JsonArray ReadArray(ref Utf8JsonReader reader)
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

    private static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new JsonException("unexpected end");

    private static Fault Invalid(string message, long? line, long? column) =>
        new("JSON_INVALID", line is null ? message : $"{message} (line {line + 1}, byte {column + 1})");
}

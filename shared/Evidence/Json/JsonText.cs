using System.Text.Json;

namespace Bookseal.Evidence.Json;

/// <summary>
/// Reads JSON text strictly (RFC 8259 and I-JSON, RFC 7493): UTF-8 without a byte order mark, no comments, no trailing
/// commas, no duplicate names, no lone surrogates, no number beyond a double, at most <see cref="Limits.JsonDepth"/>
/// levels, and <see cref="Limits.JsonNodes"/> names and values. Anything else is <c>JSON_INVALID</c>.
/// </summary>
public static class JsonText
{
    public static Result<JsonValue> Parse(ReadOnlySpan<byte> utf8) =>
        Parse<JsonValue>(utf8, (ref reader) => new JsonTree().Read(ref reader));

    /// <summary>As <see cref="Parse(ReadOnlySpan{byte})"/>, and the value must be an object.</summary>
    public static Result<JsonObject> ParseObject(ReadOnlySpan<byte> utf8) =>
        Parse(utf8).Then<JsonObject>(value => value is JsonObject members ? members : Invalid("expected an object"));

    /// <summary>
    /// The items of an array, each read as it is parsed, and let go: a long list is held as what it says and never as
    /// a tree. The limit of nodes is each item's. The first item that does not read ends it.
    /// </summary>
    /// <param name="code">Of what is JSON and no list of objects.</param>
    public static Result<IReadOnlyList<T>> ParseList<T>(
        ReadOnlySpan<byte> utf8,
        string code,
        Func<JsonObject, Result<T>> read
    ) => Parse<IReadOnlyList<T>>(utf8, (ref reader) => ReadList(ref reader, code, read));

    private delegate Result<T> Reading<T>(ref Utf8JsonReader reader);

    private static Result<T> Parse<T>(ReadOnlySpan<byte> utf8, Reading<T> read)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Limits.JsonDepth });
            reader.Read();
            var value = read(ref reader);
            while (value.IsOk && reader.Read())
            {
                // Read refuses whatever follows the value.
            }

            return value;
        }
        catch (JsonException e)
        {
            return Invalid(
                e.LineNumber is { } line ? $"{e.Message} (line {line + 1}, byte {e.BytePositionInLine + 1})" : e.Message
            );
        }
    }

    private static Result<IReadOnlyList<T>> ReadList<T>(
        ref Utf8JsonReader reader,
        string code,
        Func<JsonObject, Result<T>> read
    )
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return new Fault(code, "expected an array");
        var (items, tree) = (new List<T>(), new JsonTree());
        while (JsonTree.Next(ref reader) != JsonTokenType.EndArray)
        {
            if (tree.Read(ref reader) is not JsonObject item)
                return new Fault(code, $"item {items.Count + 1} of the list is not an object");
            if (!read(item).TryGet(out var value, out var fault))
                return fault with { Message = $"item {items.Count + 1} of the list: {fault.Message}" };
            items.Add(value);
        }

        return items;
    }

    private static Fault Invalid(string message) => new("JSON_INVALID", message);
}

namespace Bookseal.Evidence.Json;

public sealed class JsonArray(IEnumerable<JsonValue> items) : JsonValue
{
    public IReadOnlyList<JsonValue> Items { get; } = [.. items];

    public static JsonArray OfTexts(IEnumerable<string> texts) => new(texts.Select(text => new JsonString(text)));
}

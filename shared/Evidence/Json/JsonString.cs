namespace Bookseal.Evidence.Json;

public sealed class JsonString(string value) : JsonValue
{
    public string Value { get; } = value;
}

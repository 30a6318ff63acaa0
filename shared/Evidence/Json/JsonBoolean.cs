namespace Bookseal.Evidence.Json;

public sealed class JsonBoolean(bool value) : JsonValue
{
    public bool Value { get; } = value;
}

namespace Bookseal.Evidence.Json;

public sealed class JsonNull : JsonValue
{
    public static readonly JsonNull Instance = new();

    private JsonNull() { }
}

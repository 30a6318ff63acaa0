using Bookseal.Evidence.Json;

namespace Bookseal.Web.Tests.Api;

internal static class JsonReading
{
    /// <summary>A member as text, a number or truth value as JSON has it; null where there is none.</summary>
    public static string? TextOf(this JsonObject source, string name) =>
        source[name] is JsonString text ? text.Value : source[name]?.ToString();

    public static JsonObject ObjectOf(this JsonObject source, string name) => (JsonObject)source[name]!;

    public static IReadOnlyList<JsonObject> ObjectsOf(this JsonObject source, string name) =>
        [.. ((JsonArray)source[name]!).Items.Cast<JsonObject>()];
}

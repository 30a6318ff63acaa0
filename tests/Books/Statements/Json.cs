using System.Globalization;

namespace Bookseal.Books.Tests.Statements;

/// <summary>Short ways into the statements' JSON.</summary>
internal static class Json
{
    public static JsonObject Of(byte[] bytes) => JsonText.ParseObject(bytes).Value;

    public static IEnumerable<JsonObject> Objects(this JsonObject json, string name) =>
        ((JsonArray)json[name]!).Items.Cast<JsonObject>();

    public static JsonObject Object(this JsonObject json, string name) => (JsonObject)json[name]!;

    /// <summary>A text; an absent member is an empty one.</summary>
    public static string Text(this JsonObject json, string name) => json[name] is JsonString text ? text.Value : "";

    public static Int128 Minor(this JsonObject json, string name) =>
        Int128.Parse(json.Text(name), CultureInfo.InvariantCulture);
}

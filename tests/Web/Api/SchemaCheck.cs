using System.Text;
using System.Text.RegularExpressions;
using Bookseal.Evidence.Json;

namespace Bookseal.Web.Tests.Api;

/// <summary>
/// Holds what routes answer against what docs/openapi.json says of them: each member that is there is described, of the
/// type that is said, and none that is always there is missing.
/// </summary>
internal static class SchemaCheck
{
    private const string Reference = "#/components/schemas/";
    private static readonly Lazy<JsonObject> Document = new(Read);
    private static readonly Lazy<IReadOnlyList<(Regex Path, JsonObject Operations)>> Routes = new(ReadRoutes);

    /// <summary>Nothing where the document does not know the route, or the answer is no JSON document.</summary>
    public static IReadOnlyList<string> Compare(string method, string path, int status, string? type, byte[] body)
    {
        if (type?.StartsWith("application/json", StringComparison.Ordinal) != true || body.Length == 0)
            return [];
        if (SchemaOf(method, path, status) is not { } schema)
            return [];
        var faults = new List<string>();
        Walk(schema, JsonText.ParseObject(body).Value, "", faults);
        return faults;
    }

    private static JsonObject? SchemaOf(string method, string path, int status)
    {
        var named = path.Split('?')[0];
        var operation = Routes
            .Value.Where(route => route.Path.IsMatch(named))
            .Select(route => route.Operations[method.ToLowerInvariant()])
            .OfType<JsonObject>()
            .FirstOrDefault();
        if (operation is null || status is < 200 or > 299)
            return null;
        var responses = (JsonObject)operation["responses"]!;
        var good = responses.Members.Where(response => response.Key.StartsWith('2')).Select(response => response.Value);
        return
            ((JsonObject)good.First())["content"] is JsonObject content
            && content["application/json"] is JsonObject json
            ? json["schema"] as JsonObject
            : null;
    }

    private static void Walk(JsonObject schema, JsonValue value, string where, List<string> faults)
    {
        if (schema["$ref"] is JsonString reference)
        {
            var name = reference.Value[Reference.Length..];
            Walk((JsonObject)Document.Value.ObjectOf("components").ObjectOf("schemas")[name]!, value, where, faults);
            return;
        }

        if (schema["type"] is { } types && !IsOf(types, value))
            faults.Add($"{where}: {value} is no {types}");
        if (value is JsonArray array && schema["items"] is JsonObject items)
            foreach (var item in array.Items)
                Walk(items, item, $"{where}[]", faults);
        if (value is JsonObject members)
            WalkMembers(schema, members, where, faults);
    }

    private static void WalkMembers(JsonObject schema, JsonObject value, string where, List<string> faults)
    {
        if (schema["required"] is JsonArray required)
            foreach (var name in required.Items.OfType<JsonString>())
                if (value[name.Value] is null)
                    faults.Add($"{where}.{name.Value} is missing");
        var properties = schema["properties"] as JsonObject;
        foreach (var (name, member) in value.Members)
            if (properties?[name] is JsonObject known)
                Walk(known, member, $"{where}.{name}", faults);
            else if (schema["additionalProperties"] is JsonObject other)
                Walk(other, member, $"{where}.{name}", faults);
            else if (properties is not null)
                faults.Add($"{where}.{name} is not described");
    }

    private static bool IsOf(JsonValue types, JsonValue value) =>
        types is JsonArray several
            ? several.Items.Any(one => IsOf(one, value))
            : ((JsonString)types).Value switch
            {
                "object" => value is JsonObject,
                "array" => value is JsonArray,
                "string" => value is JsonString,
                "boolean" => value is JsonBoolean,
                "number" => value is JsonNumber,
                "integer" => value is JsonNumber { IsSafeInteger: true },
                "null" => value is JsonNull,
                _ => false,
            };

    private static IReadOnlyList<(Regex Path, JsonObject Operations)> ReadRoutes() =>
        [
            .. Document
                .Value.ObjectOf("paths")
                .Members.OrderBy(path => path.Key.Count(c => c == '{')) // what is named comes first
                .Select(path => (PatternOf(path.Key), (JsonObject)path.Value)),
        ];

    private static Regex PatternOf(string path) =>
        new("^" + Regex.Replace(path, @"\{path\}|\{[^}]*\}", part => part.Value == "{path}" ? ".+" : "[^/]+") + "$");

    private static JsonObject Read()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Serverless.sln")))
            root = root.Parent!;
        return JsonText.ParseObject(File.ReadAllBytes(Path.Combine(root.FullName, "docs", "openapi.json"))).Value;
    }
}

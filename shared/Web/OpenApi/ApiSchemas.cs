using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Bookseal.Web.OpenApi;

/// <summary>
/// What routes take and answer, by name: schemas.json has a schema for each body and says which route has which. While
/// a route is missing there, there is no document.
/// </summary>
internal sealed class ApiSchemas
{
    private const string Problem = "Problem";
    private const string ProblemType = "application/problem+json";
    private readonly JsonObject _source;

    private ApiSchemas(JsonObject source) => _source = source;

    public static ApiSchemas Read()
    {
        using var stream = typeof(ApiSchemas).Assembly.GetManifestResourceStream("schemas.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new(JsonText.ParseObject(bytes.ToArray()).Value);
    }

    /// <summary>Adds the schemas, and names them in the bodies of all operations.</summary>
    public void NameIn(OpenApiDocument document)
    {
        foreach (var (name, schema) in ObjectOf(_source, "schemas").Members)
            document.AddComponent(name, Parse(schema, document));
        foreach (var (path, item) in document.Paths)
        foreach (var (method, operation) in item.Operations ?? [])
            NameIn(document, $"{method} {path}", operation);
    }

    private void NameIn(OpenApiDocument document, string route, OpenApiOperation operation)
    {
        var bodies =
            ObjectOf(_source, "routes")[route] as JsonObject
            ?? throw new InvalidOperationException($"schemas.json does not say what {route} takes and answers");
        foreach (var (status, response) in operation.Responses ?? [])
            if (response is OpenApiResponse known)
                known.Content = status.StartsWith('2')
                    ? Name(document, ObjectOf(bodies, "answer"), known.Content)
                    : Name(document, JsonObject.Of((ProblemType, Problem)), known.Content);
        if (bodies["request"] is not JsonObject taken)
            return;
        var body = operation.RequestBody as OpenApiRequestBody;
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = body?.Required ?? bodies["optional"] is null,
            Content = Name(document, taken, body?.Content),
        };
    }

    /// <summary>Keeps the examples that are there.</summary>
    private static Dictionary<string, OpenApiMediaType> Name(
        OpenApiDocument document,
        JsonObject types,
        IDictionary<string, OpenApiMediaType>? before
    )
    {
        var content = new Dictionary<string, OpenApiMediaType>();
        foreach (var (type, name) in types.Members)
            content[type] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(((JsonString)name).Value, document),
                Example = before is not null && before.TryGetValue(type, out var known) ? known.Example : null,
            };
        return content;
    }

    private static OpenApiSchema Parse(JsonValue schema, OpenApiDocument document)
    {
        var read = OpenApiModelFactory.Parse<OpenApiSchema>(
            schema.ToString(),
            OpenApiSpecVersion.OpenApi3_1,
            document,
            out var diagnostic,
            "json"
        );
        return read is not null && diagnostic.Errors.Count == 0
            ? read
            : throw new InvalidOperationException($"schemas.json: {diagnostic.Errors.FirstOrDefault()}");
    }

    private static JsonObject ObjectOf(JsonObject source, string name) => (JsonObject)source[name]!;
}

using System.Text.Json.Nodes;
using Bookseal.Closing.Refusals;
using Bookseal.Web.Identity;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Bookseal.Web.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document, made from the table of routes: whom each needs, what it takes and answers, its codes.
/// </summary>
internal static class ApiDocument
{
    public const string Path = "/openapi.json";

    /// <summary>Of the only one.</summary>
    public const string Name = "v1";

    private const string Scheme = "bearer";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services
            .AddSingleton<ApiDocumentText>()
            .AddOpenApi(
                Name,
                options =>
                {
                    options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                    options.AddDocumentTransformer(
                        (document, _, _) =>
                        {
                            Head(document);
                            ApiSchemas.Read().NameIn(document);
                            return Task.CompletedTask;
                        }
                    );
                    options.AddOperationTransformer(
                        (operation, context, _) =>
                        {
                            Describe(operation, context);
                            return Task.CompletedTask;
                        }
                    );
                }
            );

    private static void Head(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Bookseal",
            Version = "1",
            Description = "Closes a company's month and leaves proof that a stranger can check. See docs/http-api.md.",
        };
        (document.Servers, document.Tags) = ([], null);
        foreach (var path in document.Paths.Values)
        foreach (var operation in path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>())
            operation.Tags?.Clear(); // names of classes
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token of one company: 'bookseal token create'.",
        };
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var access = metadata.OfType<RouteAccess>().LastOrDefault();
        var described = metadata.OfType<RouteDescription>().LastOrDefault();
        operation.Summary = described?.Summary;
        operation.Responses = new OpenApiResponses();
        var status = described?.Status ?? 200;
        operation.Responses[$"{status}"] = Json(described?.Answer, "application/json", "done");
        if (described?.Request is { } request)
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = Content(request, "application/json"),
            };
        var codes = described?.Codes ?? [];
        if (access?.Act is { } act)
        {
            operation.Description = $"Least role: {Books.Company.Roles.Text(act.Role)}.";
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            codes = ["TOKEN_MISSING", "TOKEN_REFUSED", "CLOSE_AUTHORITY_DENIED", .. codes];
        }

        foreach (var problems in codes.GroupBy(code => RefusalStatus.HttpStatusOf(new Fault(code, ""))))
            operation.Responses[$"{problems.Key}"] = Json(
                $$"""{"code":"{{problems.First()}}","detail":"...","status":{{problems.Key}}}""",
                "application/problem+json",
                string.Join(", ", problems)
            );
    }

    private static OpenApiResponse Json(string? example, string type, string description) =>
        new() { Description = description, Content = example is null ? null : Content(example, type) };

    private static Dictionary<string, OpenApiMediaType> Content(string example, string type) =>
        new()
        {
            [type] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.Object },
                Example = JsonNode.Parse(example),
            },
        };
}

using Microsoft.AspNetCore.Builder;

namespace Bookseal.Web.OpenApi;

/// <summary>What the OpenAPI document says of a route beside its address.</summary>
/// <param name="Summary">One line.</param>
/// <param name="Status">Of the good answer.</param>
internal sealed record RouteDescription(string Summary, int Status)
{
    /// <summary>A body as a client sends it, JSON; null where the route takes none.</summary>
    public string? Request { get; init; }

    /// <summary>A good answer, JSON; null where it is no JSON document.</summary>
    public string? Answer { get; init; }

    /// <summary>The codes of problem documents that are this route's own.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];
}

internal static class RouteDescriptionExtensions
{
    public static TBuilder Describe<TBuilder>(
        this TBuilder route,
        string summary,
        int status = 200,
        string? request = null,
        string? answer = null,
        params IReadOnlyList<string> codes
    )
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(
            new RouteDescription(summary, status)
            {
                Request = request,
                Answer = answer,
                Codes = codes,
            }
        );
}

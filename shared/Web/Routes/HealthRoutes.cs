using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary><c>GET /healthz</c>, for probes.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/healthz", (StoreHealth store, CancellationToken cancel) => store.AnswerAsync(cancel))
            .IsOpen()
            .Describe("Whether the store answers", answer: """{"status":"ok"}""");
}

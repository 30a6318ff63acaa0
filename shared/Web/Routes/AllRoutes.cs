using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary>The one table of routes, a family a file.</summary>
internal static class AllRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        HealthRoutes.Map(routes);
        routes
            .MapGet(ApiDocument.Path, async (ApiDocumentText document) => Answer.JsonBytes(await document.ReadAsync()))
            .IsOpen()
            .ExcludeFromDescription();
        GlRoutes.Map(routes);
        RunRoutes.Map(routes);
        ProgressRoutes.Map(routes);
        TaskRoutes.Map(routes);
        CertificationRoutes.Map(routes);
        SettingsRoutes.Map(routes);
        CostRoutes.Map(routes);
        ProofRoutes.Map(routes);
        ExportRoutes.Map(routes);
        PayoutRoutes.Map(routes);
        ImportRoutes.Map(routes);
        JournalRoutes.Map(routes);
        EntryRoutes.Map(routes);
        AuditRoutes.Map(routes);
    }
}

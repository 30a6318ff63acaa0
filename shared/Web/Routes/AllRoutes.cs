using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary>The one table of routes, a family a file.</summary>
internal static class AllRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        HealthRoutes.Map(routes);
        GlRoutes.Map(routes);
        RunRoutes.Map(routes);
        TaskRoutes.Map(routes);
        CertificationRoutes.Map(routes);
        CostRoutes.Map(routes);
        ProofRoutes.Map(routes);
        ExportRoutes.Map(routes);
        PayoutRoutes.Map(routes);
        JournalRoutes.Map(routes);
        EntryRoutes.Map(routes);
        AuditRoutes.Map(routes);
    }
}

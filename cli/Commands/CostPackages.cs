using Bookseal.Books.Costs;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Hosting;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>Makes the package that a command was called for, where the tenant's tier has it.</summary>
internal static class CostPackages
{
    public static async Task<Result<CostPackage>> MakeAsync(
        (CostRange Range, CostFilter Filter) asked,
        Session session,
        MasterData master,
        CancellationToken cancel
    )
    {
        var tiers = TenantTiers.Read(Environment.GetEnvironmentVariable(TenantTiers.Variable));
        if (!tiers.TryGet(out var known, out var fault))
            return fault;
        if (known.RefuseCloseWorkflow(session.Tenant) is { } lacks)
            return lacks;
        return await session.Services.Costs.PackageAsync(asked.Range, asked.Filter, master, cancel);
    }
}

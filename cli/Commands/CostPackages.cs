using System.CommandLine;
using Bookseal.Books.Costs;
using Bookseal.Cli.Options;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Hosting;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Commands;

/// <summary>Makes the package that a command was called for, where the tenant's tier has it.</summary>
internal static class CostPackages
{
    public static async Task<Result<CostPackage>> MakeAsync(
        ParseResult parse,
        CostDays options,
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
        return options.Read(parse).TryGet(out var asked, out fault)
            ? await session.Services.Costs.PackageAsync(asked.Range, asked.Filter, master, cancel)
            : fault;
    }
}

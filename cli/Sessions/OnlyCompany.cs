using System.CommandLine;
using Bookseal.Books.Values;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Sessions;

/// <summary>The company of a command that names none, where the store has one and no other.</summary>
internal static class OnlyCompany
{
    /// <summary><c>COMPANY_MISSING</c> where there is none, or more than one, and which they are.</summary>
    public static async Task<Result<TenantId>> FindAsync(ParseResult parse, CancellationToken cancel)
    {
        if (!Session.OpenClock(parse).TryGet(out var clock, out var fault))
            return fault;
        if (!Session.FindData(parse, pointer: null).TryGet(out var data, out fault))
            return fault;
        if (!BooksStore.Open(parse, data, clock).TryGet(out var store, out fault))
            return fault;
        var companies = await new MasterDataStore(store.Backend.Objects).TenantsAsync(cancel);
        return companies is [var only]
            ? only
            : new Fault(
                Session.CompanyMissing,
                "name the company: its books directory, or --tenant; "
                    + (companies.Count == 0 ? $"there is none {store.Place}" : $"{store.Place} are {Few(companies)}")
            );
    }

    private static string Few(IReadOnlyList<TenantId> companies)
    {
        const int Shown = 10;
        return string.Join(", ", companies.Take(Shown)) + (companies.Count > Shown ? ", ..." : "");
    }
}

using Bookseal.Closing.Access;
using Bookseal.Closing.Hosting;

namespace Bookseal.Web.Identity;

/// <summary>Whom a credential speaks for, and with it the one company that they come to.</summary>
public sealed class PrincipalFinder(Tenants tenants, CallerCache callers)
{
    /// <summary>Null for what opens nothing.</summary>
    internal async Task<Principal?> FindAsync(string? shown, CancellationToken cancel) =>
        shown is not null && TokenText.Read(shown) is { } token ? await FindAsync(token, cancel) : null;

    /// <summary>The same. Books are not opened for whoever guesses names of companies.</summary>
    internal async Task<Principal?> FindAsync(Credential shown, CancellationToken cancel)
    {
        var caller = await callers.FindAsync(shown, cancel);
        return caller is null
            ? null
            : new(shown.Tenant, caller, tenants.Open(shown.Tenant))
            {
                IsSignedInByPlatform = shown is SignedInPerson,
                IsStillLetInAsync = async later => await callers.FindAsync(shown, later) is not null,
            };
    }
}

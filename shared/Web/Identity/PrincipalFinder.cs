using Bookseal.Closing.Access;
using Bookseal.Closing.Hosting;

namespace Bookseal.Web.Identity;

/// <summary>Whom a credential speaks for, and with it the one company that they come to.</summary>
public sealed class PrincipalFinder(Tenants tenants, CallerCache callers)
{
    /// <summary>Null for what opens nothing. Books are not opened for whoever guesses names of companies.</summary>
    internal async Task<Principal?> FindAsync(string? shown, CancellationToken cancel)
    {
        if (shown is null || TokenText.Read(shown) is not { } token)
            return null;
        var caller = await callers.FindAsync(token, cancel);
        return caller is null
            ? null
            : new(token.Tenant, caller, tenants.Open(token.Tenant))
            {
                IsStillLetInAsync = async later => await callers.FindAsync(token, later) is not null,
            };
    }
}

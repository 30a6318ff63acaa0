using Bookseal.Closing.Access;
using Bookseal.Closing.Hosting;

namespace Bookseal.Web.Identity;

/// <summary>Whom a credential speaks for, and with it the one company that they come to.</summary>
/// <param name="persons">Null where nobody signs in with a passphrase.</param>
public sealed class PrincipalFinder(Tenants tenants, CallerCache callers, PersonSessions? persons = null)
{
    /// <summary>What a browser shows is a token, or of a person who said their passphrase. Null for neither.</summary>
    internal async Task<Principal?> FindShownAsync(string? shown, CancellationToken cancel) =>
        await FindAsync(shown, cancel)
        ?? (shown is null || persons is null ? null : await persons.FindAsync(shown, cancel));

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

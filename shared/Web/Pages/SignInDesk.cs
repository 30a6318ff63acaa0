using System.Globalization;
using Bookseal.Web.Callers;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages;

/// <summary>Has people prove who they are, by a token or by the passphrase of their key.</summary>
/// <param name="persons">Null where the host has no key files: there only tokens open anything.</param>
internal sealed class SignInDesk(
    PrincipalFinder principals,
    SignInLimit limit,
    KnownProxies proxies,
    PersonSessions? persons = null
)
{
    /// <summary>Longer than it takes to look: how long it took says nothing.</summary>
    private static readonly TimeSpan RefusalTime = TimeSpan.FromSeconds(1);

    public bool TakesPassphrases => persons is not null;

    /// <summary>
    /// What the browser shows from now on. <c>TOKEN_REFUSED</c>, <c>PASSPHRASE_REFUSED</c>; <c>SIGN_IN_TOO_MANY</c>
    /// where the person, or the address, was wrong too often.
    /// </summary>
    public async Task<Result<string>> ProveAsync(HttpContext context, PageForm form)
    {
        var cancel = context.RequestAborted;
        var address = proxies.AddressOf(context);
        var byPassphrase = persons is not null && form["name"].Length > 0;
        var company = byPassphrase ? await persons!.CompanyOfAsync(form["company"], cancel) : null;
        var person = byPassphrase ? $"{company}/{form["name"]}" : null;
        if (limit.Begin(address, person) is { } wait)
            return TooMany(context, wait);
        var began = TimeProvider.System.GetTimestamp();
        var proven = byPassphrase
            ? await persons!.BeginAsync(company, form["name"], form.Exactly("passphrase"), cancel)
            : await KnownAsync(form["token"], cancel);
        if (proven is not null)
        {
            limit.TakeBack(address, person);
            return proven;
        }

        if (!byPassphrase)
            return new Fault("TOKEN_REFUSED", "this token opens nothing: it is over, revoked, or not whole");
        var left = RefusalTime - TimeProvider.System.GetElapsedTime(began);
        if (left > TimeSpan.Zero)
            await Task.Delay(left, cancel);
        return new Fault("PASSPHRASE_REFUSED", "company, name and passphrase do not go together");
    }

    /// <summary>The keys of those who are not signed in elsewhere, too, take their passphrases again.</summary>
    public void End(IEnumerable<string> shown)
    {
        foreach (var text in shown)
            persons?.End(text);
    }

    private async Task<string?> KnownAsync(string token, CancellationToken cancel) =>
        await principals.FindAsync(token, cancel) is null ? null : token;

    private static Fault TooMany(HttpContext context, TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var minutes = (seconds + 59) / 60;
        var when = minutes == 1 ? "in a minute" : $"in {minutes} minutes";
        return new("SIGN_IN_TOO_MANY", $"too many attempts were wrong; the next one is {when}");
    }
}

using System.Reflection;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing;
using Bookseal.Closing.Access;
using Bookseal.Closing.Hosting;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Identity;

/// <summary>
/// Who calls, with the one company whose books they may see. Endpoints that take one get the caller of their request.
/// </summary>
internal sealed record Principal(TenantId Tenant, Caller Caller, CloseServices Services)
{
    public Actor Actor => Caller.Actor;

    /// <summary>Whether their token is still good: asked again by whatever answers for long.</summary>
    public required Func<CancellationToken, Task<bool>> IsStillLetInAsync { get; init; }

    /// <summary>The platform signed them in: browsers show that by themselves, whoever's page asks them to.</summary>
    public bool IsSignedInByPlatform { get; init; }

    public Workspace Workspace => Services.Workspace;

    /// <summary>Whether a request that names a company names this one; another one's does not exist.</summary>
    public bool IsOf(string? tenant) => tenant == Tenant.ToString();

    public static ValueTask<Principal?> BindAsync(HttpContext context, ParameterInfo _) =>
        ValueTask.FromResult(
            context.Features.Get<Principal>()
                ?? throw new InvalidOperationException("a route that takes a principal says whom it needs")
        )!;
}

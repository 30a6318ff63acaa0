using Bookseal.Closing.Access;
using Bookseal.Closing.Hosting;
using Bookseal.Web.Answers;
using Bookseal.Web.Callers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Bookseal.Web.Pages;
using Bookseal.Web.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bookseal.Web;

/// <summary>
/// The HTTP surface as one delegate, built once for any ASP.NET Core host: Kestrel in <c>bookseal serve</c>, and the
/// functions host's single catch-all function. Every error is an RFC 9457 document with a code.
/// </summary>
public static class WebPipeline
{
    public static IServiceCollection AddBooksealWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.TryAddSingleton(PlatformSignIn.Off); // a host says otherwise, or nobody is in front of it
        services.TryAddSingleton(KnownProxies.None);
        services.AddRouting().AddApiDocument().AddSingleton<CallerBudget>();
        services.AddSingleton(_ => new SignInLimit(TimeProvider.System)).AddSingleton<SignInDesk>();
        return services.AddSingleton<StoreHealth>().AddSingleton<CallerCache>().AddSingleton<PrincipalFinder>();
    }

    /// <summary>For hosts with key files: people sign in to the pages with the passphrase of theirs, too.</summary>
    public static IServiceCollection AddPassphrases(this IServiceCollection services) =>
        services.AddSingleton(root => new PersonSessions(root.GetRequiredService<Tenants>(), TimeProvider.System));

    /// <param name="root">The host's root services: a delegate outlives every request.</param>
    public static RequestDelegate Build(IServiceProvider root)
    {
        var app = new ApplicationBuilder(root);
        app.UseMiddleware<SafeHeaders>();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<HeadAsGet>();
        app.UseMiddleware<FaultBarrier>();
        app.UseStatusCodePages(pages => Unrouted(pages.HttpContext).ExecuteAsync(pages.HttpContext));
        app.UseRouting();
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<RateLimit>();
        app.UseMiddleware<IdempotencyKeys>();
        app.UseEndpoints(routes =>
        {
            AllRoutes.Map(routes);
            PageRoutes.Map(routes);
        });
        return app.Build();
    }

    /// <summary>Who comes with a browser gets a page with a way on.</summary>
    private static IResult Unrouted(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? PageDoor.Instance.Of(new("NOT_FOUND", "there is no such page"), context.Response.StatusCode)
            : Answer.NoRoute(context);
}

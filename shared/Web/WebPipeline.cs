using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bookseal.Web;

/// <summary>
/// The HTTP surface as one delegate, built once for any ASP.NET Core host; so far that is the functions host's single
/// catch-all function. So far it tells whether the store answers; every error is an RFC 9457 document.
/// </summary>
public static class WebPipeline
{
    public static IServiceCollection AddBooksealWeb(this IServiceCollection services) =>
        services.AddRouting().AddProblemDetails().AddSingleton<StoreHealth>();

    /// <param name="root">The host's root services: a delegate outlives every request.</param>
    public static RequestDelegate Build(IServiceProvider root)
    {
        var app = new ApplicationBuilder(root);
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                StatusCodeSelector = error =>
                    error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            }
        );
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseEndpoints(endpoints =>
            endpoints.MapGet("/healthz", (StoreHealth store, CancellationToken cancel) => store.AnswerAsync(cancel))
        );
        return app.Build();
    }
}

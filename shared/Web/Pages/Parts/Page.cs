using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bookseal.Web.Pages.Parts;

/// <summary>A page or a part of one, rendered on the server from what it is given; it reads nothing itself.</summary>
internal static class Page
{
    public static IResult Of<TView>(params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TView : IComponent => Of<TView>(StatusCodes.Status200OK, parameters);

    public static IResult Of<TView>(int status, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TView : IComponent
    {
        var given = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
            given[name] = value;
        return new Unstored(new RazorComponentResult<TView>(given) { StatusCode = status });
    }

    /// <summary>Books are nobody's who opens the browser next.</summary>
    private sealed class Unstored(IResult page) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.Headers.CacheControl = "no-store";
            return page.ExecuteAsync(context);
        }
    }
}

using System.Collections.Frozen;
using System.Reflection;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages.Parts;

/// <summary>
/// Style, script and icon, out of the assembly. Their addresses have their digests in them, so browsers keep them for
/// good and never see an old one with a new page.
/// </summary>
internal static class Asset
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, Content> All = ReadAll();

    public static string Style { get; } = AddressOf("bookseal.css");

    public static string Htmx { get; } = AddressOf("htmx-2.0.11.min.js");

    public static string Icon { get; } = AddressOf("icon.svg");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/assets/{digest}/{name}",
                (HttpContext context, string digest, string name) =>
                    All.TryGetValue(name, out var content) && content.Digest == digest
                        ? Send(context, content)
                        : Answer.Problem(new("NOT_FOUND", "there is no such asset"), StatusCodes.Status404NotFound)
            )
            .IsOpen()
            .ExcludeFromDescription();

    private static IResult Send(HttpContext context, Content content)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(content.Bytes, content.Type);
    }

    private static string AddressOf(string name) => $"/{Prefix}{All[name].Digest}/{name}";

    private static FrozenDictionary<string, Content> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Read(assembly, name), StringComparer.Ordinal);
    }

    private static Content Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(bytes, $"{Digest.Of(bytes)}"[..16], TypeOf(name));
    }

    private static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        };

    private sealed record Content(byte[] Bytes, string Digest, string Type);
}

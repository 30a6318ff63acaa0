using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Bookseal.Web.OpenApi;

/// <summary>The document as it is served: made once, for the routes of a process do not change.</summary>
internal sealed class ApiDocumentText([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider documents)
{
    private readonly Lazy<Task<byte[]>> _text = new(() => MakeAsync(documents));

    public Task<byte[]> ReadAsync() => _text.Value;

    private static async Task<byte[]> MakeAsync(IOpenApiDocumentProvider documents)
    {
        using var text = new MemoryStream();
        var document = await documents.GetOpenApiDocumentAsync();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1);
        return text.ToArray();
    }
}

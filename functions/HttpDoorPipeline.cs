using Bookseal.Web;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Functions;

/// <summary>The shared pipeline, built once on the root services.</summary>
public sealed class HttpDoorPipeline(IServiceProvider root)
{
    public RequestDelegate Run { get; } = WebPipeline.Build(root);
}

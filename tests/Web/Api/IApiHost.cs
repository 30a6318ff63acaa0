using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;

namespace Bookseal.Web.Tests.Api;

/// <summary>Something that answers the HTTP API: Kestrel, or the functions worker.</summary>
public interface IApiHost
{
    /// <summary>The services of a company there, as its people have them beside the API; keys can be made.</summary>
    CloseServices Open(TenantId tenant);

    /// <summary>What has to be there before a company's first import.</summary>
    Task PrepareAsync(TenantId tenant);

    /// <param name="request">Its address begins with a slash.</param>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request);
}

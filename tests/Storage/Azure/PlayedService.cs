using System.Net;

namespace Bookseal.Storage.Tests.Azure;

/// <summary>A service of a test's own: it answers what the test says, and remembers what it was asked.</summary>
internal sealed class PlayedService(
    Func<HttpRequestMessage, (HttpStatusCode Status, string? Code, (string Name, string Value)[] Headers)> answer
) : HttpMessageHandler
{
    public List<string> Asked { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        lock (Asked)
            Asked.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        var (status, code, headers) = answer(request);
        // As the service does, the body repeats what was signed; nobody may quote it.
        var response = new HttpResponseMessage(status)
        {
            Content = new StringContent(
                status >= HttpStatusCode.BadRequest
                    ? $"<Error><AuthenticationErrorDetail>{request.RequestUri}</AuthenticationErrorDetail></Error>"
                    : ""
            ),
        };
        if (code is not null)
            response.Headers.Add("x-ms-error-code", code);
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return Task.FromResult(response);
    }
}

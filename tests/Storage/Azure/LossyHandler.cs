namespace Bookseal.Storage.Tests.Azure;

/// <summary>
/// Passes requests on, and loses the replies that a test chooses: the service has done what was asked, and the client
/// does not hear so. Or loses the requests themselves, which looks the same from here.
/// </summary>
internal sealed class LossyHandler(Func<HttpRequestMessage, bool> isChosen, int times = 1, bool losesRequests = false)
    : DelegatingHandler(new SocketsHttpHandler())
{
    private int _lost;

    public int Lost => Math.Min(_lost, times);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var isLost = isChosen(request) && Interlocked.Increment(ref _lost) <= times;
        if (isLost && losesRequests)
            throw new HttpRequestException("the connection was refused");
        var response = await base.SendAsync(request, cancellationToken);
        if (!isLost)
            return response;
        response.Dispose();
        throw new HttpRequestException("the connection was reset");
    }
}

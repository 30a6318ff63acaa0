namespace Bookseal.Storage.Tests.Azure;

/// <summary>
/// Breaks the connection in the middle of an answer's bytes, a number of times; after that the blob may be another.
/// </summary>
internal sealed class BreakingHandler(int after, int times, bool replaces = false)
    : DelegatingHandler(new SocketsHttpHandler())
{
    public int Broken { get; private set; }

    /// <summary>Reads under a condition: nobody here asks so, but the client's stream does when it resumes.</summary>
    public int Conditional { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        Conditional += request.Method == HttpMethod.Get && request.Headers.IfMatch.Count > 0 ? 1 : 0;
        var response = await base.SendAsync(request, cancellationToken);
        if (replaces && Broken > 0 && request.Method == HttpMethod.Get)
            response.Headers.ETag = new("\"another\"");
        if (request.Method != HttpMethod.Get || !response.IsSuccessStatusCode || Broken == times)
            return response;
        Broken++;
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var content = new StreamContent(new BreakingStream(bytes, after));
        foreach (var (name, values) in response.Content.Headers)
            content.Headers.TryAddWithoutValidation(name, values);
        content.Headers.ContentLength = bytes.Length;
        response.Content = content;
        return response;
    }

    private sealed class BreakingStream(byte[] bytes, int after) : MemoryStream(bytes)
    {
        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= after
                ? throw new IOException("the connection was reset")
                : base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, after - Position)], cancellationToken);
    }
}

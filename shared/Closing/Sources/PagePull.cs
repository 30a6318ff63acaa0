using System.Net.Http.Headers;
using Bookseal.Books.Sources;
using Bookseal.Closing.Notifications.Channels;

namespace Bookseal.Closing.Sources;

/// <summary>A page of entries as NDJSON.</summary>
/// <param name="Next">The cursor behind it; null where the source has none.</param>
internal sealed record PulledPage(byte[] Lines, string? Next)
{
    public bool IsEmpty => Lines.AsSpan().Trim(" \t\r\n"u8).IsEmpty;
}

/// <summary>
/// Asks a source for the page behind a cursor, again while it is only away or busy. To ask changes nothing, so a lost
/// answer is asked for once more.
/// </summary>
internal sealed class PagePull(HttpSource source, string? token, HostGuard guard, SyncPace pace, TimeProvider clock)
    : IDisposable
{
    public const string CursorHeader = "Bookseal-Cursor";
    public const string TimeUp = "SOURCE_TIME_UP";

    private readonly HttpClient _client = GuardedHttp.Open(guard);

    /// <summary>
    /// <c>SOURCE_UNAVAILABLE</c>, <c>SOURCE_TIMEOUT</c> where it was tried often enough, <c>SOURCE_TIME_UP</c> where
    /// the sync's time is over; the others are final: <c>SOURCE_DENIED</c>, <c>SOURCE_REFUSED</c>,
    /// <c>SOURCE_REDIRECTS</c>, <c>SOURCE_PAGE_TOO_LARGE</c>, <c>SOURCE_CURSOR_INVALID</c>, <c>SOURCE_NOT_HTTPS</c>,
    /// and the guard's.
    /// </summary>
    /// <param name="deadline">Ends when the sync's time is over.</param>
    public async Task<Result<PulledPage>> NextAsync(
        string? cursor,
        CancellationToken deadline,
        CancellationToken cancel
    )
    {
        var notHttps = new Fault("SOURCE_NOT_HTTPS", $"{source.Url.IdnHost} is called by https only");
        if (GuardedHttp.Check(guard, source.Url, notHttps) is { } refused)
            return refused;
        for (var attempt = 1; ; attempt++)
        {
            var tried = await TryAsync(cursor, deadline, cancel);
            if (!tried.IsTransient || attempt == Limits.SourceAttempts)
                return tried.Page;
            var wait = tried.RetryAfter ?? pace.WaitBefore(attempt + 1);
            // Who asks for more than a request may take is asked again by the next sync: others wait behind it.
            if (wait > pace.Page)
                return tried.Page;
            if (!await WaitAsync(wait, deadline, cancel))
                return new Fault(TimeUp, $"the time of this sync is over; last, {tried.Page.Fault.Message}");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<Attempt> TryAsync(string? cursor, CancellationToken deadline, CancellationToken cancel)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(deadline, cancel);
        limited.CancelAfter(pace.Page);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(cursor));
            request.Headers.Accept.Add(new("application/x-ndjson"));
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await _client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                limited.Token
            );
            return (int)answer.StatusCode is 200 or 204
                ? await ReadAsync(answer, limited.Token)
                : PageAnswer.Judge(answer, clock.GetUtcNow());
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            if (GuardRefusedException.In(e) is { } refused)
                return Attempt.Final(refused);
            if (deadline.IsCancellationRequested)
                return Attempt.Final(new(TimeUp, "the time of this sync is over"));
            return e is OperationCanceledException
                ? Attempt.Again(new("SOURCE_TIMEOUT", $"no whole answer within {pace.Page.TotalSeconds:0} s"))
                : Attempt.Again(new("SOURCE_UNAVAILABLE", VisibleText.Of(e.Message)));
        }
    }

    private static async Task<Attempt> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (!TellsItsEnd(answer))
            return Attempt.Final(
                new(
                    "SOURCE_REFUSED",
                    "answered without a length: an answer that is cut off would look like a whole one"
                )
            );
        await using var content = await answer.Content.ReadAsStreamAsync(cancel);
        if (await BoundedRead.AllAsync(content, Limits.SourcePageBytes, cancel) is not { } lines)
            return Attempt.Final(
                new("SOURCE_PAGE_TOO_LARGE", $"a page has at most {Limits.SourcePageBytes} bytes; send smaller ones")
            );
        if (lines is [.., not (byte)'\n'])
            return Attempt.Again(new("SOURCE_UNAVAILABLE", "the page does not end with a line feed: it was cut off"));
        return PageAnswer.CursorIn(answer).TryGet(out var next, out var fault)
            ? Attempt.Done(new(lines, next))
            : Attempt.Final(fault);
    }

    /// <summary>By a length, chunks or frames; where the connection's end is all, half looks whole.</summary>
    private static bool TellsItsEnd(HttpResponseMessage answer) =>
        (int)answer.StatusCode == 204
        || answer.Version.Major >= 2
        || answer.Content.Headers.ContentLength is not null
        || answer.Headers.TransferEncodingChunked == true;

    private Uri AddressOf(string? cursor)
    {
        if (cursor is null)
            return source.Url;
        var separator = source.Url.Query.Length == 0 ? '?' : '&';
        return new Uri($"{source.Url.AbsoluteUri}{separator}cursor={Uri.EscapeDataString(cursor)}");
    }

    /// <summary>False where the sync's time is over before.</summary>
    private static async Task<bool> WaitAsync(TimeSpan wait, CancellationToken deadline, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline, cancel);
        try
        {
            await Task.Delay(wait, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}

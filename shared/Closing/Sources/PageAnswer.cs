namespace Bookseal.Closing.Sources;

/// <summary>What an answer means that is no page, and the cursor of one that is.</summary>
internal static class PageAnswer
{
    /// <summary>How long a source may have us wait; one that wants more is asked again by the next sync.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(Limits.SourceMinutes);

    /// <summary>Null where the source gives none. <c>SOURCE_CURSOR_INVALID</c>.</summary>
    public static Result<string?> CursorIn(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues(PagePull.CursorHeader, out var values))
            return (string?)null;
        var cursor = string.Join(",", values);
        return cursor.Length is > 0 and <= Limits.SourceCursorCharacters && cursor.All(c => c is > ' ' and <= '~')
            ? cursor
            : new Fault(
                "SOURCE_CURSOR_INVALID",
                $"a cursor is 1 to {Limits.SourceCursorCharacters} visible characters of ASCII"
            );
    }

    public static Attempt Judge(HttpResponseMessage answer, DateTimeOffset now)
    {
        var (status, text) = ((int)answer.StatusCode, $"answered {(int)answer.StatusCode}");
        return status switch
        {
            >= 300 and < 400 => Attempt.Final(new("SOURCE_REDIRECTS", $"{text}; redirects are not followed")),
            401 or 403 => Attempt.Final(new("SOURCE_DENIED", $"{text}: look at its 'token' in sources.json")),
            408 or 425 or 429 or >= 500 => Attempt.Again(new("SOURCE_UNAVAILABLE", text)) with
            {
                RetryAfter = RetryAfter(answer, now),
            },
            _ => Attempt.Final(new("SOURCE_REFUSED", text)),
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, DateTimeOffset now)
    {
        var wait = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        if (wait is not { } asked)
            return null;
        var least = asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
        return least > LongestWait ? LongestWait : least;
    }
}

/// <summary>What one request came to.</summary>
/// <param name="IsTransient">It may go better a moment later.</param>
internal sealed record Attempt(Result<PulledPage> Page, bool IsTransient)
{
    /// <summary>When the source wants to be asked again; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Attempt Done(PulledPage page) => new(page, false);

    public static Attempt Final(Fault fault) => new(fault, false);

    public static Attempt Again(Fault fault) => new(fault, true);
}

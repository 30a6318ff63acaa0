using Bookseal.Storage.Requests;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Callers;

/// <summary>
/// A POST with an <c>Idempotency-Key</c> is done once: said again with the same body it gets the same answer, with
/// another one it is refused. A key belongs to company, caller and route. What was refused changed nothing, and may be
/// tried again.
/// </summary>
internal sealed class IdempotencyKeys(RequestDelegate next, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";
    private const int KeyCharacters = 200;

    /// <summary>An answer that did not come for so long never will: whoever had begun is gone.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(5);

    public async Task InvokeAsync(HttpContext context)
    {
        var keys = context.Request.Headers[Header];
        if (
            !HttpMethods.IsPost(context.Request.Method)
            || keys.Count == 0
            || context.GetEndpoint()?.Metadata.GetMetadata<OwnKeys>() is not null
            || context.Features.Get<Principal>() is not { } who
        )
        {
            await next(context);
            return;
        }

        if (keys is not [{ Length: > 0 and <= KeyCharacters } key] || key.Any(c => c is < '!' or > '~'))
        {
            await RefuseAsync(
                context,
                "IDEMPOTENCY_KEY_INVALID",
                $"a key is 1 to {KeyCharacters} printable characters"
            );
            return;
        }

        var cancel = context.RequestAborted;
        var body = await HashBodyAsync(context.Request, cancel);
        var request = new Keyed(who, KeyOf(context, who, key), body);
        var (answered, attempt) = await FindAsync(request, cancel);
        if (answered is not null)
            await answered.ExecuteAsync(context);
        else
            await AnswerAsync(context, request, attempt);
    }

    /// <summary>What to answer instead of doing it again; none, and the attempt, where it is to be done.</summary>
    private async Task<(IResult? Answered, int Attempt)> FindAsync(Keyed request, CancellationToken cancel)
    {
        var (requests, tenant, now) = (request.Who.Workspace.Requests, request.Who.Tenant, clock.GetUtcNow());
        var (known, attempt) = await requests.FindAsync(tenant, request.Key, now, cancel);
        if (known is null or { IsRefused: true })
        {
            var begun = KeptRequest.Begun(now, request.Body);
            if (await requests.BeginAsync(tenant, request.Key, attempt + 1, begun, cancel))
                return (null, attempt + 1);
            known = begun; // somebody else, a moment ago
        }

        if (known.Body != request.Body)
            return (Answer.Problem(new("IDEMPOTENCY_KEY_REUSED", "this key came with another body before")), attempt);
        if (known.Status is { } status)
            return (new ReplayedAnswer(known, status), attempt);
        return now - known.At < Abandoned ? (InUse, attempt) : (null, attempt);
    }

    private static IResult InUse =>
        Answer.Problem(new("IDEMPOTENCY_KEY_IN_USE", "a request with this key is being answered; ask again later"));

    private async Task AnswerAsync(HttpContext context, Keyed request, int attempt)
    {
        var (response, original) = (context.Response, context.Response.Body);
        using var copy = new MemoryStream();
        response.Body = copy;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = original;
        }

        // Kept before it is sent: whoever does not get it asks again. A crash before this is one of an answer lost, and
        // what routes do can be asked of them twice.
        var answer = response.StatusCode is >= 200 and < 300 ? copy.ToArray() : [];
        await request.Who.Workspace.Requests.EndAsync(
            request.Who.Tenant,
            request.Key,
            attempt,
            new(
                clock.GetUtcNow(),
                request.Body,
                response.StatusCode,
                response.ContentType,
                response.Headers.Location,
                answer
            ),
            CancellationToken.None
        );
        copy.Position = 0;
        await copy.CopyToAsync(original, context.RequestAborted);
    }

    private static Digest KeyOf(HttpContext context, Principal who, string key) =>
        CanonicalJson.DigestOf(
            JsonObject.Of(
                ("caller", who.Actor.Id.ToString()),
                ("key", key),
                ("route", $"{context.Request.Path}{context.Request.QueryString}")
            )
        );

    /// <summary>Bodies that are larger go to a temporary file, and are read again by the route.</summary>
    private static async Task<Digest> HashBodyAsync(HttpRequest request, CancellationToken cancel)
    {
        request.EnableBuffering();
        var hash = await System.Security.Cryptography.SHA256.HashDataAsync(request.Body, cancel);
        request.Body.Position = 0;
        return Digest.FromBytes(hash);
    }

    private static Task RefuseAsync(HttpContext context, string code, string why) =>
        Answer.Problem(new(code, why)).ExecuteAsync(context);

    private sealed record Keyed(Principal Who, Digest Key, Digest Body);

    private sealed class ReplayedAnswer(KeptRequest kept, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            var response = context.Response;
            (response.StatusCode, response.ContentType) = (status, kept.ContentType);
            response.Headers["Idempotency-Replayed"] = "true";
            response.Headers.Location = kept.Location;
            response.Headers.CacheControl = "no-store";
            await response.Body.WriteAsync(kept.Answer, context.RequestAborted);
        }
    }
}

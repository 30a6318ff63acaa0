using Bookseal.Storage.Requests;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

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
    private const int BufferedBytes = 32 * 1024;

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
        if (!(await HashBodyAsync(context, cancel)).TryGet(out var body, out var fault))
        {
            await RefuseAsync(context, fault.Code, fault.Message);
            return;
        }

        var request = new Keyed(who, KeyOf(context, who, key), body);
        var found = await FindAsync(request, cancel);
        if (found.Answered is { } answered)
            await answered.ExecuteAsync(context);
        else
            await AnswerAsync(context, request, found);
    }

    /// <summary>What to answer instead of doing it again; none where it is to be done.</summary>
    private async Task<Found> FindAsync(Keyed request, CancellationToken cancel)
    {
        var (requests, tenant, now) = (request.Who.Workspace.Requests, request.Who.Tenant, clock.GetUtcNow());
        var (known, attempt) = await requests.FindAsync(tenant, request.Key, now, cancel);
        if (known is { IsRefused: true } && attempt >= RequestStore.MaxAttempts)
            return new(Reused("this key was refused too often; use another"), attempt, now);
        if (known is { IsRefused: false } && known.Body != request.Body)
            return new(Reused("this key came with another body before"), attempt, known.At);
        if (known is { IsRefused: false, Status: { } status })
            return new(new ReplayedAnswer(known, status), attempt, known.At);
        if (known is { Status: null })
        {
            if (now - known.At < AbandonedRequest.After)
                return new(InUse, attempt, known.At);
            if (await AbandonedRequest.MayHaveActedAsync(request.Who, known, now, cancel))
                return new(Unknown, attempt, known.At);
        }

        // The chain's end first: what is done after that stands behind it.
        var size = (await request.Who.Workspace.ReadHeadAsync(cancel)).Head.Size;
        var begun = KeptRequest.Begun(now, request.Body, size);
        return await requests.BeginAsync(tenant, request.Key, attempt + 1, begun, cancel)
            ? new(null, attempt + 1, now)
            : new(InUse, attempt, now); // somebody else, a moment ago
    }

    private static IResult Unknown =>
        Answer.Problem(
            new(
                "IDEMPOTENCY_OUTCOME_UNKNOWN",
                "the server stopped while it answered this, and may have done it: look whether it is done; under "
                    + "another key it is done again"
            )
        );

    private static IResult Reused(string why) => Answer.Problem(new("IDEMPOTENCY_KEY_REUSED", why));

    private static IResult InUse =>
        Answer.Problem(new("IDEMPOTENCY_KEY_IN_USE", "a request with this key is being answered; ask again later"));

    private async Task AnswerAsync(HttpContext context, Keyed request, Found found)
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

        // Kept before it is sent: whoever does not get it asks again. After a crash before this the request counts as
        // abandoned in a while, and is done again only where the audit chain says that it did nothing.
        var isDone =
            response.StatusCode is (>= 200 and < 300) or StatusCodes.Status303SeeOther && !RefusedAnswer.Is(context);
        await request.Who.Workspace.Requests.EndAsync(
            request.Who.Tenant,
            request.Key,
            found.Attempt,
            new(
                found.BegunAt,
                request.Body,
                isDone || response.StatusCode >= 300 ? response.StatusCode : StatusCodes.Status409Conflict,
                response.ContentType,
                response.Headers.Location,
                isDone ? copy.ToArray() : []
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
                ("periods", JsonArray.OfTexts(who.Caller.Periods.Select(period => period.ToString()))),
                ("route", RouteOf(context))
            )
        );

    /// <summary>The route and what stands in its place holders: an address has more than one spelling.</summary>
    private static JsonArray RouteOf(HttpContext context) =>
        JsonArray.OfTexts(
            context
                .Request.RouteValues.OrderBy(value => value.Key, StringComparer.Ordinal)
                .Select(value => $"{value.Key}={value.Value}")
                .Prepend(((RouteEndpoint)context.GetEndpoint()!).RoutePattern.RawText ?? "")
                .Append(context.Request.QueryString.Value ?? "")
        );

    /// <summary>
    /// Bodies that are large go to a temporary file, and are read again by the route; none is larger than the route
    /// takes. <c>REQUEST_TOO_LARGE</c>, <c>REQUEST_INVALID</c>.
    /// </summary>
    private static async Task<Result<Digest>> HashBodyAsync(HttpContext context, CancellationToken cancel)
    {
        var request = context.Request;
        var most = context.GetEndpoint()?.Metadata.GetMetadata<LargeBody>()?.Bytes ?? Limits.AttachmentBytes;
        var tooLarge = new Fault("REQUEST_TOO_LARGE", $"a request here has at most {most} bytes");
        if (request.ContentLength > most)
            return tooLarge;
        request.EnableBuffering(BufferedBytes, most);
        try
        {
            var hash = await System.Security.Cryptography.SHA256.HashDataAsync(request.Body, cancel);
            request.Body.Position = 0;
            return Digest.FromBytes(hash);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            return e.InnerException is null ? tooLarge : RequestBody.BrokenOff; // the buffer's own limit has none
        }
    }

    private static Task RefuseAsync(HttpContext context, string code, string why) =>
        Answer.Problem(new(code, why)).ExecuteAsync(context);

    private sealed record Found(IResult? Answered, int Attempt, DateTimeOffset BegunAt);

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

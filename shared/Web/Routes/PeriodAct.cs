using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Views;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Routes;

/// <summary>
/// What the routes of a period's close have in common: the period is found, the body read, something decided, the
/// close's driver woken, and the run answered as it stands.
/// </summary>
internal static class PeriodAct
{
    /// <summary>What a route without a body reads.</summary>
    public static readonly Func<Fields, bool> Nothing = _ => true;

    /// <param name="read">From the body's members to what the route takes; where there is no body, from none.</param>
    public static async Task<IResult> AskAsync<T>(
        Principal who,
        HttpRequest request,
        string period,
        Func<Fields, T> read,
        Func<PeriodCode, T, Task<IResult>> answer
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return Answer.Problem(fault);
        if (!(await who.ReadOptionalBodyAsync(request, cancel)).TryGet(out var body, out fault))
            return Answer.Problem(fault);
        var fields = new Fields(body, RequestBody.Invalid);
        var wanted = read(fields);
        return fields.Finish(() => true).TryGet(out _, out fault) ? await answer(code, wanted) : Answer.Problem(fault);
    }

    /// <summary>The same of an act: what was decided is in the chain before the driver is woken.</summary>
    /// <param name="status">202 where the driver has to go on before the act has its effect.</param>
    public static Task<IResult> DoAsync<T>(
        Principal who,
        HttpRequest request,
        string period,
        Func<Fields, T> read,
        Func<PeriodCode, T, Task<Result<CloseRun>>> act,
        int status = StatusCodes.Status200OK
    ) =>
        AskAsync(
            who,
            request,
            period,
            read,
            async (code, wanted) => await EndAsync(who, request.HttpContext, await act(code, wanted), status)
        );

    public static async Task<IResult> EndAsync(
        Principal who,
        HttpContext context,
        Result<CloseRun> decided,
        int status = StatusCodes.Status200OK
    )
    {
        if (!decided.TryGet(out var run, out var fault))
            return Answer.Problem(fault);
        await CloseWaker.WakeAsync(context, who, run.Period, context.RequestAborted);
        if (status == StatusCodes.Status202Accepted)
            context.Response.Headers.Location = $"/api/periods/{run.Period}/run";
        return Answer.Json(RunJson.Of(run), status);
    }
}

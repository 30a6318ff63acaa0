using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>What a form of a period's close asks for.</summary>
internal delegate Task<Result<CloseRun>> PeriodAsk(
    Principal who,
    PageForm form,
    PeriodCode period,
    CancellationToken cancel
);

/// <summary>The same of what is no decision of the close itself: where to go, below the period's path.</summary>
internal delegate Task<Result<string>> PeriodAct(
    Principal who,
    PageForm form,
    PeriodCode period,
    CancellationToken cancel
);

/// <summary>
/// A form of a period's close: it is this session's, something is decided, the driver woken, and the page shown again
/// by its own address, so that loading it anew does nothing twice.
/// </summary>
/// <param name="ShowAgain">
/// The page that the form stands on, with why it was not done, and what was typed where it could be read.
/// </param>
internal sealed record PeriodForm(Func<HttpContext, Principal, string, Fault, PageForm?, Task<IResult>> ShowAgain)
{
    /// <summary>The same where nothing is kept of what was typed.</summary>
    public PeriodForm(Func<HttpContext, Principal, string, Fault, Task<IResult>> showAgain)
        : this((context, who, period, fault, _) => showAgain(context, who, period, fault)) { }

    public bool TakesFile { get; init; }

    /// <summary>How many members it may have besides the usual ones.</summary>
    public int MoreMembers { get; init; }

    /// <param name="path">Below the period's.</param>
    /// <param name="next">Where to go when it is done: a path below the period's, or a place on its page.</param>
    public void Map(IEndpointRouteBuilder forms, string path, Act act, string next, PeriodAsk ask) =>
        Map(forms, path, act, Then(ask, next));

    /// <summary>The same of a task or a note with a number, which ends the place to go to.</summary>
    public void MapNumbered(IEndpointRouteBuilder forms, string path, Act act, string next, Func<int, PeriodAsk> ask) =>
        forms
            .MapPost(
                path,
                (HttpContext context, Principal who, string period, int number) =>
                    DoAsync(context, who, period, Then(ask(number), $"{next}{number}"))
            )
            .Needs(act);

    /// <summary>The same where what is done says where to go.</summary>
    public void Map(IEndpointRouteBuilder forms, string path, Act act, PeriodAct doAsync) =>
        forms
            .MapPost(
                path,
                (HttpContext context, Principal who, string period) => DoAsync(context, who, period, doAsync)
            )
            .Needs(act);

    private static PeriodAct Then(PeriodAsk ask, string next) =>
        async (who, form, period, cancel) => (await ask(who, form, period, cancel)).Map(_ => next);

    private async Task<IResult> DoAsync(HttpContext context, Principal who, string period, PeriodAct doAsync)
    {
        var cancel = context.RequestAborted;
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault))
            return await ShowAgain(context, who, period, fault, null);
        var reading = TakesFile
            ? PageForm.ReadWithFileAsync(context, cancel)
            : PageForm.ReadAsync(context, cancel, MoreMembers);
        if (!(await reading).TryGet(out var form, out fault))
            return await ShowAgain(context, who, period, fault, null);
        if (!(await doAsync(who, form, code, cancel)).TryGet(out var next, out fault))
            return await ShowAgain(context, who, period, fault, form);
        await CloseWaker.WakeAsync(context, who, code, cancel);
        return new SeeOther($"/periods/{code}{next}");
    }
}

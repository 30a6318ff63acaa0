using Bookseal.Books.Company;
using Bookseal.Books.Teams;
using Bookseal.Closing.Refusals;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>Who is in force, what is proposed, and what is said to it, bound to what was shown.</summary>
internal static class TeamRoutes
{
    public static void Map(IEndpointRouteBuilder team)
    {
        team.MapGet("", (HttpContext context, Principal who) => ShowAsync(context, who, null))
            .NeedsAllPeriods(Acts.Read);
        MapForm("/approve", Acts.DecideTeam, ApproveAsync);
        MapForm("/reject", Acts.DecideTeam, RejectAsync);
        MapForm("/propose", Acts.ProposeTeam, ProposeAsync);

        void MapForm(string path, Act act, Func<Principal, PageForm, Digest, CancellationToken, Task<Fault?>> decide) =>
            team.MapPost(path, (HttpContext context, Principal who) => DecideAsync(context, who, decide))
                .NeedsPerson(act);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Principal who, Fault? fault)
    {
        var cancel = context.RequestAborted;
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var unread))
            return FaultPage.Of(unread);
        if (!(await who.Workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out unread))
            return FaultPage.Of(unread, frame);
        var state = await who.Services.Teams.ReadAsync(cancel) ?? TeamState.Inherited(master.Profile);
        var outlook = await who.Services.Teams.ReadOutlookAsync(master.Profile.FirstPeriod, cancel);
        var status = fault is null ? StatusCodes.Status200OK : RefusalStatus.HttpStatusOf(fault);
        return Page.Of<TeamPage>(
            status,
            ("View", new TeamView(frame, who.Actor, master.Profile, state, outlook, fault))
        );
    }

    private static async Task<IResult> DecideAsync(
        HttpContext context,
        Principal who,
        Func<Principal, PageForm, Digest, CancellationToken, Task<Fault?>> decide
    )
    {
        var cancel = context.RequestAborted;
        if (!(await PageForm.ReadAsync(context, cancel)).TryGet(out var form, out var fault))
            return await ShowAsync(context, who, fault);
        if (!Digest.Parse(form["proposal"]).TryGet(out var shown, out fault))
            return await ShowAsync(context, who, fault);
        return await decide(who, form, shown, cancel) is { } refused
            ? await ShowAsync(context, who, refused)
            : new SeeOther("/company/team");
    }

    private static async Task<Fault?> ApproveAsync(
        Principal who,
        PageForm form,
        Digest shown,
        CancellationToken cancel
    ) => FaultOf(await who.Services.Teams.ApproveAsync(shown, who.Actor, cancel));

    private static async Task<Fault?> RejectAsync(
        Principal who,
        PageForm form,
        Digest shown,
        CancellationToken cancel
    ) => FaultOf(await who.Services.Teams.RejectAsync(shown, who.Actor, form["reason"], cancel));

    /// <summary>What lies there becomes somebody's own, so that another person can approve it.</summary>
    private static async Task<Fault?> ProposeAsync(Principal who, PageForm form, Digest shown, CancellationToken cancel)
    {
        var proposal = (await who.Services.Teams.ReadAsync(cancel))?.Proposal;
        if (proposal?.Digest != shown)
            return new Fault(TeamRules.ProposalChanged, "another team was proposed since; look at what is shown now");
        return FaultOf(await who.Services.Teams.ProposeAsync(proposal.Governance, who.Actor, cancel));
    }

    private static Fault? FaultOf(Result<TeamState> decided) => decided.IsOk ? null : decided.Fault;
}

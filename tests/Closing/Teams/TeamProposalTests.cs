using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Teams;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Teams;
using Bookseal.Closing.Tests.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Tests.Teams;

/// <summary>Whoever edits bookseal.json proposes; nothing is in force before an approver who stands says so.</summary>
public sealed class TeamProposalTests
{
    [Fact]
    public async Task FirstImport_ItsTeam_IsTheBootstrap()
    {
        using var company = await TeamCompany.OpenAsync();
        var state = await company.StateAsync();
        var begun = (await company.EventsAsync()).Single(entry => entry.Type == TeamBootstrapped.TypeName);
        Assert.All(
            state.Standing.Members.Select(member => member.CameIn).Append(state.Standing.PolicyCameIn),
            cameIn =>
                Assert.Equal(new CameIn(CameInWay.Bootstrap, TeamCompany.Bookkeeper.Id, null, begun.Sequence), cameIn)
        );
    }

    [Fact]
    public async Task Import_OfAnotherTeam_IsToldAndProposedOnce_AndTheRestIsImported()
    {
        using var company = await TeamCompany.OpenAsync();
        var before = await company.ProfileAsync();
        var named = (BooksFiles.Profile, "\"name\":\"Acme\"", "\"name\":\"Acme & Co\"");

        var first = await company.ImportAsync(null, TeamCompany.MalloryApproves, named);
        var second = await company.ImportAsync(null, TeamCompany.MalloryApproves, named);

        Assert.Equal(
            [TeamRules.Pending, TeamRules.Pending],
            new[] { first, second }.SelectMany(outcome => outcome.Notices.Select(notice => notice.Code))
        );
        Assert.Single(await company.EventsAsync(), entry => entry.Type == TeamProposed.TypeName);
        var now = await company.ProfileAsync();
        Assert.Equal("Acme & Co", now.Name);
        Assert.Equal(before.Team, now.Team);
        Assert.Equal(TeamCompany.Bookkeeper.Id, (await company.StateAsync()).Proposal!.ProposedBy);
    }

    [Fact]
    public async Task Import_DryRun_ProposesNothing()
    {
        using var company = await TeamCompany.OpenAsync();
        var before = company.World.Files();
        var outcome = await company.Services.Importer.ImportAsync(
            EditedBooks.Read(TeamCompany.MalloryApproves),
            TeamCompany.Bookkeeper,
            new(false, true),
            null,
            default
        );
        Assert.Contains(outcome.Value.Notices, notice => notice.Code == TeamRules.Pending);
        Assert.Equal(before, company.World.Files());
    }

    [Fact]
    public async Task EditedTeam_DuringAClose_CertifiesNothing()
    {
        using var company = await TeamCompany.OpenAsync();
        await company.Services.Host.BeginAsync(YearBooks.January, TeamCompany.Bookkeeper, default);

        await company.ImportAsync(null, TeamCompany.MalloryApproves);

        var driven = await company.Services.Host.DriveAsync(
            YearBooks.January,
            new DeskOf(TeamCompany.Mallory),
            new Progress<CloseProgress>(),
            default
        );
        Assert.Equal(Refusal.AuthorityDenied, driven.Fault.Code);
        Assert.Contains("mallory is not in the team", driven.Fault.Message, StringComparison.Ordinal);
        Assert.Equal(TeamRules.Pinned, (await company.ApproveAsync(TeamCompany.Controller)).Fault.Code);

        var closed = await company.World.CloseAsync(YearBooks.January);
        Assert.DoesNotContain(
            "mallory",
            (await company.World.CertificateAsync(closed)).ToString(),
            StringComparison.Ordinal
        );
        Assert.True((await company.ApproveAsync(TeamCompany.Controller)).IsOk);
    }

    [Fact]
    public async Task EditedPolicy_BetweenRuns_AllowsNothing_UntilItIsApproved()
    {
        using var company = await TeamCompany.OpenAsync();
        await company.World.CloseAsync(YearBooks.January);

        await company.ImportAsync(null, TeamCompany.ReopeningAllowed);
        var refused = await company.World.ReopenAsync(YearBooks.January);
        Assert.Equal(Refusal.ReopenNotAllowed, refused.Fault.Code);

        Assert.True((await company.ApproveAsync(TeamCompany.Controller)).IsOk);
        Assert.True((await company.World.ReopenAsync(YearBooks.January)).IsOk);
    }

    [Fact]
    public async Task Approve_ByAnother_IsInForce_AndTheCertificateSaysWhoDidWhat()
    {
        using var company = await TeamCompany.OpenAsync();
        await company.ChangeAsync(TeamCompany.MalloryApproves);

        Assert.NotNull((await company.ProfileAsync()).Find(TeamCompany.Mallory.Id));
        var certificate = await company.World.CertificateAsync(await company.World.CloseAsync(YearBooks.January));
        var approved = (await company.EventsAsync()).Single(entry => entry.Type == TeamApproved.TypeName);
        Assert.Contains(
            $"\"entry\":{approved.Sequence},\"proposed_by\":\"nora\",\"way\":\"approved\"}},\"id\":\"mallory\"",
            certificate.ToString(),
            StringComparison.Ordinal
        );
        var changes = await company.EventsAsync();
        var changed = Assert.Single(changes, entry => entry.Type == MasterDataChange.TypeName);
        Assert.Equal(approved.Sequence + 1, changed.Sequence);
    }

    [Fact]
    public async Task Approve_ByItsProposer_IsRefusedWhereAnotherApproverStands_AndElseSaysSo()
    {
        using var company = await TeamCompany.OpenAsync();
        await company.ImportAsync(TeamCompany.Controller, TeamCompany.MalloryApproves);
        Assert.True((await company.ApproveAsync(TeamCompany.Controller)).IsOk);
        var mallory = (await company.StateAsync()).Standing.Members.Single(member =>
            member.Person.Id == TeamCompany.Mallory.Id
        );
        Assert.Equal(CameInWay.SelfApproved, mallory.CameIn.Way);

        await company.ImportAsync(TeamCompany.Controller, TeamCompany.MalloryApproves, TeamCompany.ReopeningAllowed);
        var refused = await company.ApproveAsync(TeamCompany.Controller);
        Assert.Equal(TeamRules.SelfApproval, refused.Fault.Code);
        Assert.Contains("mallory can", refused.Fault.Message, StringComparison.Ordinal);
        Assert.Contains(
            await company.EventsAsync(),
            entry => entry.Type == "command_refused/1" && entry.Data.ToString().Contains("approve_team")
        );
        Assert.True((await company.ApproveAsync(TeamCompany.Mallory)).IsOk);
    }

    [Fact]
    public async Task Reject_TheSameImportedAgain_IsNotProposedAgain()
    {
        using var company = await TeamCompany.OpenAsync();
        await company.ImportAsync(null, TeamCompany.MalloryApproves);
        var digest = (await company.StateAsync()).Proposal!.Digest;
        Assert.True((await company.Services.Teams.RejectAsync(digest, TeamCompany.Controller, "who?", default)).IsOk);

        var outcome = await company.ImportAsync(null, TeamCompany.MalloryApproves);

        Assert.Equal(TeamRules.Rejected, Assert.Single(outcome.Notices).Code);
        Assert.Equal(TeamRules.NotPending, (await company.ApproveAsync(TeamCompany.Controller)).Fault.Code);
        var wanted = Governance.Of(EditedBooks.Read(TeamCompany.MalloryApproves).Profile);
        Assert.True((await company.Services.Teams.ProposeAsync(wanted, TeamCompany.Bookkeeper, default)).IsOk);
        Assert.True((await company.ApproveAsync(TeamCompany.Controller)).IsOk);
    }

    [Fact]
    public async Task Rebuild_AfterTeamChanges_FindsTheRowsAsTheChainTellsThem()
    {
        using var company = await TeamCompany.OpenAsync();
        await company.ChangeAsync(TeamCompany.MalloryApproves);
        await company.ImportAsync(TeamCompany.Controller, TeamCompany.ReopeningAllowed);
        Assert.Empty(await company.Services.Audit.RebuildAsync(default));
    }

    [Fact]
    public async Task Read_WithMasterDataOfBeforeAnApproval_IsTheTeamOfAfterIt()
    {
        using var company = await TeamCompany.OpenAsync();
        var workspace = company.Services.Workspace;
        var before = (await workspace.ReadMasterDataAsync(default)).Value;
        await company.ChangeAsync(TeamCompany.MalloryApproves);
        Assert.NotNull(
            (await new TeamStore(workspace).ReadAsync(before, default)).Standing.Find(TeamCompany.Mallory.Id)
        );
    }

    private sealed class DeskOf(Actor certifier) : ITaskAssignee
    {
        public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
            Task.FromResult<Actor?>(task.Action == TaskAction.Certify ? certifier : TeamCompany.Bookkeeper);
    }
}

using Bookseal.Books.Company;
using Bookseal.Books.Teams;
using Bookseal.Closing.Tests.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Faults;

namespace Bookseal.Closing.Tests.Teams;

/// <summary>The last approver is gone: the log's key puts a team into force, and nobody can overlook it.</summary>
public sealed class TeamRecoveryTests
{
    [Fact]
    public async Task Recover_IsSignedByTheLogsKey_AndStandsInTheCertificate()
    {
        using var company = await TeamCompany.OpenAsync();
        var team = EditedBooks.Read(TeamCompany.MalloryApproves).Profile.Team;

        var recovered = await company.Services.Teams.RecoverAsync(
            team,
            TeamCompany.Mallory.Id,
            "imani has left",
            default
        );

        Assert.True(recovered.IsOk);
        var entry = (await company.EventsAsync()).Single(entry => entry.Type == TeamRecovered.TypeName);
        var happened = (TeamRecovered)TeamEvent.Read(entry.Type, entry.Actor, entry.Data).Value!;
        var log = (await company.Services.SigningKeys.LogAsync(default)).Signer.Key;
        Assert.True(happened.IsSignedBy(log, entry.Log, entry.Sequence));
        Assert.False(happened.IsSignedBy(log, entry.Log, entry.Sequence + 1));
        Assert.False((happened with { Reason = "another" }).IsSignedBy(log, entry.Log, entry.Sequence));
        var certificate = await company.World.CertificateAsync(await company.World.CloseAsync(YearBooks.January));
        Assert.Contains("\"way\":\"recovered\"", certificate.ToString(), StringComparison.Ordinal);
        Assert.Empty(await company.Services.Audit.RebuildAsync(default));
    }

    /// <summary>The chain has enrolled the key; that its private half was lost since says nothing against it.</summary>
    [Fact]
    public async Task Recover_WithALogKeyThatIsLostSince_IsStillSignedByTheLog()
    {
        using var company = await TeamCompany.OpenAsync();
        var team = EditedBooks.Read(TeamCompany.MalloryApproves).Profile.Team;
        await company.Services.Teams.RecoverAsync(team, TeamCompany.Mallory.Id, "imani has left", default);
        File.Delete(company.Services.Workspace.Keys.PlaceOf(null));
        var report = await company.World.Open(null).Audit.VerifyAsync(default);
        Assert.Empty(report.Findings);
        Assert.Single(report.Recoveries);
    }

    [Fact]
    public async Task Recover_LeavesThePolicyAsItStands()
    {
        using var company = await TeamCompany.OpenAsync();
        var wanted = EditedBooks.Read(TeamCompany.MalloryApproves, TeamCompany.ReopeningAllowed).Profile;
        await company.Services.Teams.RecoverAsync(wanted.Team, TeamCompany.Mallory.Id, "imani has left", default);
        var standing = await company.ProfileAsync();
        Assert.Equal((wanted.Team.Count, false), (standing.Team.Count, standing.Policy.AllowReopen));
    }

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    [InlineData(FaultMode.ReplyLost)]
    public async Task Approve_FaultAtAWrite_LeavesAllOfItOrNothing(FaultMode mode)
    {
        for (var at = 1; ; at++)
        {
            using var company = await TeamCompany.OpenAsync();
            await company.ImportAsync(null, TeamCompany.MalloryApproves);
            var digest = (await company.StateAsync()).Proposal!.Digest;
            var plan = new FaultPlan(at, mode);
            try
            {
                await company.World.Open(plan).Teams.ApproveAsync(digest, TeamCompany.Controller, default);
            }
            catch (Exception e) when (e is SimulatedCrashException or StoreUnavailableException)
            {
                // Whoever comes next reads what is there.
            }

            var isApproved = (await company.StateAsync()).Proposal is null;
            var events = await company.EventsAsync();
            Assert.Equal(isApproved, events.Any(entry => entry.Type == TeamApproved.TypeName));
            Assert.Equal(isApproved, (await company.ProfileAsync()).Find(TeamCompany.Mallory.Id) is not null);
            Assert.True(isApproved || (await company.ApproveAsync(TeamCompany.Controller)).IsOk);
            Assert.Empty(await company.Services.Audit.RebuildAsync(default));
            if (!plan.HasStruck)
                return;
        }
    }
}

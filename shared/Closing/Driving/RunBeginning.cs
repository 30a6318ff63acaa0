using Bookseal.Books.Calendars;
using Bookseal.Books.Certificates;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Teams;

namespace Bookseal.Closing.Driving;

/// <summary>Makes the command that begins a run: what it pins is what stands when it is made.</summary>
public sealed class RunBeginning(Workspace workspace, PeriodReader reader, ChecklistOfPeriod checklists)
{
    /// <summary>Made after the chain's end was read: what is approved meanwhile makes its commit fail.</summary>
    /// <param name="direct">Null for a close that people make.</param>
    public async Task<RunCommand> MakeAsync(
        Actor actor,
        CloseInitiation initiation,
        DirectRequest? direct,
        CancellationToken cancel
    )
    {
        var period = initiation.Period;
        var pinned = (await workspace.ReadMasterDigestsAsync(cancel))!;
        var master = await workspace.MasterData.ReadAsync(workspace.Tenant, pinned, cancel);
        var team = (await new TeamStore(workspace).ReadAsync(master, cancel)).Standing;
        var checklist = direct is null
            ? (await checklists.ResolveAsync(period, master, cancel)).Value
            : DirectTemplates.For(master.Profile.Calendar.IsYearEnd(period));
        return new StartRun(
            actor,
            checklist.WithAssigneesOf([.. team?.Persons ?? master.Profile.Team]),
            RuleSet.Current.ToString(),
            master.Profile.Policy,
            pinned,
            master.Profile.Calendar.LastDayOf(period),
            workspace.Today(master.Profile)
        )
        {
            Restatement = await reader.FindRestatementAsync(period, master.Profile, cancel),
            Initiation = initiation,
            Direct = direct,
            Team = team,
        };
    }
}

using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Teams;
using Bookseal.Books.Values;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Tests.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Teams;

/// <summary>The small company, and what somebody makes of the team and policy in its bookseal.json.</summary>
internal sealed class TeamCompany : IDisposable
{
    public static readonly (string File, string From, string To) MalloryApproves = (
        BooksFiles.Profile,
        "{\"id\":\"imani\"",
        "{\"id\":\"mallory\",\"name\":\"Mallory\",\"role\":\"approver\"},{\"id\":\"imani\""
    );

    public static readonly (string File, string From, string To) ReopeningAllowed = (
        BooksFiles.Profile,
        "\"policy\":{",
        "\"policy\":{\"reopen\":\"approver\","
    );

    public YearWorld World { get; } = new();

    public CloseServices Services => World.Services;

    public static Actor Bookkeeper => AdjustingDesk.Bookkeeper;

    public static Actor Controller => AdjustingDesk.Controller;

    public static Actor Mallory { get; } = new(PersonId.Parse("mallory").Value, Role.Approver, false, false);

    public static async Task<TeamCompany> OpenAsync()
    {
        var company = new TeamCompany();
        await company.World.ImportAsync(EditedBooks.Read());
        return company;
    }

    public async Task<ImportOutcome> ImportAsync(
        Actor? by = null,
        params (string File, string From, string To)[] edits
    ) => (await Services.Importer.ImportAsync(EditedBooks.Read(edits), by ?? Bookkeeper, default)).Value;

    /// <summary>Proposed by the bookkeeper, approved by the controller.</summary>
    public async Task ChangeAsync(params (string File, string From, string To)[] edits)
    {
        await ImportAsync(Bookkeeper, edits);
        var approved = await ApproveAsync(Controller);
        Assert.True(approved.IsOk, approved.IsOk ? "" : approved.Fault.ToString());
    }

    public async Task<TeamState> StateAsync() => (await Services.Teams.ReadAsync(default))!;

    public async Task<Result<TeamState>> ApproveAsync(Actor by) =>
        await Services.Teams.ApproveAsync((await StateAsync()).Proposal?.Digest ?? default, by, default);

    public async Task<CompanyProfile> ProfileAsync() =>
        (await Services.Workspace.ReadMasterDataAsync(default)).Value.Profile;

    public async Task<List<AuditEntry>> EventsAsync()
    {
        var workspace = Services.Workspace;
        var head = (await workspace.ReadHeadAsync(default)).Head;
        return await workspace
            .Audit.ReadAsync(workspace.Tenant, 0, head.Size, default)
            .Select(bytes => AuditEntry.Decode(bytes.Span).Value)
            .ToListAsync();
    }

    public void Dispose() => World.Dispose();
}

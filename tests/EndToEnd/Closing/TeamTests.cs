using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.Evidence.Json;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary>Whoever edits bookseal.json is nobody before an approver says so; acts are done by who says so.</summary>
public sealed class TeamTests : IDisposable
{
    private readonly TestCompany _company = new();

    [Fact]
    public async Task EditedTeam_BetweenRuns_NamesNobody_UntilAnotherApproves()
    {
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        _company.Replace("bookseal.json", "\"id\": \"otto\"", "\"id\": \"mallory\"");
        _company.Replace("bookseal.json", "\"role\": \"auditor\"", "\"role\": \"approver\"");
        _company.Replace("bookseal.json", "\"policy\": { ", "\"policy\": { \"reopen\": \"approver\", ");

        (await RunAsync("import", "--as", "mallory")).Refuses(3, "PERSON_UNKNOWN");
        var imported = await RunAsync("import", "--as", "anna");
        Assert.Contains("TEAM_PENDING", imported.Exits(0).Output + imported.Errors, StringComparison.Ordinal);
        (await ReopenAsync("mallory")).Refuses(3, "PERSON_UNKNOWN");
        (await ReopenAsync("anna")).Refuses(3, "REOPEN_NOT_ALLOWED");
        Assert.DoesNotContain("mallory", (await RunAsync("keys", "trust")).Output, StringComparison.Ordinal);
        (await TeamAsync("approve", "--as", "mallory")).Refuses(3, "PERSON_UNKNOWN");
        (await TeamAsync("approve", "--as", "anna")).Refuses(3, "TEAM_SELF_APPROVAL");
        (await TeamAsync("approve")).Refuses(64, "PERSON_NEEDED"); // nobody is taken to be the other approver
        (await TeamAsync("approve", "--as", "bert", "--proposal", "00000000")).Refuses(3, "TEAM_PROPOSAL_CHANGED");

        var approved = (await TeamAsync("approve", "--as", "bert", "--json")).Exits(0);
        Assert.Contains("\"way\":\"approved\"", approved.Output, StringComparison.Ordinal);
        (await ReopenAsync("mallory")).Exits(0);
    }

    [Fact]
    public async Task Import_ByNobodyNamed_IsApprovedOnlyOnceSomebodyProposesIt()
    {
        (await RunAsync("import")).Exits(0);
        _company.Replace("bookseal.json", "\"name\": \"Petra\"", "\"name\": \"Petra P.\"");
        (await RunAsync("import")).Exits(0);
        (await TeamAsync("approve", "--as", "anna")).Refuses(3, "TEAM_PROPOSER_UNKNOWN");
        (await TeamAsync("propose", "--as", "petra")).Exits(0);
        (await TeamAsync("approve")).Refuses(64, "PERSON_NEEDED");
        (await TeamAsync("approve", "--as", "anna")).Exits(0);
        Assert.Contains("Petra P.", (await TeamAsync("show", "--json")).Exits(0).Output, StringComparison.Ordinal);
    }

    /// <summary>Its books came from a file: the directory has nothing but the profile to import again.</summary>
    [Fact]
    public async Task Import_OfAProfileAlone_DryProposesNothing_AndATeamTooLargeIsRefused()
    {
        File.Delete(Path.Combine(_company.Books, "checklist.json"));
        (await RunAsync("import")).Exits(0);
        foreach (var file in Directory.EnumerateFiles(_company.Books).Where(path => !path.EndsWith("bookseal.json")))
            File.Delete(file);
        _company.Replace("bookseal.json", "\"name\": \"Petra\"", "\"name\": \"Petra P.\"");
        var dry = (await RunAsync("import", "--as", "petra", "--dry-run")).Exits(0);
        Assert.Contains("TEAM_PENDING", dry.Output + dry.Errors, StringComparison.Ordinal);
        (await TeamAsync("approve", "--as", "anna")).Refuses(3, "TEAM_NOT_PENDING");

        var extras = Enumerable
            .Range(0, 100)
            .Select(number => $"{{ \"id\": \"p{number}\", \"name\": \"P\", \"role\": \"preparer\" }}, ");
        _company.Replace("bookseal.json", "{ \"id\": \"petra\"", string.Concat(extras) + "{ \"id\": \"petra\"");
        var tooLarge = await RunAsync("import", "--as", "petra");
        Assert.Contains("TEAM_TOO_LARGE", tooLarge.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, tooLarge.ExitCode);
        (await TeamAsync("approve", "--as", "anna")).Refuses(3, "TEAM_NOT_PENDING");
    }

    [Fact]
    public async Task Recover_WithoutATerminal_TakesYes_AndIsToldByTheAudit()
    {
        (await RunAsync("import")).Exits(0);
        _company.Replace("bookseal.json", "\"id\": \"bert\"", "\"id\": \"berta\"");
        string[] recover = ["recover", "--as", "berta", "--reason", "both approvers left"];
        (await TeamAsync(recover)).Refuses(3, "CONFIRMATION_NEEDED");
        (await TeamAsync([.. recover, "--yes"])).Exits(0);
        var audited = (await RunAsync("audit", "verify")).Exits(0);
        Assert.Contains("TEAM_RECOVERED", audited.Output + audited.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancel", "--period", "2026-01", "--reason", "r")]
    [InlineData("reopen", "--period", "2026-01", "--reason", "r")]
    [InlineData("lock", "--period", "2026-01")]
    [InlineData("decline", "--period", "2026-01", "--reason", "r")]
    [InlineData("reverse", "J2", "--date", "2026-02-01")]
    public async Task Act_ThatSeveralCouldDo_ListsThem(string act, params string[] options)
    {
        (await RunAsync("import")).Exits(0);
        var first = act == "reverse" ? options[..1] : [];
        var refused = await _company.BooksealAsync([act, .. first, _company.Books, .. options[first.Length..]]);
        Assert.Contains("anna, bert", refused.Refuses(64, "PERSON_NEEDED").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reopen_WithoutATerminal_TakesYes()
    {
        _company.Replace("bookseal.json", "\"policy\": { ", "\"policy\": { \"reopen\": \"approver\", ");
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        string[] reopen = ["reopen", _company.Books, "--period", "2026-01", "--reason", "late", "--as", "anna"];
        (await _company.BooksealAsync(reopen)).Refuses(3, "CONFIRMATION_NEEDED");
        (await _company.BooksealAsync([.. reopen, "--yes"])).Exits(0);
    }

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> ReopenAsync(string person) =>
        RunAsync("reopen", "--period", "2026-01", "--reason", "late", "--as", person, "--yes");

    private Task<ProgramResult> TeamAsync(params string[] arguments) => RunAsync(["team", .. arguments]);

    /// <summary>A command on this company: its name, one word or two, and options.</summary>
    private Task<ProgramResult> RunAsync(params string[] arguments)
    {
        var words = arguments.TakeWhile(word => !word.StartsWith('-')).ToArray();
        return _company.BooksealAsync([.. words, _company.Books, .. arguments[words.Length..]]);
    }
}

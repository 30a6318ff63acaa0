using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Tasks;

/// <summary><c>bookseal task</c> on a close that has just begun and waits for people.</summary>
public sealed class TaskCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TestCompany _company = new(hasStandardChecklist: true);

    public async Task InitializeAsync() => (await _company.CloseAsync("2026-01")).Exits(4);

    [Fact]
    public async Task List_OfABegunClose_SaysWhoDoesWhatUntilWhen()
    {
        var tasks = await TasksAsync();
        Assert.Equal(20, tasks.Count);
        Assert.Equal("completed", Text(tasks[1], "status"));
        Assert.Equal(("pending", "human"), (Text(tasks[3], "status"), Text(tasks[3], "assignee_type")));
        Assert.True(((JsonBoolean)tasks[3]["waits_for_person"]!).Value);
        // The close begins on Tuesday the 3rd of March: its second business day ends on the 4th, 17:00 in Berlin.
        Assert.Equal("2026-03-04T16:00:00.000Z", Text(tasks[3], "due_at"));
        Assert.Equal("[17]", tasks[18]["waits_for"]!.ToString());
    }

    [Fact]
    public async Task Show_OfATaskThatAnAgentPrepared_HasItsResultAndTheCommand()
    {
        var shown = (await RunAsync("show", "6")).Exits(0).Output;
        Assert.Contains("Done when every account's difference is zero", shown, StringComparison.Ordinal);
        Assert.Contains("0 account(s), 0 differ", shown, StringComparison.Ordinal);
        Assert.Contains("bookseal task complete 6 --tenant tiny", shown, StringComparison.Ordinal);
        Assert.NotNull((await RunAsync("show", "6", "--json")).Exits(0).Json["result"]);
        (await RunAsync("show", "99")).Refuses(3, "TASK_NOT_FOUND");
    }

    [Fact]
    public async Task Complete_ByWhoMayNotOrNobody_IsRefused()
    {
        (await RunAsync("complete", "3")).Refuses(64, "PERSON_NEEDED");
        (await RunAsync("complete", "3", "--as", "petra")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await RunAsync("complete", "17", "--as", "rolf")).Refuses(3, "TASK_NOT_READY");
        Assert.Equal("pending", Text((await TasksAsync())[3], "status"));
    }

    [Fact]
    public async Task Complete_OfATaskToBeApproved_IsDoneOnceAnotherApproves()
    {
        (await RunAsync("complete", "6", "--as", "rolf")).Exits(0);
        Assert.True(((JsonBoolean)(await TasksAsync())[6]["awaits_approval"]!).Value);
        (await RunAsync("complete", "6", "--as", "anna")).Refuses(3, "bookseal task approve 6");
        (await RunAsync("approve", "6", "--as", "rolf")).Refuses(3, "SEGREGATION_OF_DUTIES");
        (await RunAsync("approve", "6", "--as", "anna")).Exits(0);
        var task = (await TasksAsync())[6];
        Assert.Equal(
            ("completed", "rolf", "anna"),
            (Text(task, "status"), Text(task, "completed_by"), Text(task, "approved_by"))
        );
    }

    [Fact]
    public async Task Block_WithAReason_IsShownUntilSomebodyStarts()
    {
        (await RunAsync("block", "3", "--as", "rolf", "--reason", "no receipts")).Exits(0);
        var status = (await _company.BooksealAsync("status", _company.Books, "--period", "2026-01")).Exits(0).Output;
        Assert.Contains("blocked: no receipts", status, StringComparison.Ordinal);
        (await RunAsync("start", "3", "--as", "rolf")).Exits(0);
        Assert.Equal("in_progress", Text((await TasksAsync())[3], "status"));
    }

    [Fact]
    public async Task Skip_OfAP1TaskByAReviewer_LetsTheRestGoOn()
    {
        (await RunAsync("skip", "3", "--as", "rolf", "--reason", "later")).Refuses(3, "TASK_NOT_SKIPPABLE");
        (await RunAsync("skip", "8", "--as", "petra", "--reason", "none")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await RunAsync("skip", "8", "--as", "rolf", "--reason", "one customer")).Exits(0);
        var task = (await TasksAsync())[8];
        Assert.Equal(("skipped", "one customer"), (Text(task, "status"), Text(task, "skip_reason")));
    }

    [Fact]
    public async Task Assign_ToSomebodyOfTheTeam_IsTheirs()
    {
        (await RunAsync("assign", "3", "--to", "ghost", "--as", "petra")).Refuses(3, "PERSON_UNKNOWN");
        (await RunAsync("assign", "3", "--to", "petra", "--as", "petra")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await RunAsync("assign", "3", "--to", "rolf", "--as", "petra")).Exits(0);
        Assert.Equal("rolf", Text((await TasksAsync())[3], "assignee"));
    }

    [Fact]
    public async Task Attach_OfAFile_IsListedWithItsDigest()
    {
        _company.Write("receipt.txt", "paid");
        (await RunFileAsync("receipt.txt")).Exits(0);
        Assert.Contains(
            "receipt.txt, 4 bytes",
            (await RunAsync("show", "3")).Exits(0).Output,
            StringComparison.Ordinal
        );
        (await RunFileAsync("ghost.txt")).Refuses(3, "INPUT_UNREADABLE");
    }

    [Fact]
    public async Task Note_OnATask_IsOpenUntilItIsAnswered()
    {
        (await NoteAsync("--on", "task 3", "--text", "Why twice?", "--as", "rolf")).Exits(0);
        (await NoteAsync("--on", "task 99", "--text", "?", "--as", "rolf")).Refuses(3, "TASK_NOT_FOUND");
        (await NoteAsync("--on", "the weather", "--text", "?", "--as", "rolf")).Refuses(64, "NOTE_SUBJECT_INVALID");
        (await NoteAsync("--on", "task 3", "--as", "rolf")).Exits(64);
        Assert.Contains("Why twice? [open]", (await NoteAsync()).Exits(0).Output, StringComparison.Ordinal);
        (await NoteAsync("--resolve", "7", "--text", "no", "--as", "petra")).Refuses(3, "NOTE_NOT_FOUND");
        (await NoteAsync("--resolve", "1", "--text", "Two deliveries.", "--as", "petra")).Exits(0);
        Assert.Contains("Petra: Two deliveries.", (await NoteAsync()).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_OfAMonthWithoutAClose_IsRefused() =>
        (await _company.BooksealAsync("task", "list", _company.Books, "--period", "2026-02")).Refuses(
            3,
            "NO_ACTIVE_CLOSE"
        );

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> RunAsync(string act, string task, params string[] options) =>
        _company.BooksealAsync(["task", act, task, _company.Books, "--period", "2026-01", .. options]);

    private Task<ProgramResult> RunFileAsync(string file) =>
        _company.BooksealAsync([
            "task",
            "attach",
            "3",
            Path.Combine(_company.Books, file),
            _company.Books,
            "--period",
            "2026-01",
            "--as",
            "petra",
        ]);

    private Task<ProgramResult> NoteAsync(params string[] options) =>
        _company.BooksealAsync(["task", "note", _company.Books, "--period", "2026-01", .. options]);

    private async Task<Dictionary<int, JsonObject>> TasksAsync()
    {
        var listed = await _company.BooksealAsync("task", "list", _company.Books, "--period", "2026-01", "--json");
        return ((JsonArray)listed.Exits(0).Json["tasks"]!)
            .Items.Cast<JsonObject>()
            .ToDictionary(task => (int)((JsonNumber)task["task"]!).Value);
    }

    private static string Text(JsonObject task, string member) => ((JsonString)task[member]!).Value;
}

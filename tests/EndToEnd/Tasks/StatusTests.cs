using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Tasks;

/// <summary><c>bookseal status</c>: the fields that other programs read, and the reasons that people ask for.</summary>
public sealed class StatusTests : IDisposable
{
    private static readonly string[] OutputFields =
    [
        "close_run_id",
        "tenant_id",
        "period",
        "status",
        "tasks_total",
        "tasks_completed",
        "tasks_blocked",
        "completion_percent",
        "initiated_at",
        "target_completion",
        "business_days_elapsed",
        "reports_generated",
        "adjustments_made",
        "exceptions_remaining",
        "tasks",
    ];

    private readonly TestCompany _company = new(hasStandardChecklist: true);

    [Fact]
    public async Task Json_OfAClosedMonth_HasEveryFieldOfTheRunOutput()
    {
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        var status = (await StatusAsync("--json")).Exits(0);
        string[] atTheEnd = ["actual_completion", "certified_by", "certified_at"];
        Assert.All([.. OutputFields, .. atTheEnd], field => Assert.NotNull(status.Json[field]));
        Assert.Equal(
            ("100", "0"),
            (status.Json["completion_percent"]!.ToString(), Number(status, "exceptions_remaining"))
        );
        Assert.Equal("2026-03-09T16:00:00.000Z", status.Text("target_completion"));
        Assert.All(
            ((JsonArray)status.Json["reports_generated"]!).Items,
            report => Assert.True(File.Exists(((JsonString)report).Value))
        );
    }

    [Fact]
    public async Task Json_OfACloseUnderWay_CountsWhatIsLeft()
    {
        _company.AddEntry("J9", "2026-01-06", "1200", "4000", "120.00", "AR,C1,INV-1");
        _company.Append("subledgers.csv", "AR,C1,INV-1,2026-01-05,2026-02-04,debit,120.00,EUR,,Invoice");
        (await _company.CloseAsync("2026-01")).Exits(4);
        var status = (await StatusAsync("--json")).Exits(0);
        Assert.All(OutputFields, field => Assert.NotNull(status.Json[field]));
        Assert.Equal("1", Number(status, "exceptions_remaining"));
        Assert.Null(status.Json["actual_completion"]);
    }

    [Fact]
    public async Task Status_OfACloseWithADeadline_SaysHowItWasBegun()
    {
        (await _company.CloseAsync("2026-01", "--deadline", "2026-03-06", "--priority", "urgent")).Exits(4);
        var begun = (JsonObject)(await StatusAsync("--json")).Exits(0).Json["initiation"]!;
        Assert.Equal(
            ("2026-03-06", "manual", "urgent"),
            (
                ((JsonString)begun["close_deadline"]!).Value,
                ((JsonString)begun["initiated_by"]!).Value,
                ((JsonString)begun["priority"]!).Value
            )
        );
        Assert.Contains(
            "begun by hand, urgent, to be certified until 2026-03-06",
            (await StatusAsync()).Exits(0).Output,
            StringComparison.Ordinal
        );
    }

    /// <summary>Of the standard checklist, whose tasks are completed by agents as well as by people.</summary>
    [Theory]
    [InlineData("2026-01/1", "task_completed/2")]
    [InlineData("2026-01/4", "task_approved/1")]
    [InlineData("2026-01/17", "task_completed/2")]
    public async Task Trace_OfATask_GivesWhatWasDoneWithIt(string task, string type)
    {
        (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        var trace = (await _company.BooksealAsync("trace", _company.Books, $"task:{task}", "--json")).Exits(0);
        Assert.Contains(
            ((JsonArray)trace.Json["events"]!).Items,
            item => ((JsonString)((JsonObject)item)["type"]!).Value == type
        );
    }

    [Fact]
    public async Task Text_OfACancelledClose_SaysWhyInTheCompanysTime()
    {
        (await _company.CloseAsync("2026-01")).Exits(4);
        (
            await _company.BooksealAsync([
                "cancel",
                _company.Books,
                "--period",
                "2026-01",
                "--reason",
                "wrong month",
                "--as",
                "anna",
                "--yes",
            ])
        ).Exits(0);
        Assert.Contains(
            "2026-03-03 10:00  cancelled by Anna: wrong month",
            (await StatusAsync()).Exits(0).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Text_AfterTheDueDay_MarksWhatIsLate()
    {
        (await _company.CloseAsync("2026-01")).Exits(4);
        Assert.DoesNotContain("LATE", (await StatusAsync()).Exits(0).Output, StringComparison.Ordinal);
        var late = (await StatusAsync("--now", "2026-03-04T16:00:01Z")).Exits(0).Output;
        var line = late.Split('\n').Single(text => text.Contains("Review exception queue", StringComparison.Ordinal));
        Assert.Contains("any reviewer", line, StringComparison.Ordinal);
        Assert.Contains("2026-03-04 17:00  LATE", line, StringComparison.Ordinal);
    }

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> StatusAsync(params string[] options) =>
        _company.BooksealAsync(["status", _company.Books, "--period", "2026-01", .. options]);

    private static string Number(ProgramResult status, string member) => status.Json[member]!.ToString()!;
}

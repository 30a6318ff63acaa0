using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Auditing;

/// <summary><c>bookseal trace</c> through a closed month with an import, a posting and an adjustment.</summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class TraceTests(JanuaryStages january)
{
    [Theory]
    [InlineData("entry:ADJ-1")]
    [InlineData("ADJ-1")]
    public async Task Trace_Adjustment_GivesItsLineAndTheEventsOfItsRun(string what)
    {
        var trace = (await TraceAsync(what)).Exits(0);
        var posting = (JsonObject)trace.Json["posting"]!;
        Assert.Equal(("2026-01", 5), (Text(posting, "period"), ((JsonNumber)posting["line"]!).Value));
        Assert.Equal(january.Waits.Text("run_id"), Text((JsonObject)posting["entry"]!, "run"));
        var types = Types(trace);
        Assert.All(
            (string[])
                ["run_started/3", "adjustment_intended/1", "adjustment_posted/1", "certified/1", "proof_sealed/1"],
            type => Assert.Contains(type, types)
        );
        Assert.DoesNotContain("import_intended/2", types);
    }

    [Fact]
    public async Task Trace_ImportedEntry_GivesItsImportAndNoCloseOfAnotherKey()
    {
        var trace = (await TraceAsync("entry:J2")).Exits(0);
        Assert.Equal(2, ((JsonNumber)((JsonObject)trace.Json["posting"]!)["line"]!).Value);
        Assert.Equal(["books_imported/2"], Types(trace));
    }

    /// <summary>The key of this posting stands, as text, in many events that have nothing to do with it.</summary>
    [Fact]
    public async Task Trace_EntryOfAShortKey_GivesNoEventsOfTheClose()
    {
        var trace = (await TraceAsync("entry:P1")).Exits(0);
        Assert.Equal("P1", Text((JsonObject)((JsonObject)trace.Json["posting"]!)["entry"]!, "id"));
        Assert.DoesNotContain("certified/1", Types(trace));
    }

    [Fact]
    public async Task Trace_Task_GivesWhoDidIt()
    {
        var done = Assert.Single(Events((await TraceAsync("task:2026-01/3")).Exits(0)));
        Assert.Equal(("task_completed/1", "petra"), (Text(done, "type"), Text(done, "actor")));
    }

    [Theory]
    [InlineData("event:0")]
    [InlineData("0")]
    public async Task Trace_Event_GivesThatOne(string what) =>
        Assert.Equal(["keys_enrolled/1"], Types((await TraceAsync(what)).Exits(0)));

    [Theory]
    [InlineData("run:")]
    [InlineData("")]
    public async Task Trace_Run_GivesAllOfIt(string prefix)
    {
        var types = Types((await TraceAsync(prefix + january.Closes.Text("run_id"))).Exits(0));
        Assert.Equal(("run_started/3", "proof_sealed/1"), (types[0], types[^1]));
    }

    [Theory]
    [InlineData("entry:NONE")]
    [InlineData("NONE")]
    [InlineData("task:2026-01/9")]
    [InlineData("event:999")]
    [InlineData("run:00000000-0000-0000-0000-000000000000")]
    public async Task Trace_Unknown_IsRefused(string what)
    {
        var refused = (await TraceAsync(what)).Refuses(3, "TRACE_NOT_FOUND");
        Assert.Equal("TRACE_NOT_FOUND", Text((JsonObject)refused.Json["error"]!, "code"));
    }

    [Fact]
    public async Task Trace_AsText_KeepsEachEventOnItsLine()
    {
        var lines = (await january.Closed.BooksealAsync("trace", january.Closed.Books, "ADJ-1"))
            .Exits(0)
            .Output.TrimEnd()
            .Split('\n');
        Assert.StartsWith("ADJ-1  2026-01-31  adjusting", lines[0], StringComparison.Ordinal);
        Assert.Contains("posted by Rolf in batch " + JanuaryStages.AdjustmentKey, lines[1], StringComparison.Ordinal);
        Assert.All(lines[4..], line => Assert.DoesNotContain('{', line));
        Assert.Contains(lines[4..], line => line.Contains("Rolf", StringComparison.Ordinal));
    }

    private Task<ProgramResult> TraceAsync(string what) =>
        january.Closed.BooksealAsync("trace", "--tenant", "tiny", what, "--json");

    private static List<JsonObject> Events(ProgramResult trace) =>
        [.. ((JsonArray)trace.Json["events"]!).Items.Cast<JsonObject>()];

    private static List<string> Types(ProgramResult trace) => [.. Events(trace).Select(entry => Text(entry, "type"))];

    private static string Text(JsonObject source, string member) => ((JsonString)source[member]!).Value;
}

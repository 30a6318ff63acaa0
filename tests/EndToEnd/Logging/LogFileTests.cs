using System.Text;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Logging;

/// <summary><c>--log FILE</c>: what the program did, for those who run it.</summary>
public sealed class LogFileTests : IDisposable
{
    private readonly TestCompany _company = new();

    private string Log => Path.Combine(_company.Folder, "log.ndjson");

    [Fact]
    public async Task Log_OfAClose_HasEveryEventUnderTheRunsIdBetweenTheCommandsTwoLines()
    {
        var closed = (await _company.CloseAsync("2026-01", "--yes", "--log", Log)).Exits(0);
        var lines = Read();
        Assert.Equal(("command_started", "command_ended"), (Text(lines[0], "event"), Text(lines[^1], "event")));
        Assert.Equal(("close", "0"), (Text(lines[^1], "command"), lines[^1]["exit_code"]!.ToString()));
        Assert.Single(lines.Select(line => Text(line, "invocation")).Distinct());
        var run = lines.Where(line => Text(line, "correlation") == closed.Text("run_id")).ToList();
        Assert.Equal(("run_started/3", "proof_sealed/1"), (Text(run[0], "event"), Text(run[^1], "event")));
        Assert.All(run, line => Assert.Equal(("tiny", "2026-01"), (Text(line, "tenant"), Text(line, "period"))));
        Assert.Contains(run, line => Text(line, "event") == "task_completed/1" && line["task"]!.ToString() == "3");
    }

    [Fact]
    public async Task Log_OfARefusal_IsAppendedWithItsCode_AndHasNoWordsOrAmounts()
    {
        (await _company.CloseAsync("2026-01", "--log", Log)).Exits(4);
        var before = Read().Count;
        (
            await _company.BooksealAsync([
                "cancel",
                _company.Books,
                "--period",
                "2026-01",
                "--reason",
                "Anna owes 45.50",
                "--as",
                "rolf",
                "--log",
                Log,
            ])
        ).Exits(3);
        var added = Read().Skip(before).ToList();
        Assert.Equal(
            [
                "command_started",
                "command_refused/1 CLOSE_AUTHORITY_DENIED",
                "command_failed CLOSE_AUTHORITY_DENIED",
                "command_ended",
            ],
            added.Select(line => $"{Text(line, "event")} {Text(line, "code")}".TrimEnd())
        );
        Assert.DoesNotContain("45.50", File.ReadAllText(Log), StringComparison.Ordinal);
        Assert.DoesNotContain("amount", File.ReadAllText(Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_OfTheEnvironment_IsWritten_AndOneThatCannotBeStopsTheCommandBeforeItBegins()
    {
        var import = new[] { "import", _company.Books, "--data", _company.Data, "--now", TestCompany.AfterFebruary };
        (await ProgramRunner.BooksealAsync(_company.Folder, ("BOOKSEAL_LOG", Log), import)).Exits(0);
        Assert.Contains(Read(), line => Text(line, "event").StartsWith("books_imported/", StringComparison.Ordinal));
        var nowhere = Path.Combine(_company.Folder, "no", "log");
        (await _company.CloseAsync("2026-01", "--log", nowhere)).Refuses(65, "LOG_UNWRITABLE");
        Assert.DoesNotContain(Read(), line => Text(line, "event").StartsWith("run_started/", StringComparison.Ordinal));
    }

    public void Dispose() => _company.Dispose();

    private List<JsonObject> Read() =>
        [.. File.ReadAllLines(Log).Select(line => JsonText.ParseObject(Encoding.UTF8.GetBytes(line)).Value)];

    private static string Text(JsonObject line, string member) => (line[member] as JsonString)?.Value ?? "";
}

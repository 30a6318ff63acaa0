using System.Text.RegularExpressions;
using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Documents;

/// <summary>
/// The runbooks of docs/operations.md, walked as they are written, each incident after what it is about has happened.
/// </summary>
public sealed partial class RunbookTests : IDisposable
{
    private readonly TestCompany _company = new();
    private readonly StagedIncidents _staged;
    private string _digest = "";

    public RunbookTests() => _staged = new(_company);

    [Fact]
    public async Task Runbooks_EveryCommand_DoesWhatItSays()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_company.Folder, "fix.ndjson"),
            EntryText.Rent("FIX-1", "2026-02-20")
        );
        var lines = Lines().ToList();
        Assert.True(lines.Count(IsCommand) > 30, $"{lines.Count(IsCommand)} commands");
        foreach (var line in lines)
            if (IsCommand(line))
                await WalkAsync(line);
            else
                await _staged.BeginAsync(line);
        _staged.AssertAllWereWalked();
    }

    public void Dispose()
    {
        _staged.Dispose();
        _company.Dispose();
    }

    private static bool IsCommand(string line) => line.StartsWith("    bookseal", StringComparison.Ordinal);

    /// <summary>Headings and commands.</summary>
    private static IEnumerable<string> Lines() =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(Repository.FormatsDocument)!, "operations.md"))
            .SkipWhile(line => line != "## Runbooks")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => IsCommand(line) || line.StartsWith("### ", StringComparison.Ordinal));

    private async Task WalkAsync(string line)
    {
        var (command, comment) = line.Split('#', 2) is [var text, var said] ? (text.Trim(), said) : (line.Trim(), "");
        var (call, target) = command.Split(" > ") is [var first, var file] ? (first, file) : (command, null);
        var words = Words().Matches(call).Select(match => match.Value.Trim('"')).Select(Replace).ToList();
        var result = await RunAsync([.. words, .. _staged.OptionsOf(command)]);
        Assert.True(
            result.ExitCode == 0 || (result.ExitCode == 2 && comment.Contains("exit", StringComparison.Ordinal)),
            $"{line}: exit code {result.ExitCode}\n{result.Output}\n{result.Errors}"
        );
        await _staged.EndAsync(command, result);
        if (target is not null)
            await File.WriteAllTextAsync(Path.Combine(_company.Folder, target), result.Output);
        if (Approval().Match(result.Output) is { Success: true } approval)
            _digest = approval.Groups[1].Value;
    }

    private Task<ProgramResult> RunAsync(List<string> words)
    {
        List<string> arguments = [.. words.Skip(1)];
        if (words[0] == "bookseal-verify")
            return ProgramRunner.VerifierAsync(_company.Folder, arguments);
        if (arguments[0] is "close" or "sign")
            arguments.Add("--yes");
        arguments.AddRange(["--now", _staged.Now]);
        return arguments.Contains("--data")
            ? ProgramRunner.BooksealAsync(_company.Folder, arguments)
            : _company.BooksealAsync([.. arguments]);
    }

    private string Replace(string word) =>
        word switch
        {
            "DIR" => _company.Books,
            "PREPARER" => "petra",
            "REVIEWER" => "rolf",
            "APPROVER" => "anna",
            "ANOTHER" => "bert",
            "DIGEST" => _digest,
            _ => word,
        };

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Words();

    [GeneratedRegex("--approve ([0-9a-f]{64})")]
    private static partial Regex Approval();
}

using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Terminals;

/// <summary>What people type when <c>bookseal close</c> asks them, on a terminal as they have it.</summary>
public sealed class PromptTests : IDisposable
{
    private readonly TestCompany _company = new();

    public PromptTests()
    {
        // The same bill twice.
        _company.AddEntry("J9", "2026-01-06", "1200", "4000", "120.00", "AR,C1,INV-1");
        _company.Append("subledgers.csv", "AR,C1,INV-1,2026-01-05,2026-02-04,debit,120.00,EUR,,Invoice");
    }

    [TerminalFact]
    public async Task Certify_AfterAWordToTheWarning_IsSealed()
    {
        await PrepareAsync();
        var closed = (
            await TypeAsync("anna", ("Accept 1 billed_twice?", "they deliver twice"), ("Certify the close of", "y"))
        ).Exits(0);
        Assert.Contains("What is certified with 2026-01", closed.Output, StringComparison.Ordinal);
        Assert.Contains("--format pdf --out tiny-2026-01-balance-sheet.pdf", closed.Output, StringComparison.Ordinal);
        Assert.Contains("certified by anna (attended)", closed.Output, StringComparison.Ordinal);
        Assert.Contains("accepted by anna", closed.Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task Certify_WithoutAWordToTheWarning_IsNotAsked()
    {
        await PrepareAsync();
        var waiting = (await TypeAsync("anna", ("Accept 1 billed_twice?", ""), ("What is wrong", ""))).Exits(4);
        Assert.Contains("WARNINGS_NOT_ACCEPTED", waiting.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Certify the close of", waiting.Output, StringComparison.Ordinal);
    }

    /// <summary>A slip in the numbers is asked for again, and costs no reason that was typed before.</summary>
    [TerminalFact]
    public async Task Decline_WithAMistypedTask_IsAskedAgainAndSendsTheCloseBack()
    {
        await PrepareAsync();
        var declined = (
            await TypeAsync(
                "anna",
                ("Accept 1 billed_twice?", "they deliver twice"),
                ("Certify the close of", "n"),
                ("What is wrong", "the accrual is missing"),
                ("Tasks to be done again", "9"),
                ("none of those", "3")
            )
        ).Exits(4);
        Assert.Contains("waits for task 3", Unwrapped(declined.Output), StringComparison.Ordinal);
        var status = await _company.BooksealAsync("status", _company.Books, "--period", "2026-01", "--json");
        Assert.Equal("in_progress", status.Exits(0).Text("status"));
    }

    [TerminalFact]
    public async Task Task_OfAPreparer_IsConfirmedOrLeft()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        (await TypeAsync("petra", ("Post final adjustments: done, Petra?", "n"))).Exits(4);
        var done = (await TypeAsync("petra", ("Post final adjustments: done, Petra?", "y"))).Exits(4);
        Assert.Contains("role approver", Unwrapped(done.Output), StringComparison.Ordinal);
    }

    /// <summary>What somebody mistypes is asked for again; the entry is in the books before the task is done.</summary>
    [TerminalFact]
    public async Task Task_ThatAdjusts_PostsWhatIsSaid()
    {
        _company.Append("accounts.csv", "2100,Accrued expenses,liability,");
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var done = (
            await TypeAsync(
                "petra",
                ("Post final adjustments: done, Petra?", "a"),
                ("Adjustment:", "accrual"),
                ("Debit account:", "6000"),
                ("Credit account:", "2100"),
                ("Amount in EUR:", "five"),
                ("Amount in EUR:", "12.50"),
                ("What it is for:", "Rent of the yard"),
                ("Post final adjustments: done, Petra?", "y")
            )
        ).Exits(4);
        Assert.Contains("Posted accrual", Unwrapped(done.Output), StringComparison.Ordinal);
        var entries = await _company.BooksealAsync("entries", _company.Books, "--account", "2100", "--json");
        Assert.Contains("Rent of the yard", entries.Exits(0).Output, StringComparison.Ordinal);
    }

    /// <summary>Who has done their part sees the close end when another terminal has done the rest.</summary>
    [TerminalFact]
    public async Task Close_OnTwoTerminals_GoesOnAsTheOtherDoesTheirs()
    {
        (await _company.BooksealAsync("import", _company.Books)).Exits(0);
        var preparer = RunAsync("petra", [("Post final adjustments: done, Petra?", "y")], ["--wait"]);
        while (!await IsAdjustedAsync())
            Assert.False(preparer.IsCompleted, "petra's terminal ended before anna had certified");
        var approver = TypeAsync(
            "anna",
            ("Accept 1 billed_twice?", "they deliver twice"),
            ("Certify the close of", "y")
        );
        foreach (var terminal in await Task.WhenAll(preparer, approver))
            Assert.Contains("certified by anna (attended)", terminal.Exits(0).Output, StringComparison.Ordinal);
    }

    public void Dispose() => _company.Dispose();

    /// <summary>Up to the certification, by a preparer.</summary>
    private async Task PrepareAsync() => (await _company.CloseAsync("2026-01", "--yes", "--as", "petra")).Exits(4);

    private Task<ProgramResult> TypeAsync(string person, params (string Question, string Answer)[] steps) =>
        RunAsync(person, steps, []);

    /// <summary>Whether the preparer's task is done; false before the close has begun.</summary>
    private async Task<bool> IsAdjustedAsync()
    {
        var status = await _company.BooksealAsync("status", _company.Books, "--period", "2026-01", "--json");
        return status.ExitCode == 0 && status.Json["tasks_completed"] is JsonNumber { Value: >= 3 };
    }

    private Task<ProgramResult> RunAsync(string person, (string Question, string Answer)[] steps, string[] more) =>
        ProgramRunner.RunAsync(
            _company.Folder,
            "python3",
            [
                Path.Combine(AppContext.BaseDirectory, "Terminals", "pseudo_terminal.py"),
                new JsonArray(
                    steps.Select(step => (JsonValue)JsonArray.OfTexts([step.Question, step.Answer]))
                ).ToString(),
                "dotnet",
                Path.Combine(AppContext.BaseDirectory, "bookseal.dll"),
                "close",
                _company.Books,
                "--period",
                "2026-01",
                "--as",
                person,
                "--data",
                _company.Data,
                "--now",
                TestCompany.AfterFebruary,
                .. more,
            ]
        );

    /// <summary>A terminal breaks lines where it ends.</summary>
    private static string Unwrapped(string shown) =>
        shown.Replace("\r\n", " ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal);
}

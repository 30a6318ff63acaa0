using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary><c>bookseal cancel</c>: who may, what it gives back, and what the next attempt remembers.</summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class CancelTests(JanuaryStages january)
{
    [Fact]
    public async Task Cancel_ByAPreparer_IsRefusedAndTheCloseGoesOn()
    {
        using var company = january.CopyWaiting();
        var refused = (await CancelAsync(company, "--as", "petra")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        Assert.Equal("CLOSE_AUTHORITY_DENIED", ((JsonString)((JsonObject)refused.Json["error"]!)["code"]!).Value);
        Assert.Equal(("in_progress", "closing"), await StatusAsync(company));
        (await CancelAsync(company, "--as", "rolf")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await CancelAsync(company, "--as", "mallory")).Refuses(3, "PERSON_UNKNOWN");
    }

    [Fact]
    public async Task Cancel_ByAnApprover_GivesTheMonthBackAndTheSecondAttemptClosesIt()
    {
        using var company = january.CopyWaiting();
        var cancelled = (await CancelAsync(company, "--as", "anna")).Exits(0);
        Assert.Equal(("cancelled", "open"), (cancelled.Text("status"), cancelled.Text("period_status")));
        Assert.Equal(("cancelled", "open"), await StatusAsync(company));
        Assert.Contains(
            "period open, run cancelled",
            (await company.BooksealAsync("status", company.Books, "--period", "2026-01")).Exits(0).Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "the books were wrong",
            await File.ReadAllTextAsync(JanuaryStages.Chain(company)),
            StringComparison.Ordinal
        );

        company.AddEntry("J9", "2026-01-31", "6000", "1000", "1.00");
        var imported = (await company.BooksealAsync("import", company.Books, "--json")).Exits(0);
        Assert.Equal(1, ((JsonNumber)imported.Json["entries_added"]!).Value);
        var closed = (await company.CloseAsync("2026-01", "--yes")).Exits(0);
        Assert.Equal((2, true), (((JsonNumber)closed.Json["attempt"]!).Value, closed.Flag("verified")));
        Assert.NotEqual(january.Waits.Text("run_id"), closed.Text("run_id"));
        (await ProgramRunner.VerifierAsync(company.Folder, closed.Text("bag"), "--allow-untrusted")).Exits(0);
    }

    [Fact]
    public async Task Close_WhoPreparedTheCancelledAttempt_CannotCertifyTheSecond()
    {
        using var company = january.CopyImported();
        (await company.CloseAsync("2026-01", "--as", "anna")).Exits(4);
        var accrual = EntryText.Rent("ADJ-2", "2026-01-31", "adjusting");
        (await JanuaryStages.PostAsync(company, accrual, "adj-2", "--adjust", "--as", "anna")).Exits(0);
        (await CancelAsync(company, "--as", "bert")).Exits(0);
        (await company.CloseAsync("2026-01", "--yes", "--as", "petra")).Exits(4);
        (await company.CloseAsync("2026-01", "--yes", "--as", "anna")).Refuses(3, "SEGREGATION_OF_DUTIES");
        var closed = (await company.CloseAsync("2026-01", "--yes", "--as", "bert")).Exits(0);
        Assert.Equal(("bert", 2), (closed.Text("certified_by"), ((JsonNumber)closed.Json["attempt"]!).Value));
    }

    [Fact]
    public async Task Cancel_NothingInProgress_IsRefused()
    {
        using var imported = january.CopyImported();
        (await CancelAsync(imported, "--as", "anna")).Refuses(3, "NO_ACTIVE_CLOSE");
        using var closed = january.CopyClosed();
        (await CancelAsync(closed, "--as", "anna")).Refuses(3, "NO_ACTIVE_CLOSE");
        Assert.Equal(("certified", "closed"), await StatusAsync(closed));
        (await closed.BooksealAsync("cancel", closed.Books, "--period", "2026-01")).Refuses(64, "USAGE");
    }

    /// <summary>
    /// The lock is given back, and the process dies before the chain knows: either command goes on from there.
    /// </summary>
    [Theory]
    [InlineData("cancel", "cancelled")]
    [InlineData("close", "certified")]
    public async Task Cancel_DiesBeforeTheReleaseIsRecorded_IsFinishedByTheNextCommand(string next, string status)
    {
        using var company = january.CopyWaiting();
        (await CancelAsync(company, "--as", "anna")).Exits(0);
        CutChain(company, lines => lines.Length - 1);
        Assert.Equal(("cancelled", "closing"), await StatusAsync(company));
        var finished = (
            next == "cancel" ? await CancelAsync(company, "--as", "anna") : await company.CloseAsync("2026-01", "--yes")
        ).Exits(0);
        Assert.Equal(status, finished.Text("status"));
    }

    /// <summary>
    /// The close dies before it takes the lock, in a month that nothing was ever posted to: there is no journal to
    /// unlock.
    /// </summary>
    [Fact]
    public async Task Cancel_BeforeTheLockOfAMonthWithoutJournal_GivesItBack()
    {
        using var company = new TestCompany(isEmpty: true);
        (await company.CloseAsync("2026-01")).Exits(4);
        CutChain(
            company,
            lines => Array.FindIndex(lines, line => line.Contains("run_started/3", StringComparison.Ordinal)) + 1
        );
        foreach (var kind in (string[])["objects", "state"])
            Directory.Delete(Path.Combine(company.Data, kind, "journal"), recursive: true);

        var cancelled = (await CancelAsync(company, "--as", "anna")).Exits(0);
        Assert.Equal(("cancelled", "open"), (cancelled.Text("status"), cancelled.Text("period_status")));
        Assert.True((await company.CloseAsync("2026-01", "--yes")).Exits(0).Flag("verified"));
    }

    private static Task<ProgramResult> CancelAsync(TestCompany company, params string[] options) =>
        company.BooksealAsync([
            "cancel",
            "--yes",
            "--tenant",
            "tiny",
            "--period",
            "2026-01",
            "--reason",
            "the books were wrong",
            "--json",
            .. options,
        ]);

    private static async Task<(string Status, string PeriodStatus)> StatusAsync(TestCompany company)
    {
        var status = (await company.BooksealAsync("status", "--tenant", "tiny", "--period", "2026-01", "--json")).Exits(
            0
        );
        return (status.Text("status"), status.Text("period_status"));
    }

    /// <summary>The chain's file as it was after some of its commits.</summary>
    private static void CutChain(TestCompany company, Func<string[], int> length)
    {
        var lines = File.ReadAllLines(JanuaryStages.Chain(company));
        File.WriteAllText(JanuaryStages.Chain(company), string.Join('\n', lines[..length(lines)]) + "\n");
    }
}

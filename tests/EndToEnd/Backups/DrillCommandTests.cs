using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Backups;

/// <summary><c>bookseal backup drill</c>.</summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class DrillCommandTests(JanuaryStages january) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Drill_SoundBooks_PassesAndLeavesReportAndEvent()
    {
        using var company = january.CopyClosed();
        var report = _folder.In("acceptance-checklist.md");
        var drilled = (await DrillAsync(company, "--out", report, "--json")).Exits(0);
        Assert.True(drilled.Flag("passed"));
        var text = await File.ReadAllTextAsync(report);
        Assert.Contains("# Restore drill of tiny\n\nPassed on 2026-03-03", text, StringComparison.Ordinal);
        Assert.Contains("- [x] every sealed proof verifies (1)", text, StringComparison.Ordinal);
        Assert.Contains("- [ ] the private keys", text, StringComparison.Ordinal);
        Assert.Equal(
            Evidence.Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)).ToString(),
            drilled.Text("checklist_sha256")
        );
        Assert.True(
            File.Exists(
                Path.Combine(company.Data, "objects", "backups", "tiny", $"drill-{drilled.Text("checklist_sha256")}.md")
            )
        );
        Assert.Contains(
            "restore_drill/1",
            await File.ReadAllTextAsync(JanuaryStages.Chain(company)),
            StringComparison.Ordinal
        );
        Assert.True((await company.BooksealAsync("audit", "verify", "--tenant", "tiny", "--json")).Flag("valid"));
    }

    [Fact]
    public async Task Drill_TamperedBackup_FailsAndIsRecordedAsFailed()
    {
        using var company = january.CopyClosed();
        var backup = _folder.In("backup");
        (await company.BooksealAsync("backup", "create", "--tenant", "tiny", "--out", backup)).Exits(0);
        var journal = Path.Combine(backup, "objects", "journal", "tiny", "2026-01", "00001.ndjson");
        await File.AppendAllTextAsync(journal, "{}\n");
        var report = _folder.In("report.md");
        var failed = (await DrillAsync(company, "--backup", backup, "--out", report, "--json")).Refuses(
            2,
            "BACKUP_TAMPERED"
        );
        Assert.False(failed.Flag("passed"));
        Assert.Contains("FAILED on", await File.ReadAllTextAsync(report), StringComparison.Ordinal);
        Assert.Contains(
            "\\\"passed\\\":false",
            await File.ReadAllTextAsync(JanuaryStages.Chain(company)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Drill_NamedScratch_StaysAndIsWhole()
    {
        var scratch = _folder.In("scratch");
        using var company = january.CopyClosed();
        (await DrillAsync(company, "--scratch", scratch, "--out", _folder.In("report.md"))).Exits(0);
        (
            await ProgramRunner.BooksealAsync(
                _folder.Path,
                "audit",
                "verify",
                "--tenant",
                "tiny",
                "--data",
                scratch,
                "--now",
                TestCompany.AfterFebruary
            )
        ).Exits(0);
        (await DrillAsync(company, "--scratch", scratch)).Refuses(3, "RESTORE_TARGET_NOT_EMPTY");
    }

    [Fact]
    public async Task Drill_Overdue_IsToldByHealthAndStatusUntilOnePasses()
    {
        using var company = january.CopyClosed();
        string[] april = ["--tenant", "tiny", "--period", "2026-02", "--json", "--now", "2026-04-20T09:00:00Z"];
        var health = await company.BooksealAsync(["health", .. april]);
        Assert.Contains("RESTORE_DRILL_OVERDUE", health.Errors, StringComparison.Ordinal);
        Assert.Contains("\"overdue\":true", health.Output, StringComparison.Ordinal);
        var status = (await company.BooksealAsync(["status", .. april])).Exits(0);
        Assert.Contains("RESTORE_DRILL_OVERDUE", status.Errors, StringComparison.Ordinal);

        (await DrillAsync(company, "--out", _folder.In("report.md"), "--now", "2026-04-20T10:00:00Z")).Exits(0);
        status = (await company.BooksealAsync(["status", .. april])).Exits(0);
        Assert.Contains("\"overdue\":false", status.Output, StringComparison.Ordinal);
        Assert.Contains("\"last_passed_at\":\"2026-04-20T10:00:00", status.Output, StringComparison.Ordinal);

        // The row beside the chain is made from it.
        Assert.Contains(
            "Every projection was",
            (await company.BooksealAsync("audit", "rebuild", "--tenant", "tiny")).Exits(0).Output,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _folder.Dispose();

    private static Task<ProgramResult> DrillAsync(TestCompany company, params string[] options) =>
        company.BooksealAsync(["backup", "drill", "--tenant", "tiny", .. options]);
}

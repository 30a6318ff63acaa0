using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Auditing;

/// <summary><c>bookseal verify-close-hash</c>: the journal as it stands against what was certified.</summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class VerifyCloseHashTests(JanuaryStages january)
{
    [Fact]
    public async Task VerifyCloseHash_UntouchedMonth_GivesTheCertifiedHashesAndTheSnapshot()
    {
        var report = (await VerifyAsync(january.Closed)).Exits(0);
        Assert.True(report.Flag("matches"));
        var (now, certified) = ((JsonObject)report.Json["now"]!, (JsonObject)report.Json["certified"]!);
        Assert.Equal(january.Closes.Text("close_hash"), ((JsonString)now["close_hash"]!).Value);
        Assert.Equal(certified["ledger_hash"]!.ToString(), now["ledger_hash"]!.ToString());
        Assert.Equal(report.Json["now"]!.ToString(), report.Json["sealed"]!.ToString());
        // J1, J2, J3, P1 and ADJ-1, of two lines each: 120.00 + 45.50 + 4.50 + 7.00 + 7.00; five accounts.
        Assert.Equal(
            """[{"balance_rows":5,"currency":"EUR","journal_count":5,"line_count":10,"""
                + "\"total_credits_minor\":\"18400\",\"total_debits_minor\":\"18400\"}]",
            now["currencies"]!.ToString()
        );
        Assert.Contains(
            "as it was closed",
            (await january.Closed.BooksealAsync("verify-close-hash", "--tenant", "tiny", "--period", "2026-01"))
                .Exits(0)
                .Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task VerifyCloseHash_AmountEditedByAnInsider_NamesTheNumber()
    {
        using var company = january.CopyClosed();
        await EditAsync(company, "\"debit\":4550", "\"debit\":4551");
        var report = (await VerifyAsync(company)).Refuses(2, "CLOSE_HASH_MISMATCH");
        Assert.Equal(
            """[{"currency":"EUR","name":"total_debits_minor","now":"18401","sealed":"18400"}]""",
            report.Json["differences"]!.ToString()
        );
        Assert.Contains("LEDGER_HASH_MISMATCH", report.Errors, StringComparison.Ordinal);
    }

    /// <summary>What the GL API's hash does not see.</summary>
    [Fact]
    public async Task VerifyCloseHash_TextEdited_IsFoundByTheLedgerHashAlone()
    {
        using var company = january.CopyClosed();
        await EditAsync(company, "Rent ADJ-1", "Rent ADJ-2");
        var report = (await VerifyAsync(company)).Refuses(2, "LEDGER_HASH_MISMATCH");
        Assert.DoesNotContain("CLOSE_HASH_MISMATCH", report.Errors, StringComparison.Ordinal);
        Assert.Empty(((JsonArray)report.Json["differences"]!).Items);
    }

    [Fact]
    public async Task VerifyCloseHash_LineThatIsNoEntryAnyMore_CountsAsUnreadable()
    {
        using var company = january.CopyClosed();
        await EditAsync(company, "\"id\":\"ADJ-1\"", "\"ix\":\"ADJ-1\"");
        var report = (await VerifyAsync(company)).Refuses(2, "CLOSE_HASH_MISMATCH");
        Assert.Equal("1", ((JsonObject)report.Json["now"]!)["unreadable_lines"]!.ToString());
        Assert.Contains("\"line_count\",\"now\":\"8\",\"sealed\":\"10\"", report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyCloseHash_LineAppendedPastTheStore_IsNotAsClosed()
    {
        using var company = january.CopyClosed();
        await File.AppendAllTextAsync(JanuaryStages.Journal(company), "{}\n");
        (await VerifyAsync(company)).Refuses(2, "JOURNAL_CHANGED_AFTER_CLOSE");
    }

    [Fact]
    public async Task VerifyCloseHash_JournalCutShort_IsRefused()
    {
        using var company = january.CopyClosed();
        var text = await File.ReadAllTextAsync(JanuaryStages.Journal(company));
        await File.WriteAllTextAsync(JanuaryStages.Journal(company), text[..^20]);
        (await VerifyAsync(company)).Refuses(2, "JOURNAL_UNREADABLE");
    }

    [Fact]
    public async Task VerifyCloseHash_SealedBagDamaged_StillComparesTheHashes()
    {
        using var company = january.CopyClosed();
        var sealedJournal = Directory
            .EnumerateFiles(
                Path.Combine(company.Data, "objects", "proofs"),
                "journal.ndjson",
                SearchOption.AllDirectories
            )
            .Single();
        await File.AppendAllTextAsync(sealedJournal, "\n");
        var report = (await VerifyAsync(company)).Refuses(2, "PROOF_DAMAGED");
        Assert.Equal(JsonNull.Instance, report.Json["sealed"] ?? JsonNull.Instance);
        Assert.DoesNotContain("MISMATCH", report.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyCloseHash_MonthNotClosed_IsRefused() =>
        (
            await january.Closed.BooksealAsync("verify-close-hash", "--tenant", "tiny", "--period", "2026-02", "--json")
        ).Refuses(3, "PERIOD_NOT_CLOSED");

    [Fact]
    public async Task VerifyCloseHash_MonthReopened_SaysThatItsCertificateIsWithdrawn()
    {
        using var company = new TestCompany();
        company.Replace("bookseal.json", "\"policy\": { ", "\"policy\": { \"reopen\": \"approver\", ");
        (await company.CloseAsync("2026-01", "--yes")).Exits(0);
        (
            await company.BooksealAsync(
                "reopen",
                company.Books,
                "--period",
                "2026-01",
                "--yes",
                "--reason",
                "wrong",
                "--as",
                "anna"
            )
        ).Exits(0);
        (await VerifyAsync(company)).Refuses(3, "version 1 of its certificate is withdrawn");
    }

    private static async Task EditAsync(TestCompany company, string part, string instead)
    {
        var text = await File.ReadAllTextAsync(JanuaryStages.Journal(company));
        Assert.Contains(part, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            JanuaryStages.Journal(company),
            text.Replace(part, instead, StringComparison.Ordinal)
        );
    }

    private static Task<ProgramResult> VerifyAsync(TestCompany company) =>
        company.BooksealAsync("verify-close-hash", "--tenant", "tiny", "--period", "2026-01", "--json");
}

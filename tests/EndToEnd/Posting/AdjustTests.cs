using System.Text;
using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Posting;

/// <summary><c>bookseal post --adjust</c>: entries under the lock of the close.</summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class AdjustTests(JanuaryStages january)
{
    [Fact]
    public void Adjust_WhileTheCloseWaits_StandsInTheProofWithRunAndTask()
    {
        Assert.False(january.Adjusted.Flag("known"));
        Assert.True(january.Closes.Flag("verified"));
        Assert.Equal(january.Waits.Text("run_id"), january.Closes.Text("run_id"));
        var entries = File.ReadAllLines(Path.Combine(january.Closes.Text("bag"), "data", "inputs", "journal.ndjson"))
            .Select(line => JsonText.ParseObject(Encoding.UTF8.GetBytes(line)).Value)
            .ToList();
        var adjustment = Assert.Single(entries, entry => ((JsonString)entry["id"]!).Value == "ADJ-1");
        Assert.Equal(
            (january.Waits.Text("run_id"), 3),
            (((JsonString)adjustment["run"]!).Value, ((JsonNumber)adjustment["task"]!).Value)
        );
        Assert.Equal(
            ("adjusting", "rolf"),
            (((JsonString)adjustment["kind"]!).Value, ((JsonString)adjustment["by"]!).Value)
        );
        Assert.All(entries.Where(entry => entry != adjustment), entry => Assert.Null(entry["run"]));
    }

    [Fact]
    public async Task Adjust_RepeatedUnderItsKey_ChangesNothing()
    {
        using var company = january.CopyWaiting();
        var (journal, chain) = (
            await File.ReadAllBytesAsync(JanuaryStages.Journal(company)),
            await File.ReadAllBytesAsync(JanuaryStages.Chain(company))
        );
        var again = (
            await AdjustAsync(
                company,
                EntryText.Rent("ADJ-1", "2026-01-31", "adjusting"),
                JanuaryStages.AdjustmentKey,
                "--as",
                "rolf"
            )
        ).Exits(0);
        Assert.True(again.Flag("known"));
        Assert.Equal(journal, await File.ReadAllBytesAsync(JanuaryStages.Journal(company)));
        Assert.Equal(chain, await File.ReadAllBytesAsync(JanuaryStages.Chain(company)));
    }

    [Fact]
    public async Task Adjust_EverydayKind_IsRefused()
    {
        using var company = january.CopyWaiting();
        (await AdjustAsync(company, EntryText.Rent("ADJ-2", "2026-01-31"), "wrong")).Refuses(
            3,
            "ENTRY_KIND_NOT_ALLOWED"
        );
        Assert.DoesNotContain(
            "ADJ-2",
            await File.ReadAllTextAsync(JanuaryStages.Journal(company)),
            StringComparison.Ordinal
        );
    }

    /// <summary>
    /// The key is announced with a good kind, its batch refused; the announcement must not let another kind in.
    /// </summary>
    [Fact]
    public async Task Adjust_EverydayKindUnderAnAnnouncedKey_IsRefused()
    {
        using var company = january.CopyWaiting();
        (await AdjustAsync(company, EntryText.Rent("J2", "2026-01-31", "adjusting"), "announced")).Refuses(
            3,
            "ENTRY_EXISTS"
        );
        (await AdjustAsync(company, EntryText.Rent("ADJ-2", "2026-01-31"), "announced")).Refuses(
            3,
            "ENTRY_KIND_NOT_ALLOWED"
        );
    }

    [Fact]
    public async Task Adjust_NoCloseInProgress_IsRefused()
    {
        using var imported = january.CopyImported();
        (await AdjustAsync(imported, EntryText.Rent("ADJ-2", "2026-01-31", "adjusting"), "early")).Refuses(
            3,
            "NO_ACTIVE_CLOSE"
        );
        using var closed = january.CopyClosed();
        (await AdjustAsync(closed, EntryText.Rent("ADJ-2", "2026-01-31", "adjusting"), "late")).Refuses(
            3,
            "NO_ACTIVE_CLOSE"
        );
    }

    [Fact]
    public async Task Adjust_Auditor_LacksTheAuthority()
    {
        using var company = january.CopyWaiting();
        (
            await AdjustAsync(company, EntryText.Rent("ADJ-2", "2026-01-31", "adjusting"), "mine", "--as", "otto")
        ).Refuses(3, "CLOSE_AUTHORITY_DENIED");
    }

    [Fact]
    public async Task Adjust_AfterTheFence_IsRefusedAndItsPosterCannotCertify()
    {
        using var company = january.CopyWaiting();
        (
            await AdjustAsync(company, EntryText.Rent("ADJ-2", "2026-01-31", "reversing"), "by-anna", "--as", "anna")
        ).Exits(0);
        (await company.CloseAsync("2026-01", "--yes", "--as", "petra")).Exits(4);
        (await AdjustAsync(company, EntryText.Rent("ADJ-3", "2026-01-31", "adjusting"), "late")).Refuses(
            3,
            "PERIOD_CLOSING"
        );
        (await company.CloseAsync("2026-01", "--yes", "--as", "anna")).Refuses(3, "SEGREGATION_OF_DUTIES");
    }

    private static Task<ProgramResult> AdjustAsync(
        TestCompany company,
        string entries,
        string key,
        params string[] options
    ) => JanuaryStages.PostAsync(company, entries, key, ["--adjust", .. options]);
}

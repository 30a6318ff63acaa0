using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Posting;

/// <summary><c>bookseal repair --file</c> and <c>--approve</c>: two persons fix data, which is proved.</summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class PairedRepairTests : IDisposable
{
    private readonly TestCompany _company;

    public PairedRepairTests(JanuaryStages january) => _company = january.CopyImported();

    [Fact]
    public async Task Repair_ProposedAndApproved_IsPostedOnceAndProved()
    {
        var proposed = (await ProposeAsync("rolf")).Exits(0);
        var repair = proposed.Text("repair");
        Assert.False(proposed.Flag("done"));
        Assert.DoesNotContain("FIX-1", await JournalAsync(), StringComparison.Ordinal);
        Assert.Equal(repair, (await ProposeAsync("rolf")).Exits(0).Text("repair"));
        Assert.Contains(repair, (await RunAsync("--proposed")).Exits(0).Output, StringComparison.Ordinal);

        (await RunAsync("--approve", repair, "--as", "petra")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await RunAsync("--approve", repair, "--as", "rolf")).Refuses(3, "SEGREGATION_OF_DUTIES");
        var done = (await RunAsync("--approve", repair, "--as", "anna")).Exits(0);
        Assert.True(done.Flag("done"));
        Assert.Equal("anna", done.Text("approved_by"));
        Assert.Contains("FIX-1", await JournalAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(repair, (await RunAsync("--proposed")).Exits(0).Output, StringComparison.Ordinal);

        var journal = await JournalAsync();
        Assert.Equal(
            done.Text("proofId"),
            (await RunAsync("--approve", repair, "--as", "bert")).Exits(0).Text("proofId")
        );
        Assert.Equal(journal, await JournalAsync());

        var trust = Path.Combine(_company.Folder, "trust.json");
        await File.WriteAllTextAsync(
            trust,
            (await _company.BooksealAsync("keys", "trust", "--tenant", "tiny")).Exits(0).Output
        );
        var bag = Path.Combine(_company.Data, "objects", "proofs", "tiny", "intervals", done.Text("proofId"));
        (await ProgramRunner.VerifierAsync(_company.Folder, bag, "--interval", "--trust", trust)).Exits(0);

        var chain = await File.ReadAllTextAsync(JanuaryStages.Chain(_company));
        foreach (var type in (string[])["repair_proposed/1", "repair_approved/1", "repair_completed/1"])
            Assert.Contains(type, chain, StringComparison.Ordinal);
        Assert.True((await _company.BooksealAsync("audit", "verify", "--tenant", "tiny", "--json")).Flag("valid"));
    }

    [Fact]
    public async Task Repair_WhatCouldNotBePosted_IsNotProposed()
    {
        (await ProposeAsync("rolf", creditMinor: 699)).Refuses(3, "ENTRY_UNBALANCED");
        (await ProposeAsync("rolf", reason: "")).Refuses(3, "REASON_INVALID");
        (await ProposeAsync("otto")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
        (await RunAsync("--approve", new string('0', 64), "--as", "anna")).Refuses(3, "REPAIR_NOT_FOUND");
    }

    /// <summary>Who approves has seen the digest: what lies there is that, or nothing is posted.</summary>
    [Fact]
    public async Task Repair_ProposalEditedSince_IsRefused()
    {
        var proposed = (await ProposeAsync("rolf")).Exits(0);
        var file = Path.Combine(
            _company.Data,
            "objects",
            "evidence",
            "tiny",
            "2026-01",
            proposed.Text("entries_sha256")
        );
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file)).Replace("700", "900", StringComparison.Ordinal)
        );
        (await RunAsync("--approve", proposed.Text("repair"), "--as", "anna")).Refuses(3, "EVIDENCE_DAMAGED");
        Assert.DoesNotContain("FIX-1", await JournalAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => _company.Dispose();

    private Task<ProgramResult> ProposeAsync(string person, string reason = "a typing error", int? creditMinor = null)
    {
        var file = Path.Combine(_company.Folder, "fix.ndjson");
        File.WriteAllText(file, EntryText.Rent("FIX-1", "2026-01-31", creditMinor: creditMinor));
        return RunAsync("--period", "2026-01", "--file", file, "--reason", reason, "--as", person);
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        _company.BooksealAsync(["repair", "--tenant", "tiny", "--json", .. arguments]);

    private Task<string> JournalAsync() => File.ReadAllTextAsync(JanuaryStages.Journal(_company));
}

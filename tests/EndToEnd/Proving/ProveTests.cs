using Bookseal.EndToEnd.Tests.Months;
using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Proving;

/// <summary><c>bookseal prove</c>, and <c>bookseal-verify</c> on what it wrote.</summary>
[Collection(SealedProofsGroup.Name)]
public sealed class ProveTests(SealedProofs proofs) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("J1", 0)]
    [InlineData("J2", 1)]
    [InlineData("J3", 2)]
    public async Task Prove_AnEntry_WritesWhatTheBagGives(string id, int index)
    {
        var proved = (await ProveAsync(id, "--out", _folder.In("e.json"), "--json")).Exits(0);
        Assert.Equal(
            ("2026-01", index, 3),
            (proved.Text("period"), Number(proved.Json, "index"), Number(proved.Json, "size"))
        );
        Assert.Equal(
            EntryProofs.Of(proofs.January, index).ToBytes(),
            await File.ReadAllBytesAsync(_folder.In("e.json"))
        );
    }

    [Fact]
    public async Task Prove_EveryLineOfTheSample_WritesWhatTheBagGives()
    {
        var lines = System
            .Text.Encoding.UTF8.GetString(proofs.Harbor.Read("data/inputs/journal.ndjson"))
            .TrimEnd('\n')
            .Split('\n');
        foreach (var index in (int[])[0, 63, 64, 127, 128, lines.Length - 1])
        {
            var id = (
                (JsonString)JsonText.ParseObject(System.Text.Encoding.UTF8.GetBytes(lines[index])).Value["id"]!
            ).Value;
            (await proofs.HarborAsync("prove", id, Repository.HarborSupply, "--out", _folder.In("e.json"))).Exits(0);
            Assert.Equal(
                EntryProofs.Of(proofs.Harbor, index).ToBytes(),
                await File.ReadAllBytesAsync(_folder.In("e.json"))
            );
        }
    }

    [Fact]
    public async Task Verify_WithTrust_IsAuthenticatedAndShowsTheEntry()
    {
        var file = await ProvedAsync("J2");
        var verified = (await VerifyAsync(file, "--trust", proofs.January.TrustFile, "--json")).Exits(0);
        Assert.True(verified.Flag("valid") && verified.Flag("authenticated"));
        Assert.Equal("J2", ((JsonString)((JsonObject)verified.Json["entry"]!)["id"]!).Value);
        Assert.Equal((1, 3), (Number(verified.Json, "index"), Number(verified.Json, "size")));
        var text = (await VerifyAsync(file, "--trust", proofs.January.TrustFile)).Exits(0).Output;
        Assert.StartsWith("J2  2026-01-20  standard  Entry J2\n", text, StringComparison.Ordinal);
        Assert.Contains("VALID: the entry stands in the journal", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WithoutTrust_IsNotAuthenticated() =>
        Assert.Contains(
            "NOT AUTHENTICATED",
            (await VerifyAsync(await ProvedAsync("J2"))).Exits(23).Output,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("\"index\":1", "\"index\":0", 22)]
    [InlineData("Entry J2", "Entry J9", 22)]
    [InlineData("\"path\":[\"", "\"path\": [\"", 11)]
    [InlineData("entry-proof/v1", "entry-proof/v2", 11)]
    [InlineData("\"payload\":\"eyJ", "\"payload\":\"eyK", 12)]
    [InlineData("2026-01-20", "2026-13-20", 14)]
    public async Task Verify_ChangedProof_ExitsWithItsClass(string part, string instead, int exitCode)
    {
        var file = await ProvedAsync("J2");
        var text = await File.ReadAllTextAsync(file);
        Assert.Contains(part, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text.Replace(part, instead, StringComparison.Ordinal));
        (await VerifyAsync(file, "--trust", proofs.January.TrustFile)).Exits(exitCode);
    }

    [Fact]
    public async Task Verify_AnotherCompanysTrust_IsRefused() =>
        (await VerifyAsync(await ProvedAsync("J2"), "--trust", proofs.Harbor.TrustFile)).Exits(12);

    [Fact]
    public async Task Verify_NeitherProofNorBag_IsUnusable()
    {
        foreach (var content in (string[])["", "x", "[]", "<html>"])
        {
            await File.WriteAllTextAsync(_folder.In("file"), content);
            (await VerifyAsync(_folder.In("file"))).Refuses(64, "INPUT_UNKNOWN");
        }

        (await VerifyAsync("bag", await ProvedAsync("J2"))).Refuses(64, "INPUT_UNKNOWN");
        await File.WriteAllTextAsync(_folder.In("file"), "{}");
        Assert.Contains(
            "ENTRY_PROOF_MALFORMED",
            (await VerifyAsync(_folder.In("file"))).Exits(11).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Prove_UnknownEntry_IsRefused()
    {
        (await ProveAsync("NONE")).Refuses(3, "ENTRY_NOT_FOUND");
        (await ProveAsync("J1", "--period", "2026-02")).Refuses(3, "ENTRY_NOT_FOUND");
        (await ProveAsync("J1", "--period", "2031-02")).Refuses(3, "ENTRY_NOT_FOUND");
        (await ProveAsync("J1", "--period", "January")).Refuses(64, "PERIOD_INVALID");
        (await ProveAsync("J\"1")).Refuses(64, "ENTRY_ID_INVALID");
    }

    [Fact]
    public async Task Prove_OutputThatCannotBeWritten_IsRefused() =>
        (await ProveAsync("J1", "--out", _folder.In("no", "such", "folder"))).Refuses(3, "OUTPUT_UNWRITABLE");

    [Fact]
    public async Task Prove_WithoutAnOutput_NamesTheFileAfterPeriodAndLine()
    {
        var proved = (
            await ProgramRunner.BooksealAsync(
                _folder.Path,
                ["prove", "J3", "--tenant", "tiny", "--data", proofs.Tiny.Data, "--json"]
            )
        ).Exits(0);
        Assert.Equal("tiny-2026-01-3.entry-proof.json", proved.Text("file"));
        Assert.Equal(
            ["tiny-2026-01-3.entry-proof.json"],
            Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName)
        );
    }

    [Fact]
    public async Task Prove_PeriodsThatAreNotClosed_AreRefusedWithWhatToDo()
    {
        using var company = new TestCompany();
        (await company.BooksealAsync("import", company.Books)).Exits(0);
        (await ProveAsync(company, "J2")).Refuses(3, "PERIOD_NOT_CLOSED");
        (await company.CloseAsync("2026-01", "--as", "petra")).Exits(4);
        Assert.Contains(
            "bookseal close",
            (await ProveAsync(company, "J2")).Refuses(3, "PERIOD_NOT_CLOSED").Errors,
            StringComparison.Ordinal
        );

        (await company.CloseAsync("2026-01", "--yes")).Exits(0);
        (
            await JanuaryStages.PostAsync(company, EntryText.Rent("J1", "2026-02-05"), "again", "--period", "2026-02")
        ).Refuses(3, "ENTRY_CHANGED"); // no id stands in two months, so none is ambiguous
        (await ProveAsync(company, "J2")).Exits(0);
        (await ProveAsync(company, "F1")).Refuses(3, "PERIOD_NOT_CLOSED");
        (await ProveAsync(company, "J1")).Exits(0);
        (await ProveAsync(company, "J1", "--period", "2026-01")).Exits(0);
        (await ProveAsync(company, "F1", "--period", "2026-02")).Refuses(3, "PERIOD_NOT_CLOSED");
        (await company.BooksealAsync("proof", "zip", company.Books, "--period", "2026-02")).Refuses(
            3,
            "PERIOD_NOT_CLOSED"
        );
    }

    [Fact]
    public async Task Prove_AJournalThatWasEditedInTheStore_IsRefused()
    {
        using var company = new TestCompany();
        var bag = (await company.CloseAsync("2026-01", "--yes")).Exits(0).Text("bag");
        var journal = Path.Combine(bag, "data", "inputs", "journal.ndjson");
        await File.WriteAllTextAsync(
            journal,
            (await File.ReadAllTextAsync(journal)).Replace("Entry J3", "Entry J4", StringComparison.Ordinal)
        );
        (await ProveAsync(company, "J2")).Refuses(3, "PROOF_DAMAGED");
        (
            await company.BooksealAsync(
                "proof",
                "zip",
                company.Books,
                "--period",
                "2026-01",
                "--out",
                _folder.In("a.zip")
            )
        ).Refuses(3, "PROOF_DAMAGED");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private static Task<ProgramResult> ProveAsync(TestCompany company, string entry, params string[] options) =>
        company.BooksealAsync(["prove", entry, company.Books, .. options]);

    private Task<ProgramResult> ProveAsync(string entry, params string[] options) =>
        ProveAsync(proofs.Tiny, entry, options);

    private async Task<string> ProvedAsync(string entry)
    {
        (await ProveAsync(entry, "--out", _folder.In("proof.json"))).Exits(0);
        return _folder.In("proof.json");
    }

    private Task<ProgramResult> VerifyAsync(params string[] arguments) =>
        ProgramRunner.VerifierAsync(_folder.Path, arguments);

    private static int Number(JsonObject source, string member) => (int)((JsonNumber)source[member]!).Value;
}

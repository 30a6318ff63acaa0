using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Closing;

/// <summary><c>bookseal-verify</c> as a stranger runs it.</summary>
[Collection(SealedProofsGroup.Name)]
public sealed class VerifierTests(SealedProofs proofs) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verify_WithTrust_IsAuthenticated()
    {
        var verified = (await VerifyAsync(proofs.Harbor.Folder, "--trust", proofs.Harbor.TrustFile, "--json")).Exits(0);
        Assert.True(verified.Flag("valid"));
        Assert.True(verified.Flag("authenticated"));
        Assert.Contains(
            "VALID: ",
            (await VerifyAsync(proofs.Harbor.Folder, "--trust", proofs.Harbor.TrustFile)).Exits(0).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Verify_WithoutTrust_IsNotAuthenticated()
    {
        var verified = (await VerifyAsync(proofs.Harbor.Folder, "--json")).Exits(23);
        Assert.True(verified.Flag("valid"));
        Assert.False(verified.Flag("authenticated"));
        Assert.Equal("NOT_AUTHENTICATED", verified.Text("verdict"));
        Assert.Equal(23, ((JsonNumber)verified.Json["exit_code"]!).Value);
        Assert.Contains(
            "NOT AUTHENTICATED",
            (await VerifyAsync(proofs.Harbor.Folder)).Exits(23).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Version_OfBothPrograms_IsTheSame()
    {
        var version = (await VerifyAsync("--version")).Exits(0).Output.Trim();
        Assert.Equal((await ProgramRunner.BooksealAsync(".", "--version")).Exits(0).Output.Trim(), version);
        Assert.Matches(@"^\d+\.\d+", version);
    }

    [Fact]
    public async Task Verify_WithoutTrustForAPlainLook_ExitsZeroAndSaysSo()
    {
        var looked = (await VerifyAsync(proofs.Harbor.Folder, "--allow-untrusted", "--json")).Exits(0);
        Assert.False(looked.Flag("authenticated"));
        Assert.Equal("NOT_AUTHENTICATED", looked.Text("verdict"));
        Assert.Contains(
            "NOT AUTHENTICATED",
            (await VerifyAsync(proofs.Harbor.Folder, "--allow-untrusted")).Exits(0).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Verify_WithWhatWasKept_ComparesIt()
    {
        string[] trusted = ["--trust", proofs.January.TrustFile];
        var (january, february) = (proofs.January.Folder, proofs.February.Folder);
        var checkpoint = Path.Combine(january, "audit", "checkpoint");
        (await VerifyAsync([february, .. trusted, "--checkpoint", checkpoint])).Exits(0);
        (await VerifyAsync([january, .. trusted, "--newer", february])).Exits(0);
        var later = Path.Combine(february, "audit", "checkpoint");
        Assert.Contains(
            "CHECKPOINT_NOT_COVERED",
            (await VerifyAsync([january, .. trusted, "--checkpoint", later])).Exits(19).Output,
            StringComparison.Ordinal
        );
        (await VerifyAsync([january, .. trusted, "--checkpoint", later, "--newer", february])).Exits(0);
        (await VerifyAsync([january, .. trusted, "--checkpoint", proofs.January.TrustFile])).Refuses(
            64,
            "NOTE_MALFORMED"
        );
    }

    [Fact]
    public async Task VerifyBag_GoodBag_IsValid()
    {
        Assert.Contains(
            "valid bag, 43 files",
            (await VerifyAsync("bag", proofs.Harbor.Folder)).Exits(0).Output,
            StringComparison.Ordinal
        );
        Assert.True((await VerifyAsync("bag", proofs.Harbor.Folder, "--json")).Exits(0).Flag("valid"));
    }

    [Fact]
    public async Task Verify_FailureOfAClass_ExitsWithItsCode()
    {
        var bag = Save(files => files["data/guards.json"] = [(byte)' ', .. files["data/guards.json"][1..]]);
        var verified = (await VerifyAsync(bag, "--json")).Exits(10);
        Assert.Equal(10, ((JsonNumber)verified.Json["exit_code"]!).Value);
        Assert.Contains(
            "BAG_DIGEST_MISMATCH",
            (await VerifyAsync("bag", bag)).Exits(10).Output,
            StringComparison.Ordinal
        );
        (await VerifyAsync(proofs.Harbor.Folder, "--trust", proofs.January.TrustFile)).Exits(12);
    }

    [Fact]
    public async Task Verify_FileOutsideTheManifest_IsRefused() =>
        Assert.Contains(
            "BAG_FILE_UNLISTED",
            (await VerifyAsync(Save(files => files["data/extra.txt"] = [1]))).Exits(10).Output,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Verify_FetchTxt_IsRefused() =>
        Assert.Contains(
            "BAG_FETCH_REFUSED",
            (await VerifyAsync(Save(files => files["fetch.txt"] = []))).Exits(10).Output,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("data/guards.json")]
    [InlineData("data/new.json")]
    [InlineData("note")]
    public async Task Verify_SymbolicLink_IsRefused(string path)
    {
        var bag = Save(_ => { });
        var link = Path.Combine(bag, path);
        var target = Path.Combine(_folder.Path, "target");
        if (File.Exists(link))
            File.Move(link, target);
        else
            await File.WriteAllTextAsync(target, "x");
        File.CreateSymbolicLink(link, target);
        Assert.Contains("BAG_NOT_PLAIN_FILE", (await VerifyAsync(bag)).Exits(10).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_LinkedFolder_IsRefused()
    {
        var bag = Save(_ => { });
        Directory.CreateSymbolicLink(Path.Combine(bag, "loop"), bag);
        Assert.Contains("BAG_NOT_PLAIN_FILE", (await VerifyAsync(bag)).Exits(10).Output, StringComparison.Ordinal);
    }

    /// <summary>A pipe that nobody writes to must not hold the verifier up.</summary>
    [Fact]
    public async Task Verify_PipeInPlaceOfAFile_EndsWithAVerdict()
    {
        var bag = Save(files => files.Remove("data/guards.json"));
        (await ProgramRunner.RunAsync(bag, "mkfifo", ["data/guards.json"])).Exits(0);
        (await VerifyAsync(bag)).Exits(10);
    }

    [Fact]
    public async Task Verify_UnusableInput_Exits64()
    {
        (await VerifyAsync()).Exits(64);
        (await VerifyAsync("--json")).Refuses(64, "USAGE");
        (await VerifyAsync(proofs.Harbor.Folder, "--frobnicate")).Refuses(64, "USAGE");
        (await VerifyAsync(Path.Combine(_folder.Path, "nowhere"))).Refuses(64, "BAG_NOT_FOUND");
        (await VerifyAsync(proofs.Harbor.Folder, "--trust", Path.Combine(_folder.Path, "nowhere.json"))).Refuses(
            64,
            "INPUT_UNREADABLE"
        );
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "trust.json"), "{}");
        (await VerifyAsync(proofs.Harbor.Folder, "--trust", "trust.json")).Refuses(64, "TRUST_INVALID");
    }

    [Fact]
    public async Task Verify_EmptyFolder_IsNoBag() => (await VerifyAsync(_folder.Path)).Exits(10);

    private string Save(Action<SortedDictionary<string, byte[]>> edit)
    {
        var bag = proofs.Harbor.Bag();
        edit(bag.Files);
        var folder = _folder.In("bag");
        bag.Save(folder);
        return folder;
    }

    private Task<ProgramResult> VerifyAsync(params string[] arguments) =>
        ProgramRunner.VerifierAsync(_folder.Path, arguments);
}

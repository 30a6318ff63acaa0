using System.IO.Compression;
using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.EndToEnd.Tests.Proofs;
using Bookseal.EndToEnd.Tests.Tampering;

namespace Bookseal.EndToEnd.Tests.Proving;

/// <summary><c>bookseal proof zip</c>, and <c>bookseal-verify</c> on zips of its own and of other programs.</summary>
[Collection(SealedProofsGroup.Name)]
public sealed class ProofZipTests(SealedProofs proofs) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Zip_Twice_GivesTheSameBytes()
    {
        var first = (await ZipAsync("first.zip", "--json")).Exits(0);
        (await ZipAsync("second.zip")).Exits(0);
        var bytes = await File.ReadAllBytesAsync(_folder.In("first.zip"));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_folder.In("second.zip")));
        Assert.Equal(Digest.Of(bytes).ToString(), first.Text("sha256"));
    }

    /// <summary>
    /// Unpacked and stored elsewhere, at another time and in another order, it is packed to the same bytes.
    /// </summary>
    [Fact]
    public async Task Zip_OfTheStoreCopiedElsewhere_GivesTheSameBytes()
    {
        (await ZipAsync("first.zip")).Exits(0);
        TemporaryFolder.Copy(proofs.HarborData, _folder.In("copy"));
        foreach (var file in Directory.EnumerateFiles(_folder.In("copy"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        (
            await ProgramRunner.BooksealAsync(
                _folder.Path,
                ["proof", "zip", "--tenant", "harbor-supply", "--period", "2026-01", "--data", _folder.In("copy")]
            )
        ).Exits(0);
        Assert.Equal(
            await File.ReadAllBytesAsync(_folder.In("first.zip")),
            await File.ReadAllBytesAsync(_folder.In("harbor-supply-2026-01.zip"))
        );
    }

    [Fact]
    public async Task Zip_Unpacked_IsTheBag()
    {
        (await ZipAsync("a.zip")).Exits(0);
        (await ProgramRunner.RunAsync(_folder.Path, "unzip", ["-q", "a.zip"])).Exits(0);
        var name = Path.GetFileName(proofs.Harbor.Folder);
        Assert.Equal(proofs.Harbor.Bag().Files, MemoryBag.Load(_folder.In(name)).Files);
    }

    [Fact]
    public async Task Verify_Zip_SaysWhatItSaysOfTheFolder()
    {
        (await ZipAsync("a.zip")).Exits(0);
        foreach (
            var options in (string[][])
                [
                    ["--json"],
                    ["--json", "--trust", proofs.Harbor.TrustFile],
                    ["--trust", proofs.Harbor.TrustFile],
                    ["--json", "--trust", proofs.January.TrustFile],
                ]
        )
            Assert.Equal(
                await VerifyAsync([proofs.Harbor.Folder, .. options]),
                await VerifyAsync(["a.zip", .. options])
            );
        Assert.Equal(await VerifyAsync("bag", proofs.Harbor.Folder), await VerifyAsync("bag", "a.zip"));
    }

    [Fact]
    public async Task Verify_RezippedByAnotherProgram_IsAuthenticated()
    {
        ZipFile.CreateFromDirectory(
            proofs.Harbor.Folder,
            _folder.In("flat.zip"),
            CompressionLevel.SmallestSize,
            includeBaseDirectory: false
        );
        ZipFile.CreateFromDirectory(
            proofs.Harbor.Folder,
            _folder.In("nested.zip"),
            CompressionLevel.Fastest,
            includeBaseDirectory: true
        );
        foreach (var zip in (string[])["flat.zip", "nested.zip"])
            Assert.True(
                (await VerifyAsync(zip, "--trust", proofs.Harbor.TrustFile, "--json")).Exits(0).Flag("authenticated")
            );
    }

    [Fact]
    public async Task Verify_SpoiltBagInAZip_ExitsWithItsClass()
    {
        var forger = new BagForger(proofs.Harbor);
        forger.Replace("data/inputs/journal.ndjson", "\"debit\":", "\"debit\":1");
        (await forger.SealAsync()).Save(_folder.In("bag"));
        ZipFile.CreateFromDirectory(_folder.In("bag"), _folder.In("a.zip"));
        var (folder, zip) = (await VerifyAsync("bag", "--json"), await VerifyAsync("a.zip", "--json"));
        Assert.NotEqual(0, folder.ExitCode);
        Assert.Equal((folder.ExitCode, folder.Output), (zip.ExitCode, zip.Output));
    }

    [Fact]
    public async Task Verify_DamagedZip_IsUnusable()
    {
        (await ZipAsync("a.zip")).Exits(0);
        var good = await File.ReadAllBytesAsync(_folder.In("a.zip"));
        await RefusesAsync([.. good, 0], "ZIP_MALFORMED");
        await RefusesAsync(good[..^1], "ZIP_MALFORMED");
        await RefusesAsync(good[..(good.Length / 2)], "ZIP_MALFORMED");
        var flipped = (byte[])good.Clone();
        flipped[good.AsSpan().IndexOf("\"debit\":"u8)] ^= 1;
        await RefusesAsync(flipped, "ZIP_DAMAGED");
    }

    [Fact]
    public async Task Verify_ZipWithALink_IsRefused()
    {
        proofs.Harbor.Bag().Save(_folder.In("bag"));
        File.CreateSymbolicLink(_folder.In("bag", "data", "link"), "/etc/hostname");
        (await ProgramRunner.RunAsync(_folder.In("bag"), "zip", ["-qry", "../a.zip", "."])).Exits(0);
        Assert.Contains("BAG_NOT_PLAIN_FILE", (await VerifyAsync("a.zip")).Exits(10).Output, StringComparison.Ordinal);
    }

    /// <summary>A pipe that nobody writes to must not hold the verifier up.</summary>
    [Fact]
    public async Task Verify_PipeInPlaceOfAZip_IsUnusable()
    {
        (await ProgramRunner.RunAsync(_folder.Path, "mkfifo", ["a.zip"])).Exits(0);
        (await VerifyAsync("a.zip")).Refuses(64, "NOT_PLAIN_FILE");
    }

    private async Task RefusesAsync(byte[] zip, string code)
    {
        await File.WriteAllBytesAsync(_folder.In("bad.zip"), zip);
        (await VerifyAsync("bad.zip", "--trust", proofs.Harbor.TrustFile)).Refuses(64, code);
    }

    private Task<ProgramResult> ZipAsync(string file, params string[] options) =>
        proofs.HarborAsync([
            "proof",
            "zip",
            Repository.HarborSupply,
            "--period",
            "2026-01",
            "--out",
            _folder.In(file),
            .. options,
        ]);

    private Task<ProgramResult> VerifyAsync(params string[] arguments) =>
        ProgramRunner.VerifierAsync(_folder.Path, arguments);
}

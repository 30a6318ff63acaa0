using System.Text;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Evidence.Tests.BagIt;

/// <summary>What BagIt allows and a proof does not.</summary>
public sealed class BagSpellingTests
{
    [Fact]
    public async Task Check_AsTheWriterWrites_HasNoFaults() => Assert.Empty(await CheckAsync(_ => { }));

    [Theory]
    [InlineData("bagit.txt", "\n", "\r\n", "BAG_NOT_CANONICAL bagit.txt")]
    [InlineData("bagit.txt", "1.0", "0.97", "BAG_NOT_CANONICAL bagit.txt")]
    [InlineData("manifest-sha256.txt", "  data", " data", "BAG_NOT_CANONICAL manifest-sha256.txt")]
    [InlineData("manifest-sha256.txt", "  data", "\tdata", "BAG_NOT_CANONICAL manifest-sha256.txt")]
    [InlineData("manifest-sha256.txt", "\n", "\n\n", "BAG_NOT_CANONICAL manifest-sha256.txt")]
    [InlineData("bag-info.txt", "\n", "\r\n", "BAG_NOT_CANONICAL bag-info.txt")]
    [InlineData("bag-info.txt", "\n", "\n folded\n", "BAG_NOT_CANONICAL bag-info.txt")]
    [InlineData("bag-info.txt", "\n", "", "BAG_NOT_CANONICAL bag-info.txt")]
    public async Task Check_ATagFileSpeltOtherwise_SaysWhich(string path, string part, string instead, string fault) =>
        Assert.Equal(
            [fault],
            await CheckAsync(bag =>
                bag.Files[path] = Encoding.UTF8.GetBytes(
                    Encoding.UTF8.GetString(bag.Files[path]).Replace(part, instead, StringComparison.Ordinal)
                )
            )
        );

    [Fact]
    public async Task Check_ATagFileThatNothingNames_IsSaid() =>
        Assert.Equal(
            ["BAG_TAG_FILE_UNLISTED notes.txt"],
            await CheckAsync(_ => { }, bag => bag.Files["notes.txt"] = "x"u8.ToArray())
        );

    [Fact]
    public async Task Check_WithoutATagManifest_IsSaid() =>
        Assert.Equal(
            ["BAG_TAG_MANIFEST_MISSING tagmanifest-sha256.txt"],
            await CheckAsync(_ => { }, bag => bag.Files.Remove(BagWriter.TagManifest))
        );

    [Theory]
    [InlineData("DATA/x", true)]
    [InlineData("Data/x", true)]
    [InlineData("%64ata/x", true)]
    [InlineData("data%2Fx", true)]
    [InlineData("data%5Cx", true)]
    [InlineData("DATA", true)]
    [InlineData("data/x", false)]
    [InlineData("database/x", false)]
    [InlineData("audit/data/x", false)]
    public void IsPayloadOtherwise_OfASpelling_IsTold(string path, bool otherwise) =>
        Assert.Equal(otherwise, BagPath.IsPayloadOtherwise(path));

    private static async Task<IEnumerable<string>> CheckAsync(Action<MemoryBag> edit, Action<MemoryBag>? after = null)
    {
        var bag = new MemoryBag();
        bag.Files["data/a.txt"] = "a"u8.ToArray();
        bag.Files[BagWriter.Declaration] = BagWriter.DeclarationBytes();
        bag.Files[BagWriter.Info] = BagWriter.InfoBytes([("Payload-Oxum", "1.1")]);
        bag.Files[BagWriter.Manifest] = Manifest(bag, BagPath.IsPayload);
        edit(bag);
        bag.Files[BagWriter.TagManifest] = Manifest(bag, path => !BagPath.IsPayload(path));
        after?.Invoke(bag);
        var report = await BagValidator.ValidateAsync(bag, CancellationToken.None);
        Assert.Empty(report.Faults);
        var faults = await BagSpelling.CheckAsync(bag, report.Digests, CancellationToken.None);
        return faults.Select(fault => $"{fault.Code} {fault.Path}");
    }

    private static byte[] Manifest(MemoryBag bag, Func<string, bool> which) =>
        BagManifest.Write(
            bag.Files.Where(file => which(file.Key))
                .Select(file => KeyValuePair.Create(file.Key, Digest.Of(file.Value)))
        );
}

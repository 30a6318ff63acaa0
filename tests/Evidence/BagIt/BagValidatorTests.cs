using System.Text;

namespace Bookseal.Evidence.Tests.BagIt;

public sealed class BagValidatorTests
{
    [Fact]
    public async Task Validate_AValidBag_HasNoFaultsAndTheDigestOfEveryFile()
    {
        var bag = MemoryBag.Valid();
        var report = await bag.ValidateAsync();
        Assert.Empty(report.Faults);
        Assert.True(report.IsValid);
        Assert.Equal(bag.Files.ToDictionary(file => file.Key, file => Digest.Of(file.Value)), report.Digests);
    }

    [Theory]
    [InlineData("listing fails", "LINK_FOUND ")]
    [InlineData("payload file missing", "BAG_FILE_MISSING data/a.txt", "BAG_OXUM_MISMATCH bag-info.txt")]
    [InlineData("payload file unlisted", "BAG_FILE_UNLISTED data/c.txt", "BAG_OXUM_MISMATCH bag-info.txt")]
    [InlineData("payload byte changed", "BAG_DIGEST_MISMATCH data/a.txt")]
    [InlineData("payload file longer", "BAG_OXUM_MISMATCH bag-info.txt")]
    [InlineData("tag file missing", "BAG_FILE_MISSING bag-info.txt")]
    [InlineData("tag file changed", "BAG_DIGEST_MISMATCH bag-info.txt")]
    [InlineData("manifest changed", "BAG_DIGEST_MISMATCH manifest-sha256.txt")]
    [InlineData("oxum octets wrong", "BAG_OXUM_MISMATCH bag-info.txt")]
    [InlineData("oxum count wrong", "BAG_OXUM_MISMATCH bag-info.txt")]
    [InlineData("fetch.txt", "BAG_FETCH_REFUSED fetch.txt")]
    [InlineData("no declaration", "BAG_DECLARATION_INVALID bagit.txt")]
    [InlineData("declaration of another version", "BAG_DECLARATION_INVALID bagit.txt")]
    [InlineData("declaration in another encoding", "BAG_DECLARATION_INVALID bagit.txt")]
    [InlineData("declaration with a third line", "BAG_DECLARATION_INVALID bagit.txt")]
    [InlineData("declaration in another order", "BAG_DECLARATION_INVALID bagit.txt")]
    [InlineData("declaration empty", "BAG_DECLARATION_INVALID bagit.txt")]
    [InlineData("no payload manifest", "BAG_MANIFEST_INVALID ")]
    [InlineData("unknown algorithm", "BAG_ALGORITHM_UNSUPPORTED manifest-md5.txt")]
    [InlineData("unknown tag algorithm", "BAG_ALGORITHM_UNSUPPORTED tagmanifest-sha1.txt")]
    [InlineData("manifest line twice", "BAG_MANIFEST_INVALID manifest-sha256.txt", "BAG_MANIFEST_INVALID ")]
    [InlineData("manifest path twice", "BAG_MANIFEST_INVALID manifest-sha256.txt", "BAG_MANIFEST_INVALID ")]
    [InlineData("manifest line without path", "BAG_MANIFEST_INVALID manifest-sha256.txt", "BAG_MANIFEST_INVALID ")]
    [InlineData("manifest checksum short", "BAG_MANIFEST_INVALID manifest-sha256.txt", "BAG_MANIFEST_INVALID ")]
    [InlineData("manifest checksum no hex", "BAG_MANIFEST_INVALID manifest-sha256.txt", "BAG_MANIFEST_INVALID ")]
    [InlineData("manifest lists a tag file", "BAG_MANIFEST_INVALID bagit.txt")]
    [InlineData("manifest lists one more", "BAG_FILE_MISSING data/c.txt")]
    [InlineData("tagmanifest lists payload", "BAG_MANIFEST_INVALID data/a.txt")]
    [InlineData("tagmanifest line twice", "BAG_MANIFEST_INVALID tagmanifest-sha256.txt")]
    [InlineData("sha512 wrong", "BAG_DIGEST_MISMATCH data/a.txt")]
    [InlineData("sha512 does not list all", "BAG_FILE_UNLISTED data/sub/b.txt")]
    [InlineData("tag sha512 wrong", "BAG_DIGEST_MISMATCH bagit.txt")]
    [InlineData("names differ by case", "BAG_PATH_AMBIGUOUS data/a.txt")]
    [InlineData("folders differ by case", "BAG_PATH_AMBIGUOUS data/s/a.txt")]
    [InlineData(
        "unsafe name in the bag",
        "BAG_PATH_UNSAFE data/NUL",
        "BAG_PATH_UNSAFE manifest-sha256.txt",
        "BAG_MANIFEST_INVALID "
    )]
    [InlineData(
        "line break in a name",
        "BAG_PATH_UNSAFE data/a\nb",
        "BAG_PATH_UNSAFE manifest-sha256.txt",
        "BAG_MANIFEST_INVALID "
    )]
    [InlineData("tag file too large", "BAG_TAG_FILE_TOO_LARGE bag-info.txt")]
    public async Task Validate_ASpoiledBag_HasTheseFaultsAndNoOthers(string way, params string[] faults)
    {
        var bag = MemoryBag.Valid();
        BrokenBags.All[way](bag);
        var report = await bag.ValidateAsync();
        Assert.Equal(faults, report.Faults.Select(fault => $"{fault.Code} {fault.Path}"));
        Assert.False(report.IsValid);
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("data/../../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("data\\..\\outside.txt")]
    [InlineData("C:/outside.txt")]
    [InlineData("data/%0Ahidden")]
    [InlineData("data/nul.txt")]
    public async Task Validate_AManifestThatNamesAnUnsafePath_IsRefusedWithoutOpeningIt(string path)
    {
        var bag = MemoryBag.Valid();
        bag.Put("manifest-sha256.txt", bag.Read("manifest-sha256.txt") + $"{new string('0', 64)}  {path}\n");
        var report = await bag.ValidateAsync();
        Assert.Contains(report.Faults, fault => (fault.Code, fault.Path) == ("BAG_PATH_UNSAFE", "manifest-sha256.txt"));
        Assert.Subset(
            new HashSet<string> { "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt" },
            bag.Opened.ToHashSet()
        );
    }

    [Fact]
    public async Task Validate_WithAGoodSha512Manifest_IsValid()
    {
        var bag = MemoryBag.Valid();
        BrokenBags.AddSha512(bag, "alpha");
        bag.Put("tagmanifest-sha512.txt", $"{BrokenBags.Sha512(bag.Read("bagit.txt"))}  bagit.txt\n");
        Assert.Empty((await bag.ValidateAsync()).Faults);
    }

    [Fact]
    public async Task Validate_OnlyWhatRfc8493Requires_IsValid()
    {
        // Section 2.1: declaration, payload and one payload manifest; bag-info.txt and tag manifests are optional.
        var bag = MemoryBag.Valid(("data/50%.txt", "x"));
        bag.Files.Remove("bag-info.txt");
        bag.Files.Remove("tagmanifest-sha256.txt");
        Assert.Empty((await bag.ValidateAsync()).Faults);
        Assert.Contains("data/50%25.txt", bag.Read("manifest-sha256.txt"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n", "1.0")]
    [InlineData("\n", "0.97")]
    public async Task Validate_OtherLineEndsAndTheOlderVersion_AreAccepted(string lineEnd, string version)
    {
        var bag = MemoryBag.Valid();
        bag.Put("bagit.txt", $"BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n");
        foreach (
            var path in bag
                .Files.Keys.Where(path => path.EndsWith(".txt", StringComparison.Ordinal) && !path.Contains('/'))
                .ToList()
        )
            bag.Put(path, bag.Read(path).Replace("\n", lineEnd));
        bag.RewriteTagManifest();
        Assert.Empty((await bag.ValidateAsync()).Faults);
    }

    [Fact]
    public async Task Validate_AFileLargerThanTheBuffer_IsHashedWhole()
    {
        var bag = MemoryBag.Valid(("data/large", new string('x', 300_000)));
        Assert.Equal(
            Digest.Of(Encoding.UTF8.GetBytes(new string('x', 300_000))),
            (await bag.ValidateAsync()).Digests["data/large"]
        );
        bag.Put("data/large", new string('x', 299_999) + "y");
        Assert.Equal(["BAG_DIGEST_MISMATCH"], (await bag.ValidateAsync()).Faults.Select(fault => fault.Code));
    }
}

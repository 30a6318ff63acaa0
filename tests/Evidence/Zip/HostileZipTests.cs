using Bookseal.Evidence.Zip;

namespace Bookseal.Evidence.Tests.Zip;

/// <summary>Zips that were made to harm or to say two things at once.</summary>
public sealed class HostileZipTests
{
    private const uint Link = 0xA1FFu << 16;
    private static readonly byte[] UnicodePath = [0x75, 0x70, 5, 0, 1, 0, 0, 0, 0];
    private static readonly byte[] Zip64OfNothing = [1, 0, 0, 0];

    public static TheoryData<string, string> Names =>
        new()
        {
            { "../x", "BAG_PATH_UNSAFE" },
            { "data/../../x", "BAG_PATH_UNSAFE" },
            { "/etc/x", "BAG_PATH_UNSAFE" },
            { "C:/x", "BAG_PATH_UNSAFE" },
            { "data\\x", "BAG_PATH_UNSAFE" },
            { "data//x", "BAG_PATH_UNSAFE" },
            { "", "BAG_PATH_UNSAFE" },
            { "data/x\0", "BAG_PATH_UNSAFE" },
            { "data/NUL", "BAG_PATH_UNSAFE" },
            { "data/x.", "BAG_PATH_UNSAFE" },
            { "bagit.txt", "BAG_PATH_AMBIGUOUS" },
            { "BagIt.txt", "BAG_PATH_AMBIGUOUS" },
            { "data", "BAG_PATH_AMBIGUOUS" },
            { "DATA", "BAG_PATH_AMBIGUOUS" },
            { "data/a.txt/x", "BAG_PATH_AMBIGUOUS" },
            { "data/new", "BAG_FILE_UNLISTED" },
            { "fetch.txt", "BAG_FETCH_REFUSED" },
        };

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_OneMoreFileOfThatName_IsRefused(string name, string code)
    {
        Assert.Equal(code, Zips.CodeOf(new RawZip([.. Zips.BagEntries(), RawEntry.Text(name)]).ToBytes()));
        Assert.Equal(code, Zips.CodeOf(new RawZip([RawEntry.Text(name), .. Zips.BagEntries()]).ToBytes()));
    }

    [Theory]
    [InlineData("../")]
    [InlineData("/")]
    [InlineData("./")]
    [InlineData("//")]
    [InlineData("a\\b/")]
    [InlineData("C:/")]
    public void Read_EverythingBelowAnUnsafeFolder_IsRefused(string folder) =>
        Assert.Equal("BAG_PATH_UNSAFE", Zips.CodeOf(new RawZip(Zips.BagEntries(folder)).ToBytes()));

    [Theory]
    [InlineData("../")]
    [InlineData("/")]
    [InlineData("data//")]
    public void Read_AnUnsafeFolder_IsRefused(string folder) =>
        Assert.Equal(
            "BAG_PATH_UNSAFE",
            Zips.CodeOf(new RawZip([.. Zips.BagEntries(), new RawEntry(folder, [])]).ToBytes())
        );

    [Fact]
    public void Read_TwoFoldersAtTheTop_IsNoBag() =>
        Assert.Equal(
            "BAG_DECLARATION_INVALID",
            Zips.CodeOf(new RawZip([.. Zips.BagEntries("bag/"), RawEntry.Text("__MACOSX/bag/._bagit.txt")]).ToBytes())
        );

    [Fact]
    public void Read_TwoFoldersAroundTheBag_IsNoBag() =>
        Assert.Equal("BAG_DECLARATION_INVALID", Zips.CodeOf(new RawZip(Zips.BagEntries("a/b/")).ToBytes()));

    [Theory]
    [InlineData("data/link", Link)]
    [InlineData("data/pipe", 0x11A4u << 16)]
    [InlineData("data/device", 0x61A4u << 16)]
    [InlineData("data/folder", 0x41EDu << 16)]
    [InlineData("data/folder", 0x10u)]
    [InlineData("data/file/", 0x81A4u << 16)]
    [InlineData("data/link/", Link)]
    public void Read_AnythingButAPlainFile_IsRefused(string name, uint attributes) =>
        Assert.Equal(
            "BAG_NOT_PLAIN_FILE",
            Zips.CodeOf(
                new RawZip([.. Zips.BagEntries(), new RawEntry(name, []) { Attributes = attributes }]).ToBytes()
            )
        );

    public static TheoryData<string> Lies => [.. Liars.Keys];

    /// <summary>What the second entry of a zip says of itself, and what the reader must say to it.</summary>
    private static readonly Dictionary<string, (string Code, Func<RawEntry, RawEntry> Edit)> Liars = new()
    {
        ["another name in the local header"] = ("ZIP_MALFORMED", entry => entry with { LocalName = "data/b.txt" }),
        ["another length in the local header"] = ("ZIP_MALFORMED", entry => entry with { LocalLength = 1 }),
        ["another CRC in the local header"] = ("ZIP_MALFORMED", entry => entry with { LocalCrc = 1 }),
        ["another method in the local header"] = ("ZIP_MALFORMED", entry => entry with { LocalMethod = 8 }),
        ["zeros in the local header, and no descriptor"] = (
            "ZIP_MALFORMED",
            entry => entry with { LocalCrc = 0, LocalLength = 0 }
        ),
        ["a descriptor announced and missing"] = ("ZIP_MALFORMED", entry => entry with { Flags = 1 << 11 | 1 << 3 }),
        ["a descriptor of other content"] = (
            "ZIP_MALFORMED",
            entry => entry with { Flags = 1 << 11 | 1 << 3, After = new byte[12] }
        ),
        ["the offset of the first entry"] = ("ZIP_MALFORMED", entry => entry with { Offset = 0 }),
        ["an offset within the first entry"] = ("ZIP_MALFORMED", entry => entry with { Offset = 1 }),
        ["an offset beyond the file"] = ("ZIP_MALFORMED", entry => entry with { Offset = 0x7FFFFFFF }),
        ["a zip64 offset that is not there"] = ("ZIP_MALFORMED", entry => entry with { Offset = uint.MaxValue }),
        ["a zip64 offset of less than nothing"] = (
            "ZIP_MALFORMED",
            entry => entry with { Offset = uint.MaxValue, Extra = [1, 0, 8, 0, .. Enumerable.Repeat((byte)255, 8)] }
        ),
        ["two zip64 fields"] = ("ZIP_MALFORMED", entry => entry with { Extra = [1, 0, 1, 0, 9, .. Zip64OfNothing] }),
        ["an extra field that is cut off"] = ("ZIP_MALFORMED", entry => entry with { Extra = [9, 9, 9] }),
        ["an extra field that is too long"] = ("ZIP_MALFORMED", entry => entry with { LocalExtra = [9, 9, 9, 9] }),
        ["a length that leaves a gap"] = ("ZIP_MALFORMED", entry => entry with { After = [1, 2, 3] }),
        ["more packed than there is"] = (
            "ZIP_MALFORMED",
            entry => entry with { IsDeflated = true, PackedLength = 1000 }
        ),
        ["two lengths, stored"] = ("ZIP_MALFORMED", entry => entry with { Length = 1000 }),
        ["a name that is not UTF-8"] = ("ZIP_MALFORMED", entry => entry with { NameBytes = [0xC3, 0x28] }),
        ["a name of some code page"] = ("ZIP_UNSUPPORTED", entry => entry with { NameBytes = [0x84], Flags = 0 }),
        ["a second name"] = ("ZIP_UNSUPPORTED", entry => entry with { Extra = UnicodePath }),
        ["encryption"] = ("ZIP_UNSUPPORTED", entry => entry with { Flags = 1 << 11 | 1 }),
        ["strong encryption"] = ("ZIP_UNSUPPORTED", entry => entry with { Flags = 1 << 11 | 1 << 6 | 1 }),
        ["a masked header"] = ("ZIP_UNSUPPORTED", entry => entry with { Flags = 1 << 11 | 1 << 13 }),
        ["bzip2"] = ("ZIP_UNSUPPORTED", entry => entry with { Method = 12 }),
        ["deflate64"] = ("ZIP_UNSUPPORTED", entry => entry with { Method = 9 }),
        ["deflate, and is not"] = ("ZIP_DAMAGED", entry => entry with { Method = 8 }),
        ["the CRC of something else"] = ("ZIP_DAMAGED", entry => entry with { Crc = 1 }),
        ["more than inflates"] = ("ZIP_DAMAGED", entry => entry with { IsDeflated = true, Length = 1000 }),
        ["less than inflates"] = ("ZIP_DAMAGED", entry => entry with { IsDeflated = true, Length = 1 }),
        ["gigabytes"] = ("ZIP_TOO_LARGE", entry => entry with { IsDeflated = true, Length = 0xFFFFFFFE }),
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void Read_AnEntryThatClaims_IsRefused(string lie)
    {
        var entries = Zips.BagEntries();
        entries[1] = Liars[lie].Edit(entries[1]);
        Assert.Equal(Liars[lie].Code, Zips.CodeOf(new RawZip(entries).ToBytes()));
    }

    /// <summary>A megabyte for every kilobyte, which is what deflate can do.</summary>
    [Fact]
    public void Read_ABombThatTellsItsLength_IsRefusedUnread()
    {
        var bomb = new RawEntry("data/bomb", new byte[1024])
        {
            IsDeflated = true,
            Crc = 0,
            Length = (uint)Limits.ZipRatioFreeBytes,
        };
        Assert.Equal("ZIP_TOO_LARGE", Zips.CodeOf(new RawZip([.. Zips.BagEntries(), bomb]).ToBytes()));
    }

    [Fact]
    public void Read_ABombThatHidesItsLength_IsNotInflatedToItsEnd()
    {
        var bomb = new RawEntry("data/bomb", new byte[80 * 1024 * 1024])
        {
            IsDeflated = true,
            Crc = 0,
            Length = 100,
        };
        Assert.Equal("ZIP_DAMAGED", Zips.CodeOf(new RawZip([.. Zips.BagEntries(), bomb]).ToBytes()));
    }

    [Fact]
    public void Read_TwoEntriesOfTheSameBytes_IsRefused()
    {
        var entry = Zips.BagEntries()[0];
        var zip = new RawZip(entry, RawEntry.Text("data/x") with { Offset = 0 });
        Assert.Equal("ZIP_MALFORMED", Zips.CodeOf(zip.ToBytes()));
    }

    [Fact]
    public void Read_AFolderWithContent_IsRefused() =>
        Assert.Equal(
            "ZIP_MALFORMED",
            Zips.CodeOf(new RawZip([.. Zips.BagEntries(), RawEntry.Text("data/folder/")]).ToBytes())
        );

    [Fact]
    public void Read_BytesAroundTheArchive_IsRefused()
    {
        var entries = Zips.BagEntries();
        var good = new RawZip(entries).ToBytes();
        Assert.Equal("ZIP_MALFORMED", Zips.CodeOf([.. good, 0]));
        Assert.Equal("ZIP_MALFORMED", Zips.CodeOf([0, .. good]));
        Assert.Equal("ZIP_MALFORMED", Zips.CodeOf(new RawZip(entries) { Before = [1, 2, 3] }.ToBytes()));
        Assert.Equal("ZIP_MALFORMED", Zips.CodeOf(new RawZip(entries) { Comment = "a comment"u8.ToArray() }.ToBytes()));
        Assert.Equal("ZIP_MALFORMED", Zips.CodeOf([.. good, .. good]));
        Assert.Equal("ZIP_MALFORMED", Zips.CodeOf(new RawZip(entries) { Comment = new RawZip().ToBytes() }.ToBytes()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Read_AnotherNumberOfEntries_IsRefused(int miscount) =>
        Assert.Equal("ZIP_MALFORMED", Zips.CodeOf(new RawZip(Zips.BagEntries()) { Miscount = miscount }.ToBytes()));

    [Fact]
    public void Read_OneOfSeveralParts_IsRefused() =>
        Assert.Equal("ZIP_UNSUPPORTED", Zips.CodeOf(new RawZip(Zips.BagEntries()) { Disk = 1 }.ToBytes()));

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        var good = Zips.Write(BagIt.MemoryBag.Valid());
        for (var length = 0; length < good.Length; length++)
            Assert.Equal("ZIP_MALFORMED", Zips.CodeOf(good[..length]));
    }

    [Fact]
    public void Read_TooManyEntries_IsRefused() =>
        Assert.Equal("ZIP_TOO_LARGE", Zips.CodeOf(ZipRecords.End(Limits.ZipEntries + 1, 0, 0)));

    [Fact]
    public void Write_BelowAnUnsafeFolder_IsRefused() =>
        Assert.Equal("BAG_PATH_UNSAFE", Zips.TryWrite(BagIt.MemoryBag.Valid(), "..", Stream.Null).Fault.Code);
}

using System.IO.Compression;
using System.Text;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Tests.BagIt;
using Bookseal.Evidence.Zip;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests.Zip;

public sealed class BagZipWriterTests
{
    [Fact]
    public void Write_SameBag_SameBytes() => Assert.Equal(Zips.Write(MemoryBag.Valid()), Zips.Write(MemoryBag.Valid()));

    /// <summary>
    /// The bytes themselves: another machine, or another version of the platform, must write these too.
    /// </summary>
    [Fact]
    public void Write_SmallBag_WritesTheseBytes()
    {
        var bag = new MemoryBag();
        bag.Put("b", "123456789");
        bag.Put("a/ä", "");
        var expected =
            "504b0304"
            + "1400"
            + "0008"
            + "0000"
            + "00002100"
            + "00000000"
            + "00000000"
            + "00000000"
            + "0600"
            + "0000"
            + Hex("x/a/ä")
            + "504b0304"
            + "1400"
            + "0008"
            + "0000"
            + "00002100"
            + "2639f4cb"
            + "09000000"
            + "09000000"
            + "0300"
            + "0000"
            + Hex("x/b")
            + Hex("123456789")
            + "504b0102"
            + "1403"
            + "1400"
            + "0008"
            + "0000"
            + "00002100"
            + "00000000"
            + "00000000"
            + "00000000"
            + "0600"
            + "0000"
            + "0000"
            + "0000"
            + "0000"
            + "0000a481"
            + "00000000"
            + Hex("x/a/ä")
            + "504b0102"
            + "1403"
            + "1400"
            + "0008"
            + "0000"
            + "00002100"
            + "2639f4cb"
            + "09000000"
            + "09000000"
            + "0300"
            + "0000"
            + "0000"
            + "0000"
            + "0000"
            + "0000a481"
            + "24000000"
            + Hex("x/b")
            + "504b0506"
            + "0000"
            + "0000"
            + "0200"
            + "0200"
            + "65000000"
            + "4e000000"
            + "0000";
        Assert.Equal(expected, Convert.ToHexStringLower(Zips.Write(bag, "x")));
    }

    [Fact]
    public void Write_AnyFiles_OtherProgramsReadThem() =>
        Property.Holds(
            Bytes.Random.ArrayOf(),
            contents =>
            {
                var bag = new MemoryBag();
                for (var i = 0; i < contents.Length; i++)
                    bag.Files[$"data/{i}"] = contents[i];
                using var zip = new ZipArchive(new MemoryStream(Zips.Write(bag)));
                return zip.Entries.Count == contents.Length
                    && zip.Entries.All(entry =>
                    {
                        using var content = new MemoryStream();
                        using (var stream = entry.Open())
                            stream.CopyTo(content);
                        return content.ToArray().AsSpan().SequenceEqual(bag.Files[entry.FullName["a-bag/".Length..]])
                            && entry.Crc32 == PlainCrc.Of(content.ToArray());
                    });
            }
        );

    [Fact]
    public async Task Write_ABag_UnzipFindsNoFault()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bag.zip", Zips.Write(MemoryBag.Valid()));
        var (exitCode, output) = await ExternalTool.RunAsync(folder.Path, "unzip", "bag.zip");
        Assert.True(exitCode == 0, output);
        Assert.Equal(MemoryBag.Valid().Files["data/sub/b.txt"], folder.Read("a-bag/data/sub/b.txt"));
        Assert.Equal(["a-bag"], Directory.GetDirectories(folder.Path).Select(path => System.IO.Path.GetFileName(path)));
    }

    [Fact]
    public void Write_UnsafePath_IsRefused()
    {
        var bag = new MemoryBag();
        bag.Put("../x", "x");
        Assert.Equal("BAG_PATH_UNSAFE", Zips.TryWrite(bag, "x", Stream.Null).Fault.Code);
    }

    [Fact]
    public async Task Write_AFileThatChangesMeanwhile_Throws()
    {
        var bag = new ChangingBag();
        await Assert.ThrowsAsync<IOException>(() =>
            BagZipWriter.WriteAsync(bag, "x", Stream.Null, CancellationToken.None)
        );
    }

    [Fact]
    public void Write_MoreEntriesThan16Bits_UsesZip64AndIsOverTheReadersLimit()
    {
        var bag = new MemoryBag();
        for (var i = 0; i < 65_540; i++)
            bag.Files[$"{i:D5}"] = [];
        var zip = Zips.Write(bag);
        Assert.Equal(65_540, new ZipArchive(new MemoryStream(zip)).Entries.Count);
        Assert.Equal("ZIP_TOO_LARGE", Zips.Open(zip).Fault.Code);
    }

    [Theory]
    [InlineData(0xFFFFFFFEL, 0xFFFFFFFEL)]
    [InlineData(0xFFFFFFFFL, 10)]
    [InlineData(5_000_000_000L, 10)]
    [InlineData(10, 5_000_000_000L)]
    [InlineData(5_000_000_000L, 6_000_000_000L)]
    public async Task Records_BeyondFourGigabytes_AreReadBack(long firstLength, long secondLength)
    {
        var first = ZipRecords.PlainEntry("first", 1, firstLength, 0);
        var second = ZipRecords.PlainEntry(
            "second",
            2,
            secondLength,
            ZipRecords.LocalHeader(first).Length + firstLength
        );
        var third = ZipRecords.PlainEntry(
            "third",
            3,
            0,
            second.HeaderOffset + ZipRecords.LocalHeader(second).Length + secondLength
        );
        ZipEntry[] entries = [first, second, third];
        byte[] directory = [.. entries.SelectMany(ZipRecords.CentralHeader)];
        var position = third.HeaderOffset + ZipRecords.LocalHeader(third).Length;
        byte[] tail = [.. directory, .. ZipRecords.End(3, position, directory.Length)];
        await using var zip = new SparseStream(
            position + tail.Length,
            [.. entries.Select(entry => (entry.HeaderOffset, ZipRecords.LocalHeader(entry))), (position, tail)]
        );

        var read = (await ZipDirectory.ReadAsync(zip, CancellationToken.None)).Value;
        Assert.Equal(entries, read.Select(entry => entry with { ContentOffset = 0 }));
        Assert.Equal(second.HeaderOffset + ZipRecords.LocalHeader(second).Length, read[1].ContentOffset);
        using var platform = new ZipArchive(zip);
        Assert.Equal([firstLength, secondLength, 0], platform.Entries.Select(entry => entry.Length));
    }

    [Fact]
    public void Crc_AnyBytesInAnyParts_IsTheDefinition() =>
        Property.Holds(
            Bytes.Random.ArrayOf(),
            parts =>
            {
                var crc = new Crc32();
                foreach (var part in parts)
                    crc.Append(part);
                return crc.Value == PlainCrc.Of([.. parts.SelectMany(part => part)]);
            }
        );

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    /// <summary>A bag whose one file grows each time that it is read.</summary>
    private sealed class ChangingBag : IBagFiles
    {
        private int _length;

        public ValueTask<Result<IReadOnlyList<BagFile>>> ListAsync(CancellationToken cancel) =>
            new(new BagFile[] { new("x", 1) });

        public ValueTask<Stream> OpenAsync(string path, CancellationToken cancel) =>
            new(new MemoryStream(new byte[++_length]));
    }
}

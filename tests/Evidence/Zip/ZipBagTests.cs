using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Bookseal.Evidence.Tests.BagIt;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests.Zip;

/// <summary>Good zips, of whatever program: the bag in them is the bag.</summary>
public sealed class ZipBagTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a-bag/")]
    [InlineData("Übergabe/")]
    public void Read_AtTheTopOrBelowOneFolder_IsTheBag(string prefix)
    {
        var bag = MemoryBag.Valid();
        var read = Zips.Open(new RawZip(Zips.BagEntries(prefix)).ToBytes()).Value;
        Assert.True(Zips.Validate(read).IsValid);
        Assert.Equal(bag.Files.Keys, Zips.List(read).Select(file => file.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_WhatIsWrittenHere_RoundTrips() => Assert.Null(Zips.CodeOf(Zips.Write(MemoryBag.Valid())));

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Read_OfThePlatform_IsTheBag(CompressionLevel level)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("bag/data/empty/");
            foreach (var (path, content) in MemoryBag.Valid().Files)
            {
                using var entry = zip.CreateEntry("bag/" + path, level).Open();
                entry.Write(content);
            }
        }

        Assert.Null(Zips.CodeOf(stream.ToArray()));
    }

    /// <summary>
    /// Info-ZIP as people call it: with folders, owners and times; and into a pipe, with data descriptors.
    /// </summary>
    [Theory]
    [InlineData("zip -qr out.zip a-bag")]
    [InlineData("zip -qrD out.zip a-bag")]
    [InlineData("zip -qr0 out.zip a-bag")]
    [InlineData("cd a-bag && zip -qr ../out.zip .")]
    [InlineData("zip -qr - a-bag | cat > out.zip")]
    [InlineData("zip -qr0 - a-bag | cat > out.zip")]
    [InlineData("zip -qrfz out.zip a-bag")]
    public async Task Read_OfInfoZip_IsTheBag(string command)
    {
        using var folder = new TemporaryFolder();
        foreach (var (path, content) in MemoryBag.Valid().Files)
            folder.Write("a-bag/" + path, content);
        var (exitCode, output) = await ExternalTool.RunAsync(folder.Path, "bash", "-c", command);
        Assert.True(exitCode == 0, output);
        Assert.Null(Zips.CodeOf(folder.Read("out.zip")));
    }

    [Theory]
    [InlineData(false, 12)]
    [InlineData(true, 16)]
    [InlineData(false, 20)]
    [InlineData(true, 24)]
    public void Read_DataDescriptorInEachSpelling_IsTheBag(bool hasSignature, int length)
    {
        var entries = Zips.BagEntries()
            .Select(entry =>
                entry with
                {
                    Flags = 1 << 11 | 1 << 3,
                    LocalCrc = 0,
                    LocalLength = 0,
                    After = Descriptor(entry.Content, hasSignature, length > 16),
                }
            );
        Assert.Null(Zips.CodeOf(new RawZip([.. entries]).ToBytes()));
    }

    [Fact]
    public void Read_Empty_IsAnEmptyBag() =>
        Assert.Equal("BAG_DECLARATION_INVALID", Zips.CodeOf(new RawZip().ToBytes()));

    [Fact]
    public void Read_ABagThatIsSpoilt_HasTheFaultsOfTheBag() =>
        Property.Holds(
            from path in Gen.Elements<string>([.. MemoryBag.Valid().Files.Keys])
            from content in Bytes.Damaged(MemoryBag.Valid().Files[path])
            from deflated in Gen.Elements(true, false)
            select (path, content, deflated),
            damage =>
            {
                var bag = MemoryBag.Valid();
                bag.Files[damage.path] = damage.content;
                var read = Zips.Open(RawZip.Of(bag.Files, damage.deflated).ToBytes()).Value;
                return Zips.Validate(read).Faults.SequenceEqual(bag.ValidateAsync().GetAwaiter().GetResult().Faults);
            }
        );

    /// <summary>
    /// Whatever the bytes: no exception, no endless work, and a bag that is valid only with the content that was
    /// packed.
    /// </summary>
    [Fact]
    public void Read_AnyByteDamaged_IsAFaultOrTheSameBag()
    {
        byte[][] zips =
        [
            Zips.Write(MemoryBag.Valid()),
            RawZip.Of(MemoryBag.Valid().Files, isDeflated: true).ToBytes(),
            new RawZip(Zips.BagEntries("x/")).ToBytes(),
        ];
        var clock = Stopwatch.StartNew();
        Property.Holds(
            from zip in Gen.Elements(zips)
            from damaged in Bytes.Damaged(zip)
            from twice in Gen.OneOf(Gen.Constant(damaged), Bytes.Damaged(damaged))
            select twice,
            damaged =>
            {
                if (!Zips.Open(damaged).TryGet(out var bag, out var fault))
                    return fault.Code.StartsWith("ZIP_", StringComparison.Ordinal);
                var report = Zips.Validate(bag);
                return !report.IsValid
                    || report
                        .Digests.Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal))
                        .All(file => file.Value == Digest.Of(MemoryBag.Valid().Files[file.Key]));
            },
            times: 4000
        );
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{clock.Elapsed}");
    }

    [Fact]
    public void Read_RandomBytesWithAGoodEnd_IsAFault() =>
        Property.Holds(
            Bytes.Random,
            noise =>
            {
                var zip = new RawZip { Before = noise }.ToBytes();
                return noise.Length == 0 || Zips.CodeOf(zip)!.StartsWith("ZIP_", StringComparison.Ordinal);
            },
            times: 1000
        );

    private static byte[] Descriptor(byte[] content, bool hasSignature, bool is64)
    {
        using var stream = new MemoryStream();
        using var descriptor = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        if (hasSignature)
            descriptor.Write(0x08074b50u);
        descriptor.Write(PlainCrc.Of(content));
        for (var i = 0; i < 2; i++)
        {
            if (is64)
                descriptor.Write((long)content.Length);
            else
                descriptor.Write(content.Length);
        }

        descriptor.Flush();
        return stream.ToArray();
    }
}

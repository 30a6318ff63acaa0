using System.Text;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Evidence.Tests.BagIt;

public sealed class BagWriterTests
{
    [Fact]
    public void DeclarationBytes_Always_AreTheTwoLinesOfRfc8493() =>
        // Section 2.1.1.
        Assert.Equal(
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            Encoding.UTF8.GetString(BagWriter.DeclarationBytes())
        );

    [Fact]
    public void InfoBytes_SomeLabels_IsOneLineEachInTheOrderGiven() =>
        Assert.Equal(
            "B: 1\nA: ü\nA: \n",
            Encoding.UTF8.GetString(BagWriter.InfoBytes([("B", "1"), ("A", "ü"), ("A", "")]))
        );

    [Theory]
    [InlineData("a\nPayload-Oxum: 0.0")]
    [InlineData("a\rb")]
    public void InfoBytes_AValueWithALineBreak_Throws(string value) =>
        Assert.Throws<ArgumentException>(() => BagWriter.InfoBytes([("A", value)]));

    [Fact]
    public void PayloadOxum_OfSomeLengths_IsOctetsAndStreams()
    {
        Assert.Equal("0.0", BagWriter.PayloadOxum([]));
        Assert.Equal("4294967297.3", BagWriter.PayloadOxum([1L << 32, 0, 1]));
        // Found by tests/Fuzz: nobody has to have as much as a listing says.
        Assert.Equal("18446744073709551614.2", BagWriter.PayloadOxum([long.MaxValue, long.MaxValue]));
    }

    [Fact]
    public async Task Write_ManifestsOfABag_AreAcceptedBySha256Sum()
    {
        using var folder = new TemporaryFolder();
        var bag = MemoryBag.Valid(("data/a.txt", "alpha"), ("data/ü ber/b c.txt", "beta"), ("data/empty", ""));
        foreach (var (path, content) in bag.Files)
            folder.Write(path, content);
        foreach (var manifest in new[] { BagWriter.Manifest, BagWriter.TagManifest })
        {
            var (exitCode, output) = await ExternalTool.RunAsync(
                folder.Path,
                "sha256sum",
                "--check",
                "--strict",
                manifest
            );
            Assert.True(exitCode == 0, output);
        }

        folder.Write("data/a.txt", "alphb"u8.ToArray());
        Assert.NotEqual(
            0,
            (await ExternalTool.RunAsync(folder.Path, "sha256sum", "--check", "--strict", BagWriter.Manifest)).ExitCode
        );
    }
}

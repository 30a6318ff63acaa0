using System.Text;
using Bookseal.Evidence.BagIt;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests.BagIt;

public sealed class BagManifestTests
{
    private static readonly Digest Abc = Digest.Of("abc"u8);

    [Fact]
    public void Write_SomeFiles_IsInOrdinalOrderWithTwoSpaces()
    {
        var manifest = BagManifest.Write([new("data/b", Abc), new("data/B", Abc), new("data/a%", Abc)]);
        Assert.Equal($"{Abc}  data/B\n{Abc}  data/a%25\n{Abc}  data/b\n", Encoding.UTF8.GetString(manifest));
    }

    [Fact]
    public void Parse_WhatWriteWrote_IsTheSameFiles() =>
        Property.Holds(
            Gen.Elements("a", "B", "%", "%0A", "ü", "x y", "1")
                .ArrayOf()
                .Select(parts => $"data/{string.Concat(parts)}z")
                .ArrayOf(),
            paths =>
            {
                var files = paths
                    .Distinct()
                    .ToDictionary(path => path, path => Digest.Of(Encoding.UTF8.GetBytes(path)));
                var read = BagManifest.Parse(Encoding.UTF8.GetString(BagManifest.Write(files)), 64).Value;
                return read.Count == files.Count && read.All(entry => files[entry.Key].ToString() == entry.Value);
            }
        );

    [Fact]
    public void Parse_OtherWhiteSpaceCaseAndLineEnds_AreReadTheSame()
    {
        // RFC 8493 section 2.1.3: one or more spaces or tabs; hex of either case; LF or CRLF.
        var read = BagManifest.Parse($"{Abc} data/a\r\n{Abc.ToString().ToUpperInvariant()}\t \tdata/b c\n\n", 64).Value;
        Assert.Equal(
            new Dictionary<string, string> { ["data/a"] = Abc.ToString(), ["data/b c"] = Abc.ToString() },
            read
        );
    }

    [Theory]
    [InlineData(64, 128)]
    [InlineData(128, 64)]
    public void Parse_AChecksumOfAnotherLength_IsRefused(int length, int expected) =>
        Assert.Equal(
            "BAG_MANIFEST_INVALID",
            BagManifest.Parse($"{new string('a', length)}  data/a\n", expected).Fault.Code
        );

    [Theory]
    [InlineData("data/a", "data/a", "BAG_MANIFEST_INVALID")]
    [InlineData("data/50%25", "data/50%", "BAG_MANIFEST_INVALID")] // two spellings of one name
    [InlineData("data/a", "../a", "BAG_PATH_UNSAFE")]
    [InlineData("data/a", "/a", "BAG_PATH_UNSAFE")]
    [InlineData("data/a", "data\\a", "BAG_PATH_UNSAFE")]
    [InlineData("data/a", "C:/a", "BAG_PATH_UNSAFE")]
    [InlineData("data/a", "data/COM1.txt", "BAG_PATH_UNSAFE")]
    [InlineData("data/a", "data/b%0A", "BAG_PATH_UNSAFE")]
    [InlineData("data/a", "", "BAG_PATH_UNSAFE")]
    public void Parse_ARepeatedOrUnsafePath_IsRefused(string first, string second, string code) =>
        Assert.Equal(code, BagManifest.Parse($"{Abc}  {first}\n{Abc}  {second}\n", 64).Fault.Code);

    [Theory]
    [InlineData(198)]
    [InlineData(199)]
    [InlineData(200)]
    public void Parse_ALongBadLine_IsQuotedInPart(int before)
    {
        // The cut must not fall between the two halves of the emoji.
        var fault = BagManifest.Parse(new string('a', before) + "\U0001f600" + new string('b', 200), 64).Fault;
        Assert.Equal("BAG_MANIFEST_INVALID", fault.Code);
        Assert.InRange(fault.Message.Length, 200, 260);
    }

    [Fact]
    public void Parse_RandomBytes_NeverThrows() =>
        Property.Holds(Bytes.Random, bytes => ParsesOrFaults(Encoding.UTF8.GetString(bytes)), times: 1000);

    [Fact]
    public void Parse_RandomLines_NeverThrows() =>
        Property.Holds(
            Gen.Elements(
                    $"{Abc}",
                    "  ",
                    " ",
                    "\t",
                    "\n",
                    "\r",
                    "data/",
                    "a",
                    "%0A",
                    "%",
                    "..",
                    "/",
                    "\U0001f600",
                    new string('x', 199),
                    "\0"
                )
                .ArrayOf()
                .Select(string.Concat),
            ParsesOrFaults,
            times: 3000
        );

    private static bool ParsesOrFaults(string text) =>
        BagManifest.Parse(text, 64).TryGet(out var files, out var fault)
            ? files.Keys.All(BagPath.IsSafe)
            : fault.Code is "BAG_MANIFEST_INVALID" or "BAG_PATH_UNSAFE";
}

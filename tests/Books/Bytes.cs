using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests;

/// <summary>Generators of damaged bytes.</summary>
internal static class Bytes
{
    private static readonly string[] Snippets =
    [
        " ",
        "\n",
        "0",
        "1",
        "-",
        ".5",
        "e1",
        "\"",
        "\\u0061",
        "\\ud800",
        "\\",
        ",",
        ":",
        "{",
        "}",
        "[",
        "]",
        "null",
        "{}",
        ",\"x\":1",
        "\"credit\":1,",
        "\"debit\":0,",
        "-0",
        "9007199254740992",
        "\u00a0",
    ];

    public static Gen<byte[]> Random { get; } = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    /// <summary>
    /// Cut off, or with a few bytes overwritten, added or dropped: close enough to the original to get deep into a
    /// reader.
    /// </summary>
    public static Gen<byte[]> Damaged(byte[] original) =>
        from kind in Gen.Choose(0, 4)
        from at in Gen.Choose(0, Math.Max(0, original.Length - 1))
        from noise in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(1)
        from snippet in Gen.Elements(Snippets).Select(Encoding.UTF8.GetBytes)
        select kind switch
        {
            0 => original[..at],
            1 => [.. original[..at], .. noise, .. original.Skip(at + 1)],
            2 => [.. original[..at], .. snippet, .. original[at..]],
            3 => [.. original[..at], .. snippet, .. original.Skip(at + 1)],
            _ => (byte[])[.. original[..at], .. original.Skip(at + 1)],
        };
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Import.Tests;

/// <summary>Generators of hostile bytes.</summary>
internal static class Bytes
{
    private static readonly string[] Snippets =
    [
        "\"",
        ",",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "\0",
        "\ufeff",
        "=",
        "-",
        "+",
        ".",
        "9",
        "999999999999999999999999999999",
        "1e9",
        "\\",
        "{",
        "}",
        "[",
        "]",
        "null",
        ":",
        "\u20ac",
        "\u2028",
    ];

    public static Gen<byte> Any { get; } = Gen.Choose(0, 255).Select(value => (byte)value);

    public static Gen<byte[]> Random { get; } =
        Gen.OneOf(
            Any.ArrayOf(),
            Gen.Elements([.. Snippets, "account", "code,name,type,tags\n"])
                .ArrayOf()
                .Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))
        );

    /// <summary>The bytes with up to five places overwritten, added to, dropped or cut off.</summary>
    public static Gen<byte[]> Damaged(byte[] original) =>
        Damage
            .NonEmptyListOf()
            .Resize(5)
            .Select(damages =>
            {
                var bytes = original;
                foreach (var (kind, place, snippet) in damages)
                {
                    var at = (int)((long)place * bytes.Length / 1_000_001);
                    bytes = kind switch
                    {
                        0 => [.. bytes[..at], .. snippet, .. bytes[at..]],
                        1 => [.. bytes[..at], .. snippet, .. bytes.Skip(at + snippet.Length)],
                        2 => [.. bytes[..at], .. bytes.Skip(at + 1)],
                        _ => bytes[..at],
                    };
                }

                return bytes;
            });

    private static Gen<(int Kind, int Place, byte[] Snippet)> Damage { get; } =
        from kind in Gen.Frequency((5, Gen.Choose(0, 2)), (1, Gen.Constant(3)))
        from place in Gen.Choose(0, 1_000_000)
        from snippet in Gen.OneOf(
            Gen.Elements(Snippets).Select(Encoding.UTF8.GetBytes),
            Any.Select(value => (byte[])[value])
        )
        select (kind, place, snippet);
}

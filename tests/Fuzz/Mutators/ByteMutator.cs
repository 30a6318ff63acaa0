using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Mutators;

/// <summary>Damage that knows nothing of the format.</summary>
internal static class ByteMutator
{
    private static readonly byte[][] Snippets =
    [
        .. new[]
        {
            " ",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\0",
            "\ufeff",
            "\u00a0",
            "\u2028",
            "0",
            "1",
            "-",
            "-0",
            ".5",
            "e1",
            "9007199254740992",
            "\"",
            "\\",
            "\\u0061",
            "\\ud800",
            ",",
            ":",
            "{",
            "}",
            "[",
            "]",
            "null",
            "{}",
            ",\"x\":1",
            "=",
            "%",
            "%0A",
            "../",
            "/",
            "— ",
            "+",
            "'",
            "data/",
        }.Select(Splice.Utf8),
        [0x80],
        [0xff, 0xfe],
        [0xc0, 0x80],
        [0xed, 0xa0, 0x80],
        [0xf4, 0x90, 0x80, 0x80],
        [0x7f],
    ];

    public static byte[] Mutate(Dice dice, byte[] content)
    {
        var at = dice.Below(content.Length + 1);
        var end = Math.Min(content.Length, at + 1 + dice.Below(dice.OneIn(4) ? 4_000 : 16));
        var kind = dice.Below(content.Length == 0 ? 2 : 11);
        dice.Note($"bytes {at} to {end} of {content.Length}, kind {kind}");
        switch (kind)
        {
            case 0:
                return Splice.Insert(content, at, dice.Pick(Snippets));
            case 1:
                return Splice.Insert(content, at, dice.Bytes(1 + dice.Below(8)));
            case 2:
                return Splice.Replace(content, at, end, []);
            case 3:
                return content[..at];
            case 4:
                return content[at..];
            case 5:
                return Splice.Replace(content, at, end, dice.Pick(Snippets));
            case 6:
                return Splice.Insert(content, at, content.AsSpan(at, end - at));
            case 7:
                return Splice.Insert(content, dice.Below(content.Length + 1), content.AsSpan(at, end - at));
            case 8:
                return Splice.Replace(content, at, end, dice.Bytes(end - at));
            default:
                var flipped = content.ToArray();
                flipped[Math.Min(at, content.Length - 1)] ^= (byte)(1 << dice.Below(8));
                return flipped;
        }
    }
}

using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Mutators;

/// <summary>Other spellings of base64.</summary>
internal static class Base64Mutator
{
    public static string Mutate(Dice dice, string text) =>
        dice.Below(7) switch
        {
            0 => text.TrimEnd('='),
            1 => text.Replace('+', '-').Replace('/', '_'),
            2 => $"{text}=",
            3 when text.Length > 4 => text.Insert(4, dice.Pick(["\n", " ", "\r\n", "=", "*"])),
            4 => Splice.Text(ByteMutator.Mutate(dice, Splice.Utf8(text))),
            5 when text.EndsWith('=') => $"{text.TrimEnd('=')[..^1]}{(char)(text.TrimEnd('=')[^1] ^ 1)}"
                + $"{(text.EndsWith("==", StringComparison.Ordinal) ? "==" : "=")}",
            _ => "",
        };
}

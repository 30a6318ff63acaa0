using System.Buffers.Binary;
using Bookseal.Evidence.Notes;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Mutators;

/// <summary>Damage to a checkpoint: its three lines, the blank one, the signature lines.</summary>
internal static class NoteMutator
{
    public static byte[] Mutate(Dice dice, byte[] note)
    {
        var lines = Splice.Text(note).Split('\n').ToList();
        if (lines.Count < 6 || dice.OneIn(5))
            return LinesMutator.Mutate(dice, note, ByteMutator.Mutate);
        var kind = dice.Below(10);
        dice.Note($"note kind {kind}");
        switch (kind)
        {
            case 0:
                lines[0] = dice.Pick([$"{lines[0]} ", "bookseal.local/other", "", "— x", lines[0].ToUpperInvariant()]);
                break;
            case 1:
                lines[1] = dice.Pick([.. OddValues.Numbers, $"0{lines[1]}", $"{lines[1]} ", $"+{lines[1]}", "٣"]);
                break;
            case 2:
                lines[2] = Base64Mutator.Mutate(dice, lines[2]);
                break;
            case 3:
                lines.Insert(3, dice.Pick(["extension", "", " ", "— x AAAAAA==", lines[4]]));
                break;
            case 4:
                lines[4] = dice.Pick(["- ", "– ", "—", "—\u00a0", "—  ", ""]) + lines[4].TrimStart('—', ' ');
                break;
            case 5:
                lines.Insert(
                    4 + dice.Below(2),
                    dice.Pick([lines[4], "— other AAAAAAE=", "— x+y AAAAAAE=", "—  AAAAAAE=", "", "— other AAAA"])
                );
                break;
            case 6:
                lines.InsertRange(
                    4,
                    Enumerable.Repeat(dice.Pick([lines[4], "— other AAAAAAE="]), dice.Pick([62, 63, 64, 1_000]))
                );
                break;
            case 7:
                lines.RemoveAt(4);
                break;
            default:
                lines[4] = Signature(dice, lines[4]);
                break;
        }

        return Splice.Utf8(string.Join('\n', lines));
    }

    private static string Signature(Dice dice, string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 3)
            return line + " ";
        if (dice.OneIn(3))
            return $"{parts[0]} {parts[1]} {Base64Mutator.Mutate(dice, parts[2])}";
        if (dice.OneIn(4))
            return $"{parts[0]} {dice.Pick(["other", "bookseal.local/other", ""])} {parts[2]}";
        var buffer = new byte[parts[2].Length];
        if (!Convert.TryFromBase64String(parts[2], buffer, out var length) || length < 5)
            return line + "x";
        var signature = new NoteSignature(
            parts[1],
            BinaryPrimitives.ReadUInt32BigEndian(buffer),
            dice.OneIn(4) ? buffer[4..length] : DerMutator.Mutate(dice, buffer[4..length])
        );
        if (dice.OneIn(4))
            signature = signature with { KeyId = signature.KeyId + 1 };
        var note = Splice.Text(new SignedNote("x\n", [signature]).ToBytes());
        return note.Split('\n')[2];
    }
}

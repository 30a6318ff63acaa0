using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Mutators;

/// <summary>
/// Damage to a file of lines: their order, their number, their ends; mostly to one line, with the mutator of its
/// format.
/// </summary>
internal static class LinesMutator
{
    public static byte[] Mutate(Dice dice, byte[] content, Func<Dice, byte[], byte[]> mutateLine)
    {
        var lines = Split(content);
        if (lines.Count == 0)
            return ByteMutator.Mutate(dice, content);
        var (line, other, kind) = (dice.Below(lines.Count), dice.Below(lines.Count), dice.Below(20));
        dice.Note($"line {line} of {lines.Count}, kind {kind}");
        switch (kind)
        {
            case 0:
                (lines[line], lines[other]) = (lines[other], lines[line]);
                break;
            case 1:
                lines.RemoveAt(line);
                break;
            case 2:
                lines.Insert(other, lines[line]);
                break;
            case 3:
                lines.Insert(line, dice.OneIn(2) ? [] : " "u8.ToArray());
                break;
            case 4:
                return Join(lines)[..^1];
            case 5:
                return Join(lines, dice.Pick(["\r\n", "\r", "\n\n", "\u2028", ""]));
            case 6:
                lines[line] = [.. lines[line], (byte)'\r'];
                break;
            case 7:
                return [.. dice.Pick(["\ufeff", "\n", " ", "#\n"]).SelectMany(c => Splice.Utf8($"{c}")), .. content];
            case 8:
                return [.. content, .. Splice.Utf8(dice.Pick(["\n", " ", "\0", "{}\n", "x", "\u001a"]))];
            case 9:
                lines[line] = [.. lines[line], .. lines[other]];
                break;
            case 10 when dice.OneIn(10):
                lines[line] = Splice.Utf8(new string('x', dice.Pick([70_000, 262_145, 300_000])));
                break;
            default:
                lines[line] = mutateLine(dice, lines[line]);
                break;
        }

        return Join(lines);
    }

    public static List<byte[]> Split(byte[] content)
    {
        var lines = new List<byte[]>();
        foreach (var range in content.AsSpan().Split((byte)'\n'))
            lines.Add(content[range]);
        if (lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    public static byte[] Join(IEnumerable<byte[]> lines, string end = "\n")
    {
        var (joined, ending) = (new MemoryStream(), Splice.Utf8(end));
        foreach (var line in lines)
        {
            joined.Write(line);
            joined.Write(ending);
        }

        return joined.ToArray();
    }
}

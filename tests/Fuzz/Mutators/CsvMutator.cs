using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Mutators;

/// <summary>Damage to one row of a CSV file.</summary>
internal static class CsvMutator
{
    private static readonly string[] Cells =
    [
        .. OddValues.Numbers,
        .. OddValues.Texts.Where(text => !text.Contains('\\', StringComparison.Ordinal)),
        "12.34",
        "12.345",
        "-12.34",
        "1,234.56",
        "(1.00)",
        "90071992547409.91",
        "90071992547409.92",
        "$5",
        "€",
        "\"",
        "\"\"",
        "\"x",
        "x\"y",
        "\"a\"\"b\"",
        "\"a\nb\"",
        "\"a\r\nb\"",
        "\"a,b\"",
        " 1",
        "1 ",
        "\t",
        "=1+1",
        "@x",
        "'=1",
        "\ud83d\ude00",
        "x\0y",
        "12,50",
        "+10.00",
        "10.",
        ".5",
        "-.5",
        "-0.00",
        "007.00",
        "1\0",
        "INV\u200b-1",
        "\u202e1-VNI",
        "Cafe\u0301",
    ];

    public static byte[] Mutate(Dice dice, byte[] row)
    {
        var cells = Splice.Text(row).Split(',').ToList();
        var (cell, other, kind) = (dice.Below(cells.Count), dice.Below(cells.Count), dice.Below(12));
        dice.Note($"cell {cell} of {cells.Count}, kind {kind}");
        switch (kind)
        {
            case 0:
                (cells[cell], cells[other]) = (cells[other], cells[cell]);
                break;
            case 1:
                cells.RemoveAt(cell);
                break;
            case 2:
                cells.Insert(cell, cells[other]);
                break;
            case 3:
                cells[cell] = $"\"{cells[cell]}\"";
                break;
            case 4:
                cells[cell] = dice.Pick([
                    $"\"{cells[cell]}",
                    $"{cells[cell]}\"",
                    $" {cells[cell]}",
                    $"{cells[cell]} ",
                    $"\"{cells[cell]}\"x",
                ]);
                break;
            case 5:
                cells[cell] = "";
                break;
            case 6 when dice.OneIn(15):
                cells[cell] = new string(dice.Pick(['x', '9', '"', ' ']), dice.Pick([129, 5_000, 300_000]));
                break;
            case 7 or 8:
                return Tweak(dice, row);
            default:
                cells[cell] = dice.Pick(Cells);
                break;
        }

        return Splice.Utf8(string.Join(',', cells));
    }

    private static byte[] Tweak(Dice dice, byte[] row)
    {
        var digits = Enumerable.Range(0, row.Length).Where(at => char.IsAsciiDigit((char)row[at])).ToList();
        if (digits.Count == 0)
            return ByteMutator.Mutate(dice, row);
        var (tweaked, place) = (row.ToArray(), dice.Pick(digits));
        tweaked[place] = (byte)('0' + (row[place] - '0' + 1 + dice.Below(9)) % 10);
        return tweaked;
    }
}

using System.Globalization;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>A row of a bag's CSV file by the names of its columns, read without any code of the product.</summary>
internal sealed record SampleRow(IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells[column];

    public Int128 Minor(string column) =>
        Cells[column].Length == 0 ? 0 : Int128.Parse(Cells[column], CultureInfo.InvariantCulture);

    public static IReadOnlyList<SampleRow> Read(string csv)
    {
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var header = Split(lines[0]);
        return
        [
            .. lines
                .Skip(1)
                .Select(line => new SampleRow(
                    header.Zip(Split(line)).ToDictionary(pair => pair.First, pair => pair.Second)
                )),
        ];
    }

    /// <summary>Cells with commas stand in quotes; no cell of the sample has a quote in these files.</summary>
    private static List<string> Split(string line)
    {
        List<string> cells = [""];
        var isQuoted = false;
        foreach (var c in line)
        {
            if (c == '"')
                isQuoted = !isQuoted;
            else if (c == ',' && !isQuoted)
                cells.Add("");
            else
                cells[^1] += c;
        }

        return cells;
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bookseal.Documents.Tests;

/// <summary>
/// Reads the files of the writer, independently of it and strictly: offsets, lengths and references have to be exact.
/// </summary>
internal sealed partial class PdfReading
{
    private readonly string _file;
    private readonly Dictionary<int, string> _objects = [];

    private PdfReading(byte[] pdf)
    {
        _file = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-1.7\n%", _file, StringComparison.Ordinal);
        ReadObjects();
        Pages = [.. ReadPages()];
    }

    public sealed record TextAt(string Font, double Size, double X, double Y, string Text);

    /// <summary>The texts of each page in the order of its stream, in Windows-1252 codes.</summary>
    public IReadOnlyList<IReadOnlyList<TextAt>> Pages { get; }

    public string Trailer { get; private set; } = "";

    public string Title =>
        Encoding.BigEndianUnicode.GetString(
            Convert.FromHexString(
                Regex.Match(_objects[Reference(Trailer, "Info")], "/Title <FEFF([0-9A-F]*)>").Groups[1].Value
            )
        );

    public IReadOnlyList<string> MediaBoxes =>
        [
            .. _objects
                .Values.Select(body => Regex.Match(body, @"/MediaBox \[([^\]]*)\]"))
                .Where(match => match.Success)
                .Select(match => match.Groups[1].Value),
        ];

    public static PdfReading Of(byte[] pdf) => new(pdf);

    /// <summary>
    /// Every entry of the cross-reference table leads to its object, the objects fill the file without a gap, and
    /// nothing refers to an object that is not there.
    /// </summary>
    private void ReadObjects()
    {
        var end = Regex.Match(_file, @"startxref\n(\d+)\n%%EOF\n\z");
        var start = int.Parse(end.Groups[1].Value);
        var table = Regex.Match(
            _file[start..],
            @"\Axref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)*)trailer\n(<<.*>>)\nstartxref"
        );
        Assert.True(end.Success && table.Success);
        Trailer = table.Groups[3].Value;
        int[] offsets =
        [
            .. table.Groups[2].Value.Split(" 00000 n \n", StringSplitOptions.RemoveEmptyEntries).Select(int.Parse),
            start,
        ];
        Assert.Equal(table.Groups[1].Value, offsets.Length.ToString());
        Assert.Contains($"/Size {offsets.Length} ", Trailer);
        for (var i = 0; i < offsets.Length - 1; i++)
        {
            var body = _file[offsets[i]..offsets[i + 1]];
            Assert.StartsWith($"{i + 1} 0 obj\n", body);
            Assert.EndsWith("\nendobj\n", body);
            _objects.Add(i + 1, body);
        }

        Assert.All(
            _objects.Values.Where(body => !body.Contains("stream")),
            body =>
                Assert.All(
                    References().Matches(body),
                    match => Assert.Contains(int.Parse(match.Groups[1].Value), _objects.Keys)
                )
        );
    }

    private IEnumerable<IReadOnlyList<TextAt>> ReadPages()
    {
        var tree = _objects[Reference(_objects[Reference(Trailer, "Root")], "Pages")];
        int[] pages = [.. References().Matches(tree).Select(match => int.Parse(match.Groups[1].Value))];
        Assert.Contains($"/Count {pages.Length} ", tree);
        foreach (var page in pages)
        {
            var content = Regex.Match(
                _objects[Reference(_objects[page], "Contents")],
                @"\A\d+ 0 obj\n<< /Length (\d+) >>\nstream\n(.*)\nendstream\nendobj\n\z",
                RegexOptions.Singleline
            );
            Assert.Equal(int.Parse(content.Groups[1].Value), content.Groups[2].Length);
            string[] lines = content.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(lines, line => Assert.Matches(Operators(), line));
            yield return [.. lines.Select(line => Texts().Match(line)).Where(match => match.Success).Select(TextOf)];
        }
    }

    private static TextAt TextOf(Match match) =>
        new(
            match.Groups[1].Value,
            Number(match, 2),
            Number(match, 3),
            Number(match, 4),
            Escapes().Replace(match.Groups[5].Value, Unescaped)
        );

    private static string Unescaped(Match match) =>
        match.Value[1] is '(' or ')' or '\\'
            ? match.Value[1..]
            : ((char)Convert.ToInt32(match.Value[1..], 8)).ToString();

    private static double Number(Match match, int group) =>
        double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static int Reference(string dictionary, string key) =>
        int.Parse(Regex.Match(dictionary, $@"/{key} (\d+) 0 R").Groups[1].Value);

    [GeneratedRegex(@"\b(\d+) 0 R\b")]
    private static partial Regex References();

    [GeneratedRegex(
        @"\ABT /(F[12]) ([\d.]+) Tf (-?[\d.]+) (-?[\d.]+) Td \(((?:[ -'*-\[\]-~]|\\[()\\]|\\\d{3})*)\) Tj ET\z"
    )]
    private static partial Regex Texts();

    [GeneratedRegex(@"\\(?:[()\\]|\d{3})")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"\A(?:BT .* ET|0(?:\.\d+)? g|[01](?:\.\d+)? G [\d.]+ w (?:-?[\d.]+ ){2}m (?:-?[\d.]+ ){2}l S)\z")]
    private static partial Regex Operators();
}

using System.Text;
using Bookseal.Import.Csv;
using FsCheck.Fluent;

namespace Bookseal.Import.Tests;

public sealed class CsvFormTests
{
    private static readonly string[] Header = ["a", "b", "c"];

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", "f:2:1|1|2|3")]
    [InlineData("a,b,c\n1,2,3", "f:2:1|1|2|3")]
    [InlineData("a,b,c\r\n1,2,3\r\n4,5,6\r\n", "f:2:1|1|2|3", "f:3:1|4|5|6")]
    [InlineData("\ufeffa,b,c\n1,2,3\n", "f:2:1|1|2|3")]
    [InlineData(" a,b , c\n1, 2 ,3\n", "f:2:1|1| 2 |3")] // blanks of the header are forgiven, those of the data kept
    [InlineData("a,b,c\n\"1,5\",\"say \"\"hi\"\"\",\"\"\n", "f:2:1|1,5|say \"hi\"|")]
    [InlineData("a,b,c\n1,\"two\nlines\",3\n4,5,6\n", "f:2:1|1|two\nlines|3", "f:4:1|4|5|6")]
    [InlineData("a,b,c\r\n1,\"two\r\nlines\r\n\",3\r\n4,5,6\r\n", "f:2:1|1|two\r\nlines\r\n|3", "f:5:1|4|5|6")]
    // The blank line is inside the cell.
    [InlineData("a,b,c\n1,\"two\n\nlines\",3\n4,5,6\n", "f:2:1|1|two\n\nlines|3", "f:5:1|4|5|6")]
    [InlineData("a,b,c\n\n1,2,3\n\n\n4,5,6\n", "f:3:1|1|2|3", "f:6:1|4|5|6")]
    [InlineData("a,b,c\r\n\r\n1,2,3\r\n\r\n\r\n4,5,6\r\n", "f:3:1|1|2|3", "f:6:1|4|5|6")]
    [InlineData("a,b,c\n,,\n", "f:2:1|||")]
    [InlineData("a,b,c\n")]
    public void Read_AGoodFile_GivesItsRowsAndWhereTheyStand(string text, params string[] rows)
    {
        Assert.Equal(rows, Read(text, out var faults));
        Assert.Empty(faults.Faults);
    }

    [Theory]
    [InlineData("", "f:1:1: CSV_HEADER")]
    [InlineData("a,b\n", "f:1:4: CSV_HEADER")]
    [InlineData("a,b,c,d\n", "f:1:7: CSV_HEADER")]
    [InlineData("b,a,c\n", "f:1:1: CSV_HEADER")]
    [InlineData("A,b,c\n", "f:1:1: CSV_HEADER")]
    [InlineData("a;b;c\n", "f:1:2: CSV_HEADER")]
    [InlineData("a,b,c\n1,2\n", "f:2:1: CSV_CELL_COUNT")]
    [InlineData("a,b,c\n1,2,3,4\n", "f:2:1: CSV_CELL_COUNT")]
    [InlineData("a,b,c\n   \n", "f:2:1: CSV_CELL_COUNT")]
    [InlineData("a,b,c\n\n\n1,2\n", "f:4:1: CSV_CELL_COUNT")]
    [InlineData("a,b,c\n1,\"2\n3\",4,5\n6\n", "f:2:1: CSV_CELL_COUNT", "f:4:1: CSV_CELL_COUNT")]
    [InlineData("a,b,c\n1,2,\"3\n", "f:2:1: CSV_QUOTE")]
    [InlineData("a,b,c\n1,2,3\"\n", "f:2:1: CSV_QUOTE")]
    [InlineData("a,b,c\n1,\"2\"x,3\n", "f:2:1: CSV_QUOTE")]
    [InlineData("a,b,c\n1,x\"2\",3\n", "f:2:1: CSV_QUOTE")]
    [InlineData("a,b,c\n1, \"2\",3\n", "f:2:1: CSV_QUOTE")]
    public void Read_ABadForm_SaysWhere(string text, params string[] expected)
    {
        Assert.Empty(Read(text, out var faults));
        Assert.Equal(expected, faults.Faults.Select(fault => $"{fault.Where}: {fault.Code}"));
    }

    [Theory]
    [InlineData("INV\u200b-1", "TEXT_INVISIBLE", "write \"INV-1\"")] // zero width
    [InlineData("INV-1\0", "TEXT_INVISIBLE", "write \"INV-1\"")]
    [InlineData("\u202eINV-1", "TEXT_INVISIBLE", "U+202E")]
    [InlineData("INV\u2066-1\u2069", "TEXT_INVISIBLE", "U+2066")]
    [InlineData("INV\u00ad-1", "TEXT_INVISIBLE", "U+00AD")]
    [InlineData("INV\u009b-1", "TEXT_INVISIBLE", "U+009B")]
    [InlineData("\u3164", "TEXT_INVISIBLE", "U+3164")]
    [InlineData("Cafe\u0301", "TEXT_NOT_COMPOSED", "NFC")]
    [InlineData("INV\u20dd-1", "TEXT_NOT_COMPOSED", "U+20DD")] // a circle around the V
    [InlineData("INV-1\u0489", "TEXT_NOT_COMPOSED", "U+0489")]
    [InlineData("INV-\u1dc4", "TEXT_NOT_COMPOSED", "U+1DC4")]
    [InlineData("\u0e21\u0e35\u0e35", "TEXT_NOT_COMPOSED", "U+0E35")] // the same vowel twice, one over the other
    [InlineData("\u212a-1", "TEXT_NOT_COMPOSED", "U+212A")] // the sign for kelvin
    [InlineData("\uff29\uff2e\uff36-1", "TEXT_FULL_WIDTH", "write INV-1")]
    [InlineData("C\u041dQ-1", "TEXT_MIXED_ALPHABETS", "U+041D")]
    [InlineData("INV-\u0410", "TEXT_MIXED_ALPHABETS", "U+0410")] // a word by itself, that nothing shows to be Cyrillic
    [InlineData("\u0391lpha", "TEXT_MIXED_ALPHABETS", "U+0391")]
    [InlineData("Zo\u0451", "TEXT_MIXED_ALPHABETS", "U+0451")]
    [InlineData("\u13aacme", "TEXT_MIXED_ALPHABETS", "U+13AA")]
    public void Read_ANameThatIsNotWhatItLooksLike_SaysWhereAndHowToWriteIt(string cell, string code, string hint)
    {
        Assert.Empty(Read($"a,b,c\n1,{cell},3\n", out var faults));
        var fault = Assert.Single(faults.Faults);
        Assert.Equal(("f:2:3", code), (fault.Where, fault.Code));
        Assert.Contains(hint, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Names as people and firms bear them.</summary>
    [Theory]
    [InlineData("M\u00fcller & S\u00f8n, \u0141\u00f3d\u017a")]
    [InlineData("Nguy\u1ec5n")]
    [InlineData("\u041e\u041e\u041e \u0420\u043e\u043c\u0430\u0448\u043a\u0430")] // Cyrillic throughout
    [InlineData("\u041e\u041e\u041e Alpha")] // each word in its own
    [InlineData("IT-\u043a\u043e\u043c\u043f\u0430\u043d\u0438\u044f")]
    [InlineData("\u0391\u03b8\u03ae\u03bd\u03b1")]
    [InlineData("10 k\u03a9, 5 \u00b5F, N\u00ba 12, 3\u00b2")]
    [InlineData("T\u30b7\u30e3\u30c4\u682a\u5f0f\u4f1a\u793e")]
    [InlineData("\u0939\u093f\u0928\u094d\u0926\u0940")] // Hindi, with its vowel signs
    [InlineData("\u0e17\u0e35\u0e48\u0e19\u0e35\u0e48")] // Thai, with tones over vowels
    [InlineData("\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd")]
    public void Read_ANameOfAnyAlphabet_IsTaken(string cell)
    {
        Assert.Single(Read($"a,b,c\n1,\"{cell}\",3\n", out var faults));
        Assert.Empty(faults.Faults);
    }

    [Theory]
    [InlineData("Caf\u00e9 \u4e2d\u6587 \ud83d\ude00", null)]
    [InlineData("\u0646\u0627\u0645\u0647\u200c\u0627\u06cc", null)] // a text may need what a name must not have
    [InlineData("x\u001b[31m", "TEXT_INVISIBLE")]
    public void CheckProse_OfATextThatNobodyCompares_OnlyRefusesControls(string text, string? code) =>
        Assert.Equal(code, CellText.Check(text, isProse: true)?.Code);

    [Theory]
    [InlineData("a,b,c\n1,\u00ff,3\n", "f:2:3")]
    [InlineData("\u00ff", "f:1:1")]
    [InlineData("a,b,c\n1,2,3\n4,5,\u00c3", "f:3:5")] // cut in the middle of a character
    public void Read_NotUtf8_SaysWhere(string latin1, string where)
    {
        var faults = new ImportFaults();
        Assert.Empty(CsvFile.Read("f", Encoding.Latin1.GetBytes(latin1), Header, faults));
        Assert.Equal((where, "ENCODING_INVALID"), (Assert.Single(faults.Faults).Where, faults.Faults[0].Code));
    }

    [Theory]
    [InlineData("1,2,3", "f:2:1", "f:2:3", "f:2:5")]
    [InlineData(",,", "f:2:1", "f:2:2", "f:2:3")]
    [InlineData("\"1,1\",\"2\"\"2\",3", "f:2:1", "f:2:7", "f:2:14")]
    [InlineData("\u20ac\u20ac,2,3", "f:2:1", "f:2:4", "f:2:6")] // columns count characters, not bytes
    [InlineData("\"1\n1\",2,3", "f:2:1", "f:2:7", "f:2:9")] // counted from the row's first line
    public void Where_OfACell_IsItsColumn(string row, params string[] places)
    {
        foreach (var before in (string[])["", "\n\n", "\r\n"]) // blank lines move the line, not the column
        {
            var line = 2 + before.Count(c => c == '\n');
            foreach (var end in (string[])["", "\n", "\r\n"])
            {
                var read = Assert.Single(
                    CsvFile.Read("f", Encoding.UTF8.GetBytes($"a,b,c\n{before}{row}{end}"), Header, new())
                );
                Assert.Equal(places.Select(place => $"f:{line}{place[3..]}"), Header.Select(read.Where));
            }
        }
    }

    [Fact]
    public void Read_AnyCellsQuotedByTheRfc_AreThoseCells() =>
        Property.Holds(
            Gen.Elements("", "a", "\"", ",", "\n", "\r\n", " ", "\u20ac", "=")
                .ArrayOf()
                .Select(string.Concat)
                .Three()
                .ArrayOf(),
            rows =>
            {
                var text =
                    "a,b,c\n"
                    + string.Concat(rows.Select(row => $"{Quote(row.Item1)},{Quote(row.Item2)},{Quote(row.Item3)}\n"));
                var faults = new ImportFaults();
                return CsvFile
                        .Read("f", Encoding.UTF8.GetBytes(text), Header, faults)
                        .Select(row => (row["a"], row["b"], row["c"]))
                        .SequenceEqual(rows) && faults.IsEmpty;
            }
        );

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string[] Read(string text, out ImportFaults faults)
    {
        faults = new ImportFaults();
        return
        [
            .. CsvFile
                .Read("f", Encoding.UTF8.GetBytes(text), Header, faults)
                .Select(row => string.Join('|', Header.Select(column => row[column]).Prepend(row.Start.ToString()))),
        ];
    }
}

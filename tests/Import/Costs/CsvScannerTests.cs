using System.Text;
using Bookseal.Import.Csv;
using FsCheck.Fluent;

namespace Bookseal.Import.Tests.Costs;

public sealed class CsvScannerTests
{
    private static readonly string[] Pieces = ["a", "é", "€", "😀", " ", ",", "\"", "\n", "\r\n", "\r", "NULL", ""];

    [Fact]
    public void Read_OfAnyCellsHoweverTheStreamIsCut_GivesThemBack() =>
        Property.Holds(
            from rows in Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ArrayOf(3).ListOf()
            from endsLine in Gen.Elements("\n", "\r\n")
            from bytes in Gen.Choose(1, 9)
            from isClosed in Gen.Elements(true, false)
            select (Rows: rows.ToList(), endsLine, bytes, isClosed),
            file =>
            {
                var text = string.Join(file.endsLine, file.Rows.Select(row => string.Join(',', row.Select(Quote))));
                if (file.isClosed && file.Rows.Count > 0)
                    text += file.endsLine;
                var read = Read(Encoding.UTF8.GetBytes(text), file.bytes, out var fault);
                return fault is null && read.SelectMany(row => row).SequenceEqual(file.Rows.SelectMany(row => row));
            },
            times: 1000
        );

    [Theory]
    [InlineData("a,b\n1,\"x\n\n,y\"\n2,\"bad\"z\n", "f.csv:5:8")]
    [InlineData("a,b\n1,x\"y\n", "f.csv:2:4")]
    [InlineData("a,b\n1,\"open", "f.csv:2:3")]
    [InlineData("a,b\néé,\"open", "f.csv:2:4")]
    public void Read_OfQuotesThatDoNotPairUp_SaysWhere(string text, string where)
    {
        Read(Encoding.UTF8.GetBytes(text), 3, out var fault);
        Assert.Equal(("CSV_QUOTE", where), (fault!.Code, fault.Where));
    }

    [Fact]
    public void Read_OfBytesThatAreNotUtf8_SaysWhere()
    {
        Read([.. "a,b\n1,2\nx,"u8, 0xff, .. "\n"u8], 100, out var fault);
        Assert.Equal(("ENCODING_INVALID", "f.csv:3:3"), (fault!.Code, fault.Where));
    }

    [Fact]
    public void Read_OfARowThatIsTooLong_IsAFaultInFlatMemory()
    {
        using var rows = new CsvScanner("f.csv", new MemoryStream(new byte[3_000_000]), mostRowBytes: 1000);
        Assert.False(rows.Read());
        Assert.Equal(("LINE_TOO_LONG", "f.csv:1:1"), (rows.Fault!.Code, rows.Fault.Where));
    }

    [Fact]
    public void Read_BehindAByteOrderMarkAndBlankLines_CountsTheLines()
    {
        using var rows = new CsvScanner("f.csv", new MemoryStream([.. "\uFEFF"u8, .. "a\n\n\n\"\"\n"u8]));
        Assert.True(rows.Read());
        Assert.Equal("f.csv:1:1", rows.Where(0));
        Assert.Equal("a"u8.ToArray(), rows[0].ToArray());
        Assert.True(rows.Read());
        Assert.Equal(("f.csv:4:1", true), (rows.Where(0), rows.IsQuoted(0)));
        Assert.False(rows.Read());
    }

    [Fact]
    public void Read_OfRandomBytes_NeverThrows() =>
        Property.Holds(
            Bytes.Random,
            bytes =>
            {
                Read(bytes, 5, out _);
                return true;
            },
            times: 2000
        );

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<string[]> Read(byte[] bytes, int atOnce, out Fault? fault)
    {
        using var rows = new CsvScanner("f.csv", new SlowStream(bytes, atOnce));
        var read = new List<string[]>();
        while (rows.Read())
        {
            read.Add([.. Enumerable.Range(0, rows.Count).Select(i => Encoding.UTF8.GetString(rows[i]))]);
            _ = rows.Where(rows.Count - 1);
        }

        fault = rows.Fault;
        return read;
    }

    /// <summary>Gives a few bytes at once, as a wire may.</summary>
    private sealed class SlowStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, atOnce));
    }
}

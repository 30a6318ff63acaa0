using System.Text;
using Bookseal.Documents.Csv;

namespace Bookseal.Documents.Tests.Csv;

public sealed class CsvBytesTests
{
    private static readonly string[] Texts =
    [
        "",
        "plain",
        "a,b",
        "say \"hi\"",
        "\"",
        "two\nlines",
        "=1+1",
        "-1",
        "@SUM(A1),2",
        "\t=1",
        "\r",
        "\u00f6\u20ac",
        new('x', 5000),
    ];

    [Fact]
    public void Rows_OfAnyCells_AreWhatTheTextHas()
    {
        var (rows, text) = (new CsvBytes(), new StringBuilder());
        foreach (var one in Texts)
        foreach (var other in Texts)
        {
            rows.Cell(Encoding.UTF8.GetBytes(one));
            rows.Text(Encoding.UTF8.GetBytes(other));
            rows.EndRow();
            CsvText.AppendRow(text, one, CsvText.Text(other));
        }

        Assert.Equal(text.ToString(), Encoding.UTF8.GetString(rows.Written));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("-170141183460469231731687303715884105728")]
    public void Number_OfAnySize_IsItsDigits(string digits)
    {
        var rows = new CsvBytes();
        rows.Number(Int128.Parse(digits));
        rows.Cells("a,b"u8);
        rows.Number(7);
        Assert.Equal($"{digits},a,b,7", Encoding.UTF8.GetString(rows.Written));
    }
}

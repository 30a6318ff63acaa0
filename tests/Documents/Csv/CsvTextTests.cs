using System.Text;
using Bookseal.Documents.Csv;

namespace Bookseal.Documents.Tests.Csv;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a b", "a b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("two\rlines", "\"two\rlines\"")]
    [InlineData("-5", "-5")] // a number is not free text
    [InlineData("\u00f6\u20ac", "\u00f6\u20ac")]
    public void Row_ACell_IsQuotedWhereRfc4180AsksForIt(string cell, string written)
    {
        var csv = new CsvText("h", "i");
        csv.Row(cell, "x");
        Assert.Equal($"h,i\r\n{written},x\r\n", Encoding.UTF8.GetString(csv.ToBytes()));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("1-1", "1-1")]
    [InlineData("", "")]
    public void Text_ThatASpreadsheetWouldRun_GetsAnApostrophe(string text, string guarded) =>
        Assert.Equal(guarded, CsvText.Text(text));

    [Fact]
    public void Row_OfAnotherWidthThanTheHeader_IsABug() =>
        Assert.Throws<ArgumentException>(() => new CsvText("a", "b").Row("1"));
}

using System.Text;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests.DirectoryTables;

/// <summary>The encoding of a file is what all of it shows; what may be several is refused.</summary>
public sealed class TableEncodingTests
{
    private const string A = BooksFiles.Accounts;
    private const string Start = "code,name,type,tags\n1010,Bank,asset,cash\n3200,Retained,equity,\n4000,";

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Theory]
    [InlineData("M\u00fcller & S\u00f8n")]
    [InlineData("20 \u20ac \u2013 \u201eGro\u00df\u201c \u2026")]
    [InlineData("L\u2019\u00e9t\u00e9 \u00ab\u00a0d\u00e9j\u00e0\u00a0\u00bb n\u00b0 3")]
    [InlineData("Caf\u00e9 col\u00b7lecci\u00f3 5 m\u00b2 \u00be \u0160koda")]
    public void Read_Windows1252_IsRecognised(string name)
    {
        var books = Books(Western.GetBytes($"{Start}{name},revenue,\n")).Read();
        Assert.Equal(name, books.Chart.Accounts.Last().Name);
        Assert.Equal("windows-1252", Assert.Single(books.Tables).Encoding);
    }

    [Theory]
    [InlineData(1251, "\u041f\u0440\u0438\u0432\u0435\u0442")] // Cyrillic: a run of high letters
    [InlineData(437, "M\u00fcller")] // 0x81 is no character of Windows-1252
    [InlineData(850, "Gr\u00f6bel")] // 0x94 would be a quote within a word
    [InlineData(1250, "Krak\u0142\u00f3w, \u0142\u0105ka")] // 0xb3 would be a small three within a word
    public void Read_AnotherCodePage_IsRefusedAtItsPlace(int page, string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page)!;
        var fault = Assert.Single(Books(encoding.GetBytes($"{Start}{name},revenue,\n")).FullFaults);
        Assert.StartsWith($"{A}:4:", fault.Where, StringComparison.Ordinal);
        Assert.Equal("ENCODING_INVALID", fault.Code);
        Assert.Contains("save it as UTF-8", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Of whatever alphabet the letters of UTF-8 are.</summary>
    [Theory]
    [InlineData("\u00e9")]
    [InlineData("Krak\u00f3w \u0142\u0105ka")]
    [InlineData("\u0142")]
    [InlineData("\u0141")] // its second byte is no character of Windows-1252
    [InlineData("\u0394\u03ad\u03bb\u03c4\u03b1")]
    [InlineData("\u0416\u0443\u043a")]
    [InlineData("\u5e97")]
    [InlineData("5 \u20ac")]
    [InlineData("\ud83d\ude00")]
    public void Read_Utf8AndSomethingElseInOneFile_IsRefusedAtTheFirstStray(string name)
    {
        byte[] mixed = [.. Encoding.UTF8.GetBytes($"{Start}{name},revenue,\n4001,"), 0xe9, .. ",revenue,\n"u8];
        var fault = Assert.Single(Books(mixed).FullFaults);
        Assert.Equal(($"{A}:5:6", "ENCODING_INVALID"), (fault.Where, fault.Code));
        Assert.Contains("parts of it are in two encodings; save it as UTF-8", fault.Message, StringComparison.Ordinal);
        byte[] other =
        [
            .. Encoding.UTF8.GetBytes(Start),
            0xe9,
            .. Encoding.UTF8.GetBytes($",revenue,\n4001,{name},equity,\n"),
        ];
        Assert.Equal([$"{A}:4:6: ENCODING_INVALID"], Books(other).Faults);
    }

    /// <summary>Letters and signs of Windows-1252 that are bytes of UTF-8 by chance.</summary>
    [Theory]
    [InlineData("CAF\u00c9\u2019S \u00e9")]
    [InlineData("MEN\u00dc\u2026 \u00e9")]
    [InlineData("\u00ab\u00a0\u00e9t\u00e9\u00a0\u00bb")]
    [InlineData("\u201eGro\u00df\u201c \u00e9")]
    public void Read_Windows1252ThatHoldsUtf8ByChance_IsWindows1252(string name) =>
        Assert.Equal(name, Books(Western.GetBytes($"{Start}{name},revenue,\n")).Read().Chart.Accounts.Last().Name);

    /// <summary>The rows before are read already: with the others they would be a journal in two encodings.</summary>
    [Theory]
    [InlineData("M\u00fcller")]
    [InlineData("\u0252")] // bytes that are "É’" in Windows-1252
    public void Read_AJournalThatGoesOnInAnotherEncoding_IsRefused(string name)
    {
        static string Row(int at, string words) =>
            $"E{at},2026-01-05,{words},1010,5.00,,USD,,,,,\nE{at},2026-01-05,{words},4000,,5.00,USD,,,,,\n";
        byte[] mixed =
        [
            .. Encoding.UTF8.GetBytes(SmallBooks.JournalHeader + Row(1, name)),
            .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1_000, 5_000).Select(at => Row(at, "Sale")))),
            .. Western.GetBytes(Row(6_000, "M\u00fcller")),
        ];
        var books = new SmallBooks().With(BooksFiles.JournalCsv, mixed);
        Assert.Equal([$"{BooksFiles.JournalCsv}:10004:19: ENCODING_INVALID"], books.Faults);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void Read_Utf16_IsRecognisedWithAMarkAndWithout(bool isBig, bool hasMark)
    {
        var text = $"{(hasMark ? "\ufeff" : "")}{Start}\u58f2\u4e0a \U0001f600,revenue,\n";
        var books = Books(new UnicodeEncoding(isBig, false).GetBytes(text)).Read();
        Assert.Equal("\u58f2\u4e0a \U0001f600", books.Chart.Accounts.Last().Name);
        Assert.Equal(isBig ? "utf-16be" : "utf-16le", Assert.Single(books.Tables).Encoding);
    }

    [Fact]
    public void Read_Utf16ThatIsCut_IsRefused()
    {
        var bytes = Encoding.Unicode.GetBytes($"\ufeff{Start}x,revenue,\n");
        Assert.Equal([$"{A}:4:15: ENCODING_INVALID"], Books([.. bytes[..^2], 0x0a]).Faults);
        byte[] half = [.. Encoding.Unicode.GetBytes($"\ufeff{Start}"), 0x3d, 0xd8, .. Encoding.Unicode.GetBytes("y\n")];
        Assert.Equal([$"{A}:4:7: ENCODING_INVALID"], Books(half).Faults);
    }

    [Theory]
    [InlineData("\"encoding\":\"windows-1252\"", "Gr\u201dbel")]
    [InlineData("\"encoding\":\"utf-8\"", null)]
    public void Read_AnEncodingThatIsSaid_IsTaken(string said, string? name)
    {
        var books = Books([.. Encoding.UTF8.GetBytes($"{Start}Gr"), 0x94, .. "bel,revenue,\n"u8])
            .With(BooksFiles.Mapping, $"{{\"tables\":{{\"accounts.csv\":{{{said}}}}}}}");
        if (name is null)
            Assert.Equal([$"{A}:4:8: ENCODING_INVALID"], books.Faults);
        else
            Assert.Equal(name, books.Read().Chart.Accounts.Last().Name);
    }

    /// <summary>The rows before are the same in both: nothing has to be read again.</summary>
    [Fact]
    public void Read_AJournalWhoseFirstUmlautComesLate_IsReadOnInItsEncoding()
    {
        static string Row(int at, string words) =>
            $"E{at},2026-01-05,{words},1010,5.00,,USD,,,,,\nE{at},2026-01-05,{words},4000,,5.00,USD,,,,,\n";
        var text =
            SmallBooks.JournalHeader
            + string.Concat(Enumerable.Range(0, 5_000).Select(at => Row(at, "Sale")))
            + Row(5_000, "M\u00fcller")
            + Row(5_001, "Sale");
        var books = new SmallBooks().With(BooksFiles.JournalCsv, Western.GetBytes(text)).Read();
        Assert.Equal("windows-1252", Assert.Single(books.Tables).Encoding);
        var entries = books.Entries.Listed();
        Assert.Equal(5_002, entries.Count);
        Assert.Equal("M\u00fcller", entries[5_000].Description);
        var plain = new SmallBooks().With(BooksFiles.JournalCsv, text).Read();
        Assert.Equal(
            plain.Entries.ReadLines().Select(line => line.ToArray()),
            books.Entries.ReadLines().Select(line => line.ToArray())
        );
    }

    private static SmallBooks Books(byte[] accounts)
    {
        var books = new SmallBooks().With(A, accounts).With(BooksFiles.Openings, "account,currency,debit,credit\n");
        books.Files.Remove(BooksFiles.JournalCsv);
        books.Files.Remove(BooksFiles.Subledgers);
        return books;
    }
}

using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.Tests.DirectoryTables;

/// <summary>However the files of a books directory are laid out: what they say is the same, byte for byte.</summary>
public sealed class SameBooksTests
{
    private static readonly TableWishes DayFirst = new(true, null);

    /// <summary>With letters that encodings have apart.</summary>
    private static readonly Dictionary<string, byte[]> Sample = Repository
        .ReadFolder("samples/harbor-supply")
        .ToDictionary(
            file => file.Key,
            file =>
                Encoding.UTF8.GetBytes(
                    Encoding.UTF8.GetString(file.Value).Replace("Invoice", "Inv\u00f6ice", StringComparison.Ordinal)
                )
        );

    private static readonly string Plain = Said(Read(Sample, null));

    [Fact]
    public void Read_ThePlainForm_DecidesNothing()
    {
        var books = Read(Sample, null);
        Assert.Empty(books.Tables);
        Assert.Empty(books.Notices);
        Assert.Contains("Inv\u00f6ice", Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnySpellingOfAllFiles_GivesTheSameEntries() =>
        Property.Holds(Spelling.Any, spelling => Said(Read(Spelt(spelling), DayFirst)) == Plain, times: 40);

    [Fact]
    public void Read_ASpelling_IsToldFileByFileAndTheSameEachTime()
    {
        var spelling = new Spelling(';', ',', true, "dd/MM/yyyy", "windows-1252", "\r\n", 7, true, true);
        var files = Spelt(spelling);
        var (books, again) = (Read(files, DayFirst), Read(files, DayFirst));
        Assert.Equal(
            files.Keys.Where(name => name.EndsWith(".csv", StringComparison.Ordinal)).Order(),
            books.Tables.Select(reading => reading.File).Order()
        );
        Assert.Equal(
            books.Tables.Select(each => each.ToJson().ToString()),
            again.Tables.Select(each => $"{each.ToJson()}")
        );
        Assert.Equal(books.Notices, again.Notices);
        Assert.All(
            books.Tables,
            reading =>
            {
                Assert.Equal(';', reading.Delimiter);
                Assert.Equal(["Colour of money", "Steuersatz"], reading.Ignored.Order());
            }
        );
        var journal = books.Tables.Single(reading => reading.File == BooksFiles.JournalCsv);
        Assert.Equal(("windows-1252", ',', true), (journal.Encoding, journal.DecimalMark, journal.IsDayFirst));
        Assert.All(books.Notices, notice => Assert.Equal("COLUMNS_IGNORED", notice.Code));
    }

    private static Dictionary<string, byte[]> Spelt(Spelling spelling) =>
        Sample.ToDictionary(
            file => file.Key,
            file => file.Key.EndsWith(".csv", StringComparison.Ordinal) ? spelling.Of(file.Value) : file.Value
        );

    private static ImportedBooks Read(Dictionary<string, byte[]> files, TableWishes? wishes)
    {
        var faults = new ImportFaults();
        return BooksReader.Read(files, SmallBooks.Importer, faults, wishes: wishes)
            ?? throw new InvalidOperationException(string.Join('\n', faults.Faults));
    }

    /// <summary>All that the files say of the books.</summary>
    private static string Said(ImportedBooks books) =>
        string.Join(
            '\n',
            [
                Encoding.UTF8.GetString(books.Chart.ToBytes()),
                Encoding.UTF8.GetString(books.Openings.ToBytes()),
                .. books.Entries.Read().Select(entry => Encoding.UTF8.GetString(EntryCodec.Encode(entry))),
                .. books.SubledgerItems.Select(item => Encoding.UTF8.GetString(item.Encode())),
                .. books.BankLines.Select(line => Encoding.UTF8.GetString(line)),
                .. books.Assets!.Select(asset => asset.ToString()),
                .. books.Prepaids!.Select(prepaid => prepaid.ToString()),
            ]
        );
}

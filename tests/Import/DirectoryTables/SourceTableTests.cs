using System.Text;
using Bookseal.Books.Sources;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Hledger;

namespace Bookseal.Import.Tests.DirectoryTables;

/// <summary>A file of an inbox has the forms that a books directory's has, and its own name.</summary>
public sealed class SourceTableTests
{
    private const string Journal = "number;posting date;account;amount;currency;VAT\n";

    [Fact]
    public void Read_ATable_IsTakenAndToldByItsName()
    {
        var (books, faults) = Read($"{Journal}E7;2026-01-02;1200;1,50;USD;7\nE7;2026-01-02;4000;-1,50;USD;7\n");
        Assert.Empty(faults.Faults);
        Assert.Equal(150, Assert.Single(books!.Entries.Listed()).Lines[0].DebitMinor);
        Assert.Equal("drop/till.csv", Assert.Single(books.Tables).File);
        Assert.Equal("drop/till.csv: nothing is taken from \"VAT\"", Assert.Single(books.Notices).Message);
    }

    [Fact]
    public void Read_ATableWithAFault_SaysItsName()
    {
        var (books, faults) = Read($"{Journal}E7;2.1.2026;1200;1,50;USD;7\nE7;2.1.2026;4000;-1,50;USD;7\n");
        Assert.Null(books);
        Assert.Equal("drop/till.csv:2:4: DATE_INVALID", $"{faults.Faults[0].Where}: {faults.Faults[0].Code}");
    }

    private static (ImportedBooks? Books, ImportFaults Faults) Read(string text)
    {
        var (known, faults) = (new SmallBooks().Read(), new ImportFaults());
        var reader = new SourceReader(
            known.Profile,
            known.Chart,
            known.Openings,
            SmallBooks.Importer,
            SmallBooks.Today
        );
        var content = Encoding.UTF8.GetBytes(text);
        var books = reader.Read(
            SourceFormat.JournalCsv,
            "drop/till.csv",
            content,
            CommodityNames.Parse([]).Value,
            faults
        );
        return (books, faults);
    }
}

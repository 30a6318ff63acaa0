using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

public sealed class SampleTests
{
    [Fact]
    public void Read_HarborSupply_HasNoFault()
    {
        var faults = new ImportFaults();
        var books = BooksReader.Read(
            Repository.ReadFolder("samples/harbor-supply"),
            PersonId.Parse("nora.quist").Value,
            faults
        );
        Assert.Empty(faults.Faults);
        Assert.Equal("harbor-supply", books!.Profile.Tenant.ToString());
        Assert.NotEmpty(books.Entries.Listed());
        Assert.NotEmpty(books.SubledgerItems);
        Assert.Empty(books.Openings.Imbalances);
        Assert.All(books.Entries.Listed(), entry => Assert.Empty(entry.Imbalances));
        Assert.Equal(books.Sources.Keys.Order(), Repository.ReadFolder("samples/harbor-supply").Keys.Order());
    }
}

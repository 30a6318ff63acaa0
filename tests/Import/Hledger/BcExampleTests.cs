using Bookseal.Books.Accounts;
using Bookseal.Books.Values;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests.Hledger;

/// <summary>34 months of somebody's real journal.</summary>
public sealed class BcExampleTests
{
    private const string File = "bcexample-hledger.csv";
    private static readonly string[] Currencies = ["IRAUSD", "USD", "VACHR"];

    [PublicDataFact(File)]
    public void Read_TheWholeFile_IsBalancedAndComplete()
    {
        var ledger = new Ledger();
        ledger.Books.Replace(BooksFiles.Profile, "2026-01-01", "2012-01-01");
        var faults = new ImportFaults();
        var books = ledger.Read(System.IO.File.ReadAllBytes(PublicDataFactAttribute.PathOf(File)), faults);
        Assert.Empty(faults.Faults);
        Assert.Equal(1035, books!.Entries.Listed().Count);
        Assert.Equal(3203, books.Entries.Listed().Sum(entry => entry.Lines.Count));
        Assert.Equal(1035, books.Entries.Listed().Select(entry => entry.Id).Distinct().Count());
        Assert.All(books.Entries.Listed(), entry => Assert.Empty(entry.Imbalances));
        Assert.Equal(34, books.Entries.Listed().Select(entry => PeriodCode.Of(entry.Date)).Distinct().Count());
        Assert.Equal(
            Currencies,
            books
                .Entries.Listed()
                .SelectMany(entry => entry.Lines)
                .Select(line => $"{line.Currency}")
                .Distinct()
                .Order()
        );
        Assert.Equal(55, books.Chart.Accounts.Count(account => $"{account.Code}" != "3200"));
        Assert.All(
            Enum.GetValues<AccountType>(),
            type => Assert.Contains(books.Chart.Accounts, account => account.Type == type)
        );
    }
}

using Bookseal.Books.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Import.Tests.Hledger;

public sealed class ContentIdTests
{
    private static readonly Gen<(int Day, int Amount)> Transaction =
        from day in Gen.Choose(1, 3)
        from amount in Gen.Choose(1, 3)
        select (day, amount);

    /// <summary>txnidx counts places in the file, so this fails for ids made of it.</summary>
    [Fact]
    public void Ids_OfAFileThatGrewAnywhere_AreStillThere() =>
        Property.Holds(
            from transactions in Transaction.NonEmptyListOf()
            from kept in Gen.Elements(true, false).ArrayOf(transactions.Count)
            select (transactions, kept),
            pair =>
            {
                var before = Contents(pair.transactions.Where((_, place) => pair.kept[place]));
                var after = Contents(pair.transactions);
                return after.Count == pair.transactions.Count
                    && before.All(entry => after.TryGetValue(entry.Key, out var content) && content == entry.Value);
            }
        );

    [Fact]
    // Ids are in journals and certificates: they never change.
    public void Id_OfATransaction_IsWhatItWasInTheFirstRelease() =>
        Assert.Equal("hl-2026-01-05-d84e92def2f8b7a5", $"{Ledger.Sale().Read().Entries.Listed()[0].Id}");

    [Fact]
    public void Id_OfATransactionMarkedAsClearedOrWithMoreDecimals_IsTheSame()
    {
        var id = Ledger.Sale().Read().Entries.Listed()[0].Id;
        Assert.Equal(id, Ledger.Sale().Replace("\"*\"", "\"\"").Read().Entries.Listed()[0].Id);
        Assert.Equal(id, Ledger.Sale().Replace("12.50", "12.5").Read().Entries.Listed()[0].Id);
        Assert.Equal(id, Ledger.Sale().Replace("\"1\",", "\"900\",").Read().Entries.Listed()[0].Id);
    }

    [Theory]
    [InlineData("2026-01-05", "2026-01-06")]
    [InlineData("Sale", "Sold")]
    [InlineData("12.50", "12.51")]
    [InlineData("USD", "EUR")]
    [InlineData("Assets:Bank", "Assets:Cash")]
    public void Id_OfATransactionThatSaysSomethingElse_IsAnother(string part, string instead) =>
        Assert.NotEqual(
            Ledger.Sale().Read().Entries.Listed()[0].Id,
            Ledger.Sale().Replace(part, instead).Read().Entries.Listed()[0].Id
        );

    [Fact]
    public void Ids_OfEqualTransactions_AreCounted()
    {
        var first = Ledger.Sale().Read().Entries.Listed()[0].Id;
        var books = Ledger.Sale().Add("2026-01-05", "Sale", "Assets:Bank|12.50|USD", "Income:Sales|-12.50|USD").Read();
        Assert.Equal([$"{first}", $"{first}-2"], books.Entries.Listed().Select(entry => $"{entry.Id}"));
    }

    private static Dictionary<string, Digest> Contents(IEnumerable<(int Day, int Amount)> transactions)
    {
        var ledger = new Ledger();
        foreach (var (day, amount) in transactions)
            ledger.Add($"2026-01-0{day}", "Sale", $"Assets:Bank|{amount}|USD", $"Income:Sales|-{amount}|USD");
        return ledger.Read().Entries.Listed().ToDictionary(entry => $"{entry.Id}", EntryCodec.ContentDigest);
    }
}

using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

public sealed class DebitSumsTests
{
    [Fact]
    public void Add_LinesOfAnyEntries_ComesToTheSumsOfTheirDebits() =>
        Property.Holds(
            Entries.Any.ListOf(),
            entries =>
            {
                var (sums, expected) = (new DebitSums(), new SortedDictionary<Currency, Int128>());
                foreach (var entry in entries)
                {
                    sums.Add(EntryCodec.Encode(entry));
                    foreach (var line in entry.Lines.Where(line => line.CreditMinor == 0))
                        expected[line.Currency] = expected.GetValueOrDefault(line.Currency) + line.DebitMinor;
                }

                return sums.ByCurrency.SequenceEqual(expected);
            },
            times: 300
        );

    [Fact]
    public void Add_ADescriptionThatLooksLikeADebit_CountsOnlyTheDebit()
    {
        var entry = Some.Entry("E1", Some.Line("1", 5), Some.Line("2", -5)) with
        {
            Description = "USD\",\"debit\":700",
        };
        var sums = new DebitSums();
        sums.Add(EntryCodec.Encode(entry));
        Assert.Equal([new(Some.Usd, 5)], sums.ByCurrency);
    }
}

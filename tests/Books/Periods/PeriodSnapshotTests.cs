using Bookseal.Books.Certificates;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;

namespace Bookseal.Books.Tests.Periods;

public sealed class PeriodSnapshotTests
{
    private static readonly Entry Sale = Some.Entry("JE-1", Some.Line("1000", 500), Some.Line("4000", -500));

    private static readonly Entry Exchange = Some.Entry(
        "JE-2",
        Some.Line("1000", -110),
        Some.Line("1900", 110),
        Some.Line("1900", -100, Some.Eur),
        Some.Line("1100", 100, Some.Eur)
    );

    [Fact]
    public void Of_EntryOfTwoCurrencies_CountsInBothAndOnceInAll()
    {
        var snapshot = Of([Sale, Exchange], ("1000", Some.Usd, 7), ("3000", Some.Usd, -7));
        Assert.Equal(2, snapshot.Journals);
        Assert.Equal(
            [new CurrencySnapshot(Some.Eur, 1, 2, 100, 100, 2), new CurrencySnapshot(Some.Usd, 2, 4, 610, 610, 4)],
            snapshot.Currencies
        );
    }

    [Fact]
    public void DifferencesTo_CurrencyThatIsGone_NamesEachOfItsNumbers()
    {
        var differences = Of([Sale, Exchange]).DifferencesTo(Of([Sale]));
        Assert.Equal(
            [
                ("EUR", "journal_count", 1, 0),
                ("EUR", "line_count", 2, 0),
                ("EUR", "total_debits_minor", 100, 0),
                ("EUR", "total_credits_minor", 100, 0),
                ("EUR", "balance_rows", 2, 0),
                ("USD", "journal_count", 2, 1),
                ("USD", "line_count", 4, 2),
                ("USD", "total_debits_minor", 610, 500),
                ("USD", "total_credits_minor", 610, 500),
                ("USD", "balance_rows", 3, 2),
            ],
            differences.Select(one => ($"{one.Currency}", one.Name, (int)one.Sealed, (int)one.Now))
        );
        Assert.Empty(Of([Sale]).DifferencesTo(Of([Sale])));
    }

    [Fact]
    public void Of_LineThatIsNoEntry_IsCountedAsUnreadable()
    {
        var (fold, tally) = (new PeriodFold(), new CurrencyTally());
        foreach (var line in (byte[][])[EntryCodec.Encode(Sale), "{}"u8.ToArray()])
        {
            fold.Add(line);
            tally.Add(line);
        }

        var snapshot = PeriodSnapshot.Of(Some.Tenant, Some.January, RuleSet.Current, BalanceList.Empty, fold, tally);
        Assert.Equal(1, snapshot.Unreadable);
        Assert.Equal(1, tally.JournalsOf(Some.Usd));
        Assert.Equal(0, tally.JournalsOf(Some.Eur));
    }

    private static PeriodSnapshot Of(
        Entry[] entries,
        params (string Account, Books.Values.Currency Currency, long Minor)[] openings
    )
    {
        var (fold, tally) = (Some.Fold(entries), new CurrencyTally());
        foreach (var entry in entries)
            tally.Add(EntryCodec.Encode(entry));
        return PeriodSnapshot.Of(Some.Tenant, Some.January, RuleSet.Current, Some.Balances(openings), fold, tally);
    }
}

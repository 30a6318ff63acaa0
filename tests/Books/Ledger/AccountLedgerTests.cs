using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

public sealed class AccountLedgerTests
{
    private static readonly AccountCode Bank = Some.Account("1000");

    [Fact]
    public void Lines_OfAnAccount_HaveContraAccountsAndARunningBalance()
    {
        var ledger = Open(10_000);
        ledger.Add(
            Some.Entry("A", Some.Line("1000", 5_000), Some.Line("4000", -4_000), Some.Line("2200", -1_000)),
            Some.January
        );
        ledger.Add(
            Some.Entry("B", Some.Line("6000", 700), Some.Line("4000", -200), Some.Line("1000", -500)),
            Some.January
        );
        ledger.Add(Some.Entry("C", Some.Line("6000", 1), Some.Line("2200", -1)), Some.January);
        Assert.Equal(
            ["A 4000 2200 15000", "B 6000 14500"],
            ledger.Lines.Select(line => $"{line.Entry.Id} {string.Join(' ', line.Contras)} {line.BalanceMinor}")
        );
        Assert.Equal(new LedgerTotal(Some.Usd, 10_000, 5_000, 500), Assert.Single(ledger.Totals));
    }

    [Fact]
    public void Lines_OutsideTheSpan_AreOpeningOrNothing()
    {
        var ledger = Open(10_000);
        foreach (var (id, day) in new[] { ("A", 9), ("B", 10), ("C", 20), ("D", 21) })
            ledger.Add(
                Some.Entry(id, Some.Line("1000", 100), Some.Line("4000", -100)) with
                {
                    Date = new(2026, 1, day),
                },
                Some.January
            );
        Assert.Equal(["B", "C"], ledger.Lines.Select(line => line.Entry.Id.ToString()));
        Assert.Equal(new LedgerTotal(Some.Usd, 10_100, 200, 0), Assert.Single(ledger.Totals));
    }

    [Fact]
    public void Line_WithoutAnotherSide_NamesAllOtherAccounts()
    {
        var ledger = Open(0);
        ledger.Add(Some.Entry("A", Some.Line("1000", 5), Some.Line("4000", 5)), Some.January);
        Assert.Equal(["4000"], Assert.Single(ledger.Lines).Contras.Select(account => account.ToString()));
    }

    /// <summary>The trial balance is computed another way, by the fold.</summary>
    [Fact]
    public void Totals_OfAnyJournal_AreTheTrialBalances_HoweverFewLinesAreKept() =>
        Property.Holds(
            from entries in Lines().NonEmptyListOf()
            from most in Gen.Choose(1, 5)
            select (entries, most),
            given =>
            {
                Entry[] entries = [.. given.entries.Select((lines, i) => Some.Entry($"E{i}", [.. lines]))];
                var ledger = new AccountLedger(Bank, Some.January.FirstDay, Some.January.LastDay, given.most);
                ledger.Open(Some.Usd, 42);
                foreach (var entry in entries)
                    ledger.Add(entry, Some.January);
                var rows = TrialBalance
                    .Of(Some.Balances(("1000", Some.Usd, 42)), Some.Fold(entries).Activity)
                    .Rows.Where(row => row.Account == Bank)
                    .Select(row => (row.Currency, row.OpeningMinor, row.DebitMinor, row.CreditMinor, row.ClosingMinor));
                var totals = ledger.Totals.Select(total =>
                    (total.Currency, total.OpeningMinor, total.DebitMinor, total.CreditMinor, total.ClosingMinor)
                );
                return ledger.Lines.Count == Math.Min(given.most, ledger.LineCount)
                    && rows.Order().SequenceEqual(totals.Order());
            }
        );

    private static Gen<List<EntryLine>> Lines() =>
        from lines in (
            from account in Gen.Elements("1000", "4000")
            from amount in Gen.Choose(-1_000, 1_000)
            from currency in Gen.Elements(Some.Usd, Some.Eur)
            select Some.Line(account, amount == 0 ? 1 : amount, currency)
        ).NonEmptyListOf()
        select lines.ToList();

    private static AccountLedger Open(long openingMinor)
    {
        var ledger = new AccountLedger(Bank, new(2026, 1, 10), new(2026, 1, 20), mostLines: 10);
        ledger.Open(Some.Usd, openingMinor);
        return ledger;
    }
}

using System.Text;
using Bookseal.Books.Ledger;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

public sealed class TrialBalanceTests
{
    [Fact]
    public void Rows_OfOpeningsAndActivity_AreOpeningPlusDebitLessCredit() =>
        Property.Holds(
            from openings in Entries.Related.ArrayOf()
            from journal in Entries.Related.ArrayOf()
            select (openings, journal),
            books =>
            {
                var opening = TrialBalance.Of(BalanceList.Empty, Some.Fold(books.openings).Activity).Closing;
                var trialBalance = TrialBalance.Of(opening, Some.Fold(books.journal).Activity);
                var lines = books.openings.Concat(books.journal).SelectMany(entry => entry.Lines).ToList();
                return trialBalance.Rows.All(row =>
                        row.ClosingMinor == row.OpeningMinor + row.DebitMinor - row.CreditMinor
                        && row.ClosingMinor
                            == lines
                                .Where(line => line.Account == row.Account && line.Currency == row.Currency)
                                .Sum(line => line.NetMinor)
                    )
                    && trialBalance.Rows.SequenceEqual(
                        trialBalance.Rows.OrderBy(row => row.Account).ThenBy(row => row.Currency)
                    )
                    && lines.All(line =>
                        line.NetMinor == 0
                        || trialBalance.Rows.Any(row => row.Account == line.Account && row.Currency == line.Currency)
                        || NetIsZero(lines, line)
                    );
            }
        );

    [Fact]
    public void Closing_OfOnePeriod_IsByteForByteTheOpeningOfTheNext() =>
        Property.Holds(
            Entries.Related.ArrayOf(),
            entries =>
            {
                var closing = TrialBalance.Of(BalanceList.Empty, Some.Fold(entries).Activity).Closing;
                var opening = BalanceList.FromBytes(closing.ToBytes()).Value;
                return opening.ToBytes().AsSpan().SequenceEqual(closing.ToBytes())
                    && TrialBalance.Of(opening, []).Closing.ToBytes().AsSpan().SequenceEqual(closing.ToBytes());
            }
        );

    [Fact]
    public void Totals_OfTwoCurrencies_AreNeverAdded()
    {
        var trialBalance = TrialBalance.Of(
            BalanceList.Empty,
            Some.Fold(
                Some.Entry("E", Some.Line("1", 5), Some.Line("2", -5, Some.Eur), Some.Line("3", -2), Some.Line("1", -3))
            ).Activity
        );
        Assert.Equal(
            [("EUR", 0, 5, false), ("USD", 5, 5, true)],
            trialBalance.Totals.Select(total =>
                (total.Currency.ToString(), (int)total.DebitsMinor, (int)total.CreditsMinor, total.IsBalanced)
            )
        );
    }

    [Fact]
    public void ClosingOf_SomeAccounts_IsPerCurrency()
    {
        var opening = Some.Balances(("1", Some.Usd, 10), ("2", Some.Usd, 5), ("1", Some.Eur, 7), ("3", Some.Usd, 100));
        var closing = TrialBalance
            .Of(opening, [])
            .ClosingOf([Some.Account("1"), Some.Account("2"), Some.Account("2"), Some.Account("9")]);
        Assert.Equal(
            [("EUR", 7), ("USD", 15)],
            closing.OrderBy(pair => pair.Key).Select(pair => (pair.Key.ToString(), (int)pair.Value))
        );
    }

    [Fact]
    public void ToCsv_OfAccountsThatASpreadsheetWouldRun_IsQuotedAndGuarded()
    {
        var opening = Some.Balances(("=cmd|' /C calc'!A0", Some.Usd, 5), ("a,b", Some.Usd, -5));
        Assert.Equal(
            "account,currency,opening_minor,debit_minor,credit_minor,closing_minor\r\n"
                + "'=cmd|' /C calc'!A0,USD,5,0,0,5\r\n\"a,b\",USD,-5,0,0,-5\r\n",
            Encoding.UTF8.GetString(TrialBalance.Of(opening, []).ToCsv())
        );
    }

    private static bool NetIsZero(IEnumerable<EntryLine> lines, EntryLine one) =>
        lines.Where(line => line.Account == one.Account && line.Currency == one.Currency).Sum(line => line.NetMinor)
        == 0;
}

using System.Text;
using Bookseal.Books.Banking;
using Bookseal.Books.Statements;
using Bookseal.Books.Subledgers;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Banking;

public sealed class BankReconciliationTests
{
    /// <summary>The kind of example that textbooks work: both sides come to 8,910.00.</summary>
    private static readonly BankReconciliation Textbook = Bank.Reconcile(
        Bank.Fold(
            [Bank.Statement("01-01", "01-31", 5_000_00, 8_540_00)],
            Bank.Transaction("DEP-1", 4_000_00, "01-09"),
            Bank.Transaction("CHK-1", -720_00, "01-12"),
            Bank.Transaction("interest", 15_00, "01-31"),
            Bank.Transaction("note collected", 300_00, "01-20"),
            Bank.Transaction("service charge", -25_00, "01-31"),
            Bank.Transaction("check returned", -30_00, "01-22")
        ),
        Bank.Item("brought forward", 5_000_00, new DateOnly(2025, 12, 31)),
        Bank.Item("DEP-1", 4_000_00, "01-08"),
        Bank.Item("CHK-1", -720_00, "01-05"),
        Bank.Item("DEP-2", 1_200_00, "01-31"),
        Bank.Item("CHK-2", -520_00, "01-27"),
        Bank.Item("CHK-3", -310_00, "01-29")
    );

    [Fact]
    public void Row_OfATextbookMonth_CorrectsBothSidesToTheSameBalance()
    {
        var row = Assert.Single(Textbook.Rows);
        Assert.Equal(
            (8_540_00, 1_200_00, 830_00, 8_910_00),
            (
                (int)row.StatementMinor,
                (int)row.DepositsInTransitMinor,
                (int)row.OutstandingChecksMinor,
                (int)row.AdjustedBankMinor
            )
        );
        Assert.Equal(
            (8_650_00, 315_00, 55_00, 8_910_00),
            (
                (int)row.BookMinor,
                (int)row.UnrecordedReceiptsMinor,
                (int)row.UnrecordedChargesMinor,
                (int)row.AdjustedBookMinor
            )
        );
        Assert.Equal(0, row.VarianceMinor);
        Assert.Equal(["CHK-2", "CHK-3", "DEP-2"], Textbook.Outstanding.Select(item => item.Reference));
        Assert.Equal(
            [
                ("bank_unrecorded", 300_00),
                ("bank_unrecorded", -30_00),
                ("bank_unrecorded", 15_00),
                ("bank_unrecorded", -25_00),
            ],
            Textbook.Exceptions.Select(exception => (exception.Category, (int)exception.AmountMinor!))
        );
        Assert.All(Textbook.Exceptions, exception => Assert.True(exception.IsBlocking));
    }

    [Fact]
    public void ToCsv_OfATextbookMonth_IsThisText() =>
        Assert.Equal(
            "account,currency,statement_minor,deposits_in_transit_minor,outstanding_checks_minor,"
                + "adjusted_bank_minor,book_minor,unrecorded_receipts_minor,unrecorded_charges_minor,"
                + "adjusted_book_minor,variance_minor,statement_date,after_statement_minor,bank_errors_minor\r\n"
                + "main,USD,854000,120000,83000,891000,865000,31500,5500,891000,0,2026-01-31,0,0\r\n",
            Encoding.UTF8.GetString(BankReconciliationFormat.ToCsv(Textbook))
        );

    [Fact]
    public void Variance_OfStatementsThatHangTogether_IsZeroWhateverIsMatched() =>
        Property.Holds(
            from sides in Bank.Sides
            from opening in Gen.Choose(-500, 500)
            from isKnown in Gen.Elements(true, false)
            select (sides.Book, sides.AtBank, opening, isKnown),
            month =>
            {
                var closing = month.opening + month.AtBank.Sum(transaction => transaction.AmountMinor);
                var bank = Bank.Fold([Bank.Statement("01-01", "01-31", month.opening, closing)], month.AtBank);
                var reconciled = Bank.Reconcile(
                    bank,
                    [
                        .. month.Book,
                        .. month.isKnown
                            ? [Bank.Item("OPENING", month.opening, new DateOnly(2025, 12, 31))]
                            : (SubledgerItem[])[],
                    ]
                );
                var row = reconciled.Rows.Single();
                return row.VarianceMinor == 0
                    && row.AdjustedBankMinor == row.AdjustedBookMinor
                    && reconciled.Exceptions.All(exception =>
                        exception.Category is "bank_unrecorded" or "bank_match_proposed" or "stale_outstanding"
                    );
            },
            times: 1000
        );

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void Outstanding_OfMoreThanSixtyDays_IsStaleAndDoesNotBlock(int days, bool isStale)
    {
        var reconciled = Bank.Reconcile(
            Bank.Fold([Bank.Statement("01-01", "01-31", 0, 0)]),
            Bank.Item("CHK-9", -5, Some.January.LastDay.AddDays(-days))
        );
        Assert.Equal(
            isStale ? [("stale_outstanding", false)] : [],
            reconciled.Exceptions.Select(exception => (exception.Category, exception.IsBlocking))
        );
    }

    [Fact]
    public void Account_WithoutAStatement_IsAWarning()
    {
        var exception = Assert.Single(Bank.Reconcile(new BankFold(Some.January.LastDay), Bank.Item("A", 5)).Exceptions);
        Assert.Equal(
            ("no_bank_statement", false, Bank.Account),
            (exception.Category, exception.IsBlocking, exception.Entity)
        );
    }

    [Fact]
    public void Opening_ThatTheBooksDoNotKnow_IsUnrecorded()
    {
        var reconciled = Bank.Reconcile(Bank.Fold([Bank.Statement("01-01", "01-31", 70, 70)]));
        Assert.Equal(
            (70, 0),
            ((int)reconciled.Rows.Single().UnrecordedReceiptsMinor, (int)reconciled.Rows.Single().VarianceMinor)
        );
        Assert.Equal(
            ("bank_unrecorded", true),
            (Assert.Single(reconciled.Exceptions).Category, reconciled.Exceptions[0].IsBlocking)
        );
    }

    [Fact]
    public void Transaction_BeforeTheFirstStatement_IsAVariance()
    {
        var reconciled = Bank.Reconcile(
            Bank.Fold([Bank.Statement("01-10", "01-31", 0, 0)], Bank.Transaction("A", 5, "01-09")),
            Bank.Item("A", 5, "01-09")
        );
        Assert.Equal(["bank_variance"], reconciled.Exceptions.Select(exception => exception.Category));
    }

    [Fact]
    public void ToBytes_NamesAccountsExceptionsAndWhatIsOutstanding()
    {
        var json = JsonText.ParseObject(Textbook.ToBytes()).Value;
        Assert.Equal(["accounts", "bank_errors", "exceptions", "outstanding", "pairs", "proposals"], json.Members.Keys);
        Assert.Equal(
            (1, 4, 3),
            (
                ((JsonArray)json["accounts"]!).Items.Count,
                ((JsonArray)json["exceptions"]!).Items.Count,
                ((JsonArray)json["outstanding"]!).Items.Count
            )
        );
        Assert.Contains("\"adjusted_bank_minor\":\"891000\"", json.ToString(), StringComparison.Ordinal);
    }
}

using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Tests.Guards;
using Bookseal.Books.Tests.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Certificates;

public sealed class SignOffSheetTests
{
    private static readonly BooksUnderTest Month = new()
    {
        Chart = Some.Chart(
            ("1010", AccountType.Asset, "cash"),
            ("3000", AccountType.Equity, ""),
            ("4000", AccountType.Revenue, ""),
            ("6000", AccountType.Expense, ""),
            ("1200", AccountType.Asset, "control:AR"),
            ("9999", AccountType.Asset, "suspense")
        ),
        Openings = Some.Balances(("1010", Some.Usd, 500), ("3000", Some.Usd, -400), ("4000", Some.Usd, -100)),
        Entries = [Some.Entry("E1", Some.Line("1010", 80), Some.Line("4000", -80))],
        Items = [],
    };

    [Fact]
    public void Sheet_OfAMonth_HasResultAssetsAndWhatCameLateOrDuringTheClose()
    {
        var run = RunId.Of(Some.Tenant, Some.January, 1);
        var sheet = Sheet(
            Month with
            {
                Entries =
                [
                    .. Month.Entries,
                    Some.Entry("ADJ", Some.Line("6000", 30), Some.Line("1010", -30)) with
                    {
                        Kind = EntryKind.Adjusting,
                        Run = run,
                    },
                    Some.Entry("FIX", Some.Line("1010", 5), Some.Line("9999", -5)) with
                    {
                        Kind = EntryKind.Correcting,
                        Run = run,
                    },
                    Some.Entry("LATE", Some.Line("1010", 7), Some.Line("4000", -7)) with
                    {
                        OriginalDate = new DateOnly(2025, 12, 20),
                    },
                ],
            }
        );
        Assert.Equal([new NetIncome(Some.Usd, 57, 157)], sheet.NetIncome);
        Assert.Equal([new CurrencyAmount(Some.Usd, 557)], sheet.TotalAssets);
        Assert.Equal((2, -30), (sheet.Adjustments.Count, (int)Assert.Single(sheet.Adjustments.NetIncome).AmountMinor));
        Assert.Equal((1, 7), (sheet.LateItems.Count, (int)Assert.Single(sheet.LateItems.NetIncome).AmountMinor));
        Assert.Equal(["LATE_ITEM", "suspense_balance"], sheet.Unreviewed);
    }

    [Fact]
    public void Sheet_OfTwoCurrencies_AddsNothingAcrossThem()
    {
        var sheet = Sheet(
            Month with
            {
                Entries =
                [
                    .. Month.Entries,
                    Some.Entry("E2", Some.Line("6000", 9, Some.Eur), Some.Line("1010", -9, Some.Eur)),
                ],
            }
        );
        Assert.Equal([new(Some.Eur, -9, -9), new NetIncome(Some.Usd, 80, 180)], sheet.NetIncome);
        Assert.Equal([new(Some.Eur, -9), new CurrencyAmount(Some.Usd, 580)], sheet.TotalAssets);
    }

    [Fact]
    public void Warnings_Accepted_NameThePersonWhileTheyAreTheSame()
    {
        var suspense = Month with { Openings = Some.Balances(("9999", Some.Usd, 12), ("3000", Some.Usd, -12)) };
        var walk = Walk.To("adjusted");
        var group = Assert.Single(Sheet(suspense).Warnings).Group;
        walk.Do(new AcceptWarnings(Team.Reviewer, group.Code, group.Digest, "cleared on Monday"));

        var review = Assert.Single(SignOffSheet.Of(suspense.Books, walk.Run).Warnings);
        Assert.Equal(
            ("imani", "cleared on Monday", Some.January),
            (review.Answer!.By, review.Answer.Words, review.Answer.Period)
        );
        Assert.StartsWith("1 suspense_balance accepted by imani", review.Describe(), StringComparison.Ordinal);

        var grown = suspense with { Openings = Some.Balances(("9999", Some.Usd, 13), ("3000", Some.Usd, -13)) };
        var asked = Assert.Single(SignOffSheet.Of(grown.Books, walk.Run).Warnings);
        Assert.Equal((null, WarningReview.NotReviewed), (asked.Answer, asked.Text));
    }

    [Fact]
    public void Warnings_TheSameAsThePreviousCertificates_KeepItsAnswer()
    {
        var suspense = Month with { Openings = Some.Balances(("9999", Some.Usd, 12), ("3000", Some.Usd, -12)) };
        var walk = Walk.To("adjusted");
        var group = Assert.Single(Sheet(suspense).Warnings).Group;
        walk.Do(new AcceptWarnings(Team.Reviewer, group.Code, group.Digest, "cleared on Monday"));
        var january = CanonicalJson.ToBytes(
            JsonObject.Of(("warnings", SignOffSheet.Of(suspense.Books, walk.Run).WarningsJson()))
        );
        var february = suspense with
        {
            Period = new PeriodCode(2026, 2),
            IsFirstPeriod = false,
            PreviousCertificate = january,
            Entries = [],
        };
        var kept = Assert.Single(Sheet(february).Warnings).Answer!;
        Assert.Equal(("imani", Some.January), (kept.By, kept.Period));

        var changed = february with { Openings = Some.Balances(("9999", Some.Usd, 11), ("3000", Some.Usd, -11)) };
        Assert.Null(Assert.Single(Sheet(changed).Warnings).Answer);
    }

    [Theory]
    [InlineData("""{"warnings":7}""")]
    [InlineData("""{"warnings":[null,{"accepted":{},"code":"suspense_balance","sha256":"x"}]}""")]
    [InlineData("not JSON")]
    public void Warnings_OfAPreviousCertificateThatSaysNothing_AreAsked(string certificate)
    {
        var month = Month with
        {
            Openings = Some.Balances(("9999", Some.Usd, 12), ("3000", Some.Usd, -12)),
            IsFirstPeriod = false,
            PreviousCertificate = System.Text.Encoding.UTF8.GetBytes(certificate),
        };
        Assert.Equal(["suspense_balance"], Sheet(month).Unreviewed);
    }

    private static SignOffSheet Sheet(BooksUnderTest month) =>
        SignOffSheet.Of(month.Books, new CloseRun(Some.Tenant, month.Period));
}

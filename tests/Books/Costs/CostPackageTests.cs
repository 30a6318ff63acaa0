using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using static Bookseal.Books.Tests.Costs.SomeCosts;

namespace Bookseal.Books.Tests.Costs;

public sealed class CostPackageTests
{
    private static readonly CostSettings Mapped = Settings(
        """{"providers":[{"provider":"AWS","expense_account":"6400","payables_account":"2100"}]}"""
    );

    [Fact]
    public void Package_WithoutRecords_IsNotReady() =>
        Assert.Equal([CostCode.NoCosts], Codes(Package(CostSettings.Empty)));

    [Fact]
    public void Package_OfPreliminaryRecords_IsNotReady()
    {
        var package = Package(Mapped, Record("a", "1") with { Lifecycle = CostLifecycle.Preliminary });
        Assert.False(package.IsReady);
        Assert.Contains(CostCode.NotFinalized, Codes(package));
    }

    /// <summary>Credits take nothing away of what may still change, and what only is billed may change too.</summary>
    [Theory]
    [InlineData("100", "-100", true)]
    [InlineData("0.004", "-0.004", true)]
    [InlineData("0.002", "-0.002", false)]
    public void Package_OfPreliminaryRecordsThatCancelEachOther_IsNotReadyAndWaitsAboveHalfAMinorUnit(
        string one,
        string other,
        bool waits
    )
    {
        var package = Package(Mapped, Preliminary("a", one), Preliminary("b", other));
        Assert.Contains(CostCode.NotFinalized, Codes(package));
        Assert.Equal(!waits, package.Finality.Passes);
    }

    [Fact]
    public void Finality_OfWhatIsBilledAndNotEffective_Waits() =>
        Assert.False(Package(Mapped, Preliminary("a", "9") with { Effective = default }).Finality.Passes);

    [Fact]
    public void Package_OfPreliminaryRecordsOfNothing_DoesNotWait() =>
        Assert.DoesNotContain(CostCode.NotFinalized, Codes(Package(Mapped, Preliminary("a", "0"))));

    /// <summary>Rows whose source has no ids are numbered; a row that was doubled there is one more.</summary>
    [Fact]
    public void Package_OfEqualRecords_SaysHowMany_FromRules7On()
    {
        var dimensions = Some.Digest("all that says what is charged");
        CostRecord Of(int ordinal, string billed) => Record(CostId.OfDimensions(dimensions, ordinal), billed);
        var fold = Fold(January, Mapped, CostFilter.All, Of(1, "2"), Of(2, "3"), Of(3, "3"), Of(4, "3"), Of(5, "4"));
        var found = CostPackage
            .Of(fold, AccruedCosts.None, null)
            .Value.Discrepancies.Single(item => item.Code == CostCode.Equal);
        Assert.StartsWith("2 record(s)", found.Text, StringComparison.Ordinal);
        Assert.False(found.IsBlocking);
        var before = CostPackage.Of(fold, AccruedCosts.None, null, tellsEqual: false).Value;
        Assert.DoesNotContain(CostCode.Equal, Codes(before));
        Assert.DoesNotContain(CostCode.Equal, Codes(Package(Mapped, Record("a", "3"), Record("b", "3"))));
    }

    [Fact]
    public void Package_OfADailyProviderWithoutRecords_MissesEveryDayWhereItIsAskedFor()
    {
        var daily = Settings("""{"providers":[{"family":"AWS","provider":"Forgotten","reports":"daily"}]}""");
        var missing = Package(daily, Record("a", "1")).Discrepancies.Single(item => item.Code == CostCode.DaysMissing);
        Assert.Equal("Forgotten", missing.Provider);
        Assert.StartsWith("31 days", missing.Text, StringComparison.Ordinal);
        var azure = Fold(January, daily, CostFilter.Of("Azure"), Record("a", "1", provider: "Azure"));
        Assert.DoesNotContain(CostCode.DaysMissing, Codes(CostPackage.Of(azure, AccruedCosts.None, null).Value));
    }

    [Theory]
    [InlineData("6400", 5, 0)]
    [InlineData("2100", 0, 5)]
    public void Package_OfAMappedAccountWithoutCosts_IsComparedWithNothing(string account, long debit, long credit)
    {
        var fold = Fold(January, Mapped, CostFilter.All, Record("a", "1", provider: "Datadog"));
        var activity = new AccountActivity(Some.Account(account), Some.Usd, debit, credit, 1);
        var package = CostPackage.Of(fold, AccruedCosts.None, [TrialBalance.Of(BalanceList.Empty, [activity])]).Value;
        var compared = Assert.Single(package.Ledger!);
        Assert.Equal((true, (Int128)5), (compared.Cost.IsZero, compared.LedgerMinor));
        Assert.Contains(CostCode.LedgerDiffers, Codes(package));
    }

    [Fact]
    public void Package_OfANegativeTotal_IsNotReady() =>
        Assert.Contains(CostCode.NegativeTotal, Codes(Package(Mapped, Record("a", "1"), Record("b", "-1.01"))));

    [Fact]
    public void Package_OfAMissingDay_SaysSoOnlyOfProvidersThatReportDaily()
    {
        var daily = Settings("""{"providers":[{"provider":"AWS","reports":"daily"}]}""");
        CostRecord[] all = [.. Enumerable.Range(1, 31).Select(day => Record($"{day}", "1", day))];
        Assert.DoesNotContain(CostCode.DaysMissing, Codes(Package(daily, all)));
        Assert.DoesNotContain(CostCode.DaysMissing, Codes(Package(CostSettings.Empty, all[1..])));
        var package = Package(daily, all.Where(record => record.Day.Day != 17));
        Assert.Contains(
            "2026-01-17",
            package.Discrepancies.Single(found => found.Code == CostCode.DaysMissing).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Package_OfABatchGap_NamesWhatIsMissing()
    {
        var package = Package(Mapped, Record("a", "1"), Record("b", "1", batch: 2), Record("c", "1", batch: 5));
        Assert.Contains(
            "3 to 4",
            package.Discrepancies.Single(found => found.Code == CostCode.BatchGap).Text,
            StringComparison.Ordinal
        );
    }

    /// <summary>What is missing of a provider may be another's, or another month's; in a bag nobody knows.</summary>
    [Theory]
    [InlineData(null, true, false)]
    [InlineData("1 2 3 4 5", false, false)]
    [InlineData("1 2 5 9", true, true)]
    public void Package_OfABatchGap_BlocksWhereTheWholeLedgerHasIt(string? known, bool isFound, bool isBlocking)
    {
        var fold = Fold(January, Mapped, CostFilter.All, Record("a", "1"), Record("b", "1", batch: 5));
        fold.KnownSequences = known?.Split(' ').Select(long.Parse).ToHashSet();
        var found = CostPackage
            .Of(fold, AccruedCosts.None, null)
            .Value.Discrepancies.Where(item => item.Code == CostCode.BatchGap);
        Assert.Equal(isFound ? [isBlocking] : [], found.Select(item => item.IsBlocking));
    }

    /// <summary>One number, two issuers; who asks for one of them does not see the other's.</summary>
    [Theory]
    [InlineData("all", "AWS Microsoft")]
    [InlineData("AWS", "AWS")]
    [InlineData("Azure", "Microsoft")]
    public void Package_OfInvoicesOfTwoIssuers_TiesEachToItsOwnCharges(string asked, string issuers)
    {
        var fold = Fold(
            January,
            CostSettings.Empty,
            CostFilter.Of(asked),
            Record("a", "10") with
            {
                Invoice = "INV",
            },
            Record("b", "7", provider: "Microsoft") with
            {
                Invoice = "INV",
                InvoiceIssuer = "Microsoft",
            }
        );
        fold.Add(Invoice("line 1", "10", "Issued"));
        fold.Add(Invoice("line 1", "7", "Issued") with { Issuer = "Microsoft" });
        var ties = CostPackage.Of(fold, AccruedCosts.None, null).Value.View.Invoices;
        Assert.Equal(issuers.Split(' '), ties.Select(tie => tie.Issuer));
        Assert.All(ties, tie => Assert.True(tie.Ties));
    }

    [Fact]
    public void Package_OfAnInvoiceWithChargesOfAnotherProvider_IsOfAllOfThem()
    {
        var fold = Fold(
            January,
            CostSettings.Empty,
            CostFilter.Of("AWS"),
            Record("a", "10") with
            {
                Invoice = "INV",
            },
            Record("b", "7", provider: "Datadog") with
            {
                Invoice = "INV",
                InvoiceIssuer = "AWS",
            }
        );
        fold.Add(Invoice("line 1", "17", "Issued"));
        Assert.True(Assert.Single(CostPackage.Of(fold, AccruedCosts.None, null).Value.View.Invoices).Ties);
    }

    [Fact]
    public void Package_OfAPartOfAMonth_LeavesInvoicesAndChangesOutAndSaysSo()
    {
        var fold = Fold(
            CostRange.Of(new(2026, 1, 1), new(2026, 1, 15)).Value,
            Record("a", "10") with
            {
                Invoice = "INV",
            },
            Record("late", "3") with
            {
                Day = new(2025, 12, 5),
                TakenInto = new(2026, 1),
            }
        );
        fold.Add(Invoice("line 1", "30", "Issued"));
        var package = CostPackage.Of(fold, AccruedCosts.None, null).Value;
        Assert.Empty(package.View.Invoices);
        Assert.Empty(package.View.AfterClose);
        Assert.Contains(CostCode.InvoicesNotCompared, Codes(package));
        Assert.Contains(CostCode.ChangesLeftOut, Codes(package));
        Assert.True(package.IsReady);
    }

    [Fact]
    public void Integrity_OfAnotherInvoice_IsAnother()
    {
        var (one, same, other) = (Fold(January, Record("a", "1")), Fold(January, Record("a", "1")), Fold(January));
        other.Add(Record("a", "1").Encode());
        one.Add(Invoice("line 1", "10", "Issued"));
        same.Add(Invoice("line 1", "10", "Issued") with { Batch = "other", RecordedAt = Some.Now.AddDays(1) });
        other.Add(Invoice("line 1", "11", "Issued"));
        Assert.Equal(CostView.Of(one).Value.Integrity, CostView.Of(same).Value.Integrity);
        Assert.NotEqual(CostView.Of(one).Value.Integrity, CostView.Of(other).Value.Integrity);
    }

    [Fact]
    public void Package_OfAnotherCurrencyThanSaid_IsNotReady()
    {
        var settings = Settings("""{"providers":[{"currency":"EUR","provider":"AWS"}]}""");
        var package = Package(settings, Record("a", "1"), Record("b", "1") with { Currency = Some.Eur });
        Assert.Contains(CostCode.CurrencyDiffers, Codes(package));
        Assert.Contains(CostCode.CurrenciesSeveral, Codes(package));
        Assert.Contains(
            "\"totals_by_provider\":{\"AWS\":{\"EUR\":\"1\",\"USD\":\"1\"}}",
            Encoding.UTF8.GetString(CostPackageFormat.ToBytes(package)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("10.25", true)]
    [InlineData("10.2500000001", false)]
    public void Package_OfAnInvoice_TiesToTheLastPlace(string billed, bool ties)
    {
        var fold = Fold(January, Record("a", "10") with { Invoice = "INV" }, Record("b", billed));
        fold.Add(Invoice("line 1", "10", "Issued"));
        fold.Add(Invoice("line 2", ties ? "0" : "0.0000000001", "Issued"));
        fold.Add(Invoice("line 3", "7", "Voided"));
        var package = CostPackage.Of(fold, AccruedCosts.None, null).Value;
        Assert.Equal(ties, Assert.Single(package.View.Invoices).Ties);
        Assert.Equal(!ties, Codes(package).Contains(CostCode.InvoiceDiffers));
    }

    /// <summary>Rounded only here: 0.004 and 0.004 are a cent together.</summary>
    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(0, 1, false)]
    [InlineData(1, 0, false)]
    public void Package_BesideTheLedger_ComparesExpenseWithEffectiveAndPayablesWithBilled(
        long expenseMinor,
        long payablesMinor,
        bool agrees
    )
    {
        var fold = Fold(January, Mapped, CostFilter.All, Record("a", "0.004"), Record("b", "0.004"));
        var ledger = TrialBalance.Of(
            BalanceList.Empty,
            [
                new AccountActivity(Some.Account("6400"), Some.Usd, 5, 5 - expenseMinor, 1),
                new AccountActivity(Some.Account("2100"), Some.Usd, 77, payablesMinor, 1),
            ]
        );
        var package = CostPackage.Of(fold, AccruedCosts.None, [ledger]).Value;
        Assert.Equal(agrees, package.IsReady);
        Assert.Equal(!agrees, Codes(package).Contains(CostCode.LedgerDiffers));
    }

    [Theory]
    [InlineData("7.13", true)]
    [InlineData("7.12", false)]
    public void Finality_OfANamedEntry_IsComparedToTheMinorUnit(string accrued, bool passes)
    {
        var amountMinor = Money.Parse(accrued, Some.Usd).Value.AmountMinor;
        Assert.Equal(passes, FinalityOf(Some.Entry("E", Line("6400", amountMinor), Line("2100", -amountMinor))).Passes);
    }

    [Fact]
    public void Finality_OfAnEntryThatWasReversed_Fails() =>
        Assert.False(
            FinalityOf(
                Some.Entry("E", Line("6400", 713), Line("2100", -713)),
                Some.Entry("R", Line("6400", -713), Line("2100", 713)) with
                {
                    Reverses = Some.EntryId("E"),
                }
            ).Passes
        );

    [Fact]
    public void Finality_OfAnEntryThatIsNotThere_Fails() => Assert.False(FinalityOf().Passes);

    [Theory]
    [InlineData("AWS", "Amazon Web Services", true)]
    [InlineData("aws", "AWS", true)]
    [InlineData("Azure", "Microsoft", true)]
    [InlineData("GCP", "Google Cloud", true)]
    [InlineData("GCP", "AWS", false)]
    [InlineData("Datadog", "Datadog", true)]
    [InlineData("datadog", "Datadog", false)]
    [InlineData("SaaS", "Datadog", true)]
    [InlineData("AWS", "Lawson", false)]
    [InlineData("AWS", "Amazon \"AWS\"", true)]
    [InlineData("GCP", "Googleplex Catering", false)]
    public void Filter_OfAFamilyOrName_TakesItsProviders(string asked, string provider, bool isTaken)
    {
        var settings = Settings("""{"providers":[{"family":"SaaS","provider":"Datadog"}]}""");
        var filter = CostFilter.Of(asked);
        Assert.Equal(isTaken, filter.Takes(Record("a", "1", provider: provider), settings));
    }

    [Theory]
    [InlineData("""{"providers":[{"provider":"AWS"},{"provider":"AWS"}]}""")]
    [InlineData("""{"providers":[{"provider":"AWS","family":"aws"}]}""")]
    [InlineData("""{"providers":[{"provider":"AWS","reports":"weekly"}]}""")]
    [InlineData("""{"providers":[{"provider":""}]}""")]
    [InlineData("""{"providers":[{"provider":"All"}]}""")]
    [InlineData("""{"providers":[{"provider":"AWS "}]}""")]
    [InlineData("""{"providers":[{"provider":"AWS","x":1}]}""")]
    [InlineData("""{}""")]
    public void Settings_ThatAreNone_AreAFault(string text) =>
        Assert.Equal(CostSettings.Invalid, CostSettings.FromBytes(Encoding.UTF8.GetBytes(text)).Fault.Code);

    private static CostFinality FinalityOf(params Entry[] journal)
    {
        var accrued = new AccruedCosts([new("AWS", Some.EntryId("E"))]);
        foreach (var entry in journal)
            accrued.Add(EntryCodec.Encode(entry));
        var records = Record("a", "7.125") with { Lifecycle = CostLifecycle.Preliminary };
        return CostFinality.Of(View(January, records), Mapped, accrued);
    }

    private static CostRecord Preliminary(string id, string billed) =>
        Record(id, billed) with
        {
            Lifecycle = CostLifecycle.Preliminary,
        };

    private static EntryLine Line(string account, long netMinor) => Some.Line(account, netMinor);

    private static CostInvoice Invoice(string id, string billed, string status) =>
        new(id, "INV", "AWS", Amount(billed), Some.Usd, new DateOnly(2026, 1, 31), "batch 1", Some.Now)
        {
            Status = status,
        };

    private static CostSettings Settings(string text) => CostSettings.FromBytes(Encoding.UTF8.GetBytes(text)).Value;
}

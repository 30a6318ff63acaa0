using Bookseal.Books.Values;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>
/// What holds in every currency of every month of the sample's year, by the arithmetic of its proofs' files.
/// </summary>
[Collection(SampleYearGroup.Name)]
public sealed class SampleYearTests(SampleYear year)
{
    public static TheoryData<int> Months => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Months))]
    public void Proof_OfTheMonth_Verifies(int month)
    {
        var report = year.Verified[new PeriodCode(2026, month)];
        Assert.True(report.IsValid, $"{report.Failure}");
    }

    [Theory]
    [MemberData(nameof(Months))]
    public void RollForward_EveryAccount_LeadsFromThePreviousMonthToTheTrialBalance(int month)
    {
        var (now, before) = (Of(month), month == 1 ? null : Of(month - 1));
        Assert.Equal(
            now.TrialBalance.Select(row => (row["account"], row["currency"])),
            now.RollForward.Select(row => (row["account"], row["currency"]))
        );
        foreach (var row in now.RollForward)
        {
            var moved =
                row.Minor("activity_minor") + row.Minor("adjustments_minor") + row.Minor("closing_entries_minor");
            Assert.Equal(row.Minor("closing_minor"), row.Minor("opening_minor") + moved);
            Assert.Equal(row.Minor("closing_minor"), now.ClosingOf(row["currency"], [row["account"]]));
            if (before is not null)
                Assert.Equal(row.Minor("opening_minor"), before.ClosingOf(row["currency"], [row["account"]]));
            if (month < 12)
                Assert.Equal(0, row.Minor("closing_entries_minor"));
        }
    }

    [Theory]
    [MemberData(nameof(Months))]
    public void BalanceSheet_EveryCurrency_BalancesAndAgreesWithTheTrialBalance(int month)
    {
        foreach (var currency in SampleChart.Currencies)
        {
            Int128 Total(string section) =>
                SampleMonth.Figure(Of(month).BalanceSheet, currency, section, "closing_minor");
            Assert.Equal(Total("total_assets"), Total("total_liabilities") + Total("total_equity"));
            Assert.Equal(Total("total_assets"), Of(month).ClosingOf(currency, SampleChart.OfType("asset")));
            Assert.Equal(Total("total_liabilities"), -Of(month).ClosingOf(currency, SampleChart.OfType("liability")));
            Assert.Equal(Total("current_year_earnings"), -Of(month).ClosingOf(currency, SampleChart.Results));
        }
    }

    [Theory]
    [MemberData(nameof(Months))]
    public void IncomeStatement_EveryCurrency_AgreesWithTheLedgerAndTheMonthsSoFar(int month)
    {
        foreach (var currency in SampleChart.Currencies)
        {
            var results = Of(month)
                .RollForward.Where(row => row["currency"] == currency && SampleChart.Results.Contains(row["account"]));
            Assert.Equal(
                NetIncome(month, currency, "period_minor"),
                -results.Aggregate(
                    (Int128)0,
                    (sum, row) => sum + row.Minor("activity_minor") + row.Minor("adjustments_minor")
                )
            );
            var soFar = Enumerable
                .Range(1, month)
                .Aggregate((Int128)0, (sum, each) => sum + NetIncome(each, currency, "period_minor"));
            Assert.Equal(soFar, NetIncome(month, currency, "year_to_date_minor"));
            if (month > 1)
                Assert.Equal(
                    NetIncome(month - 1, currency, "period_minor"),
                    NetIncome(month, currency, "prior_period_minor")
                );
        }
    }

    [Theory]
    [MemberData(nameof(Months))]
    public void Subledgers_EveryCurrency_AgreeWithTheirControlAccounts(int month)
    {
        var items = Of(month)
            .Items.ToLookup(item => (SampleMonth.Text(item, "subledger"), SampleMonth.Text(item, "currency")), Net);
        foreach (var subledger in SampleChart.Subledgers)
        foreach (var currency in SampleChart.Currencies)
        {
            var control = Of(month).ClosingOf(currency, SampleChart.ControlsOf(subledger));
            Assert.NotEqual(0, control);
            Assert.Equal(control, items[(subledger, currency)].Aggregate((Int128)0, (sum, net) => sum + net));
            if (subledger == "BANK")
                continue; // its open items are the reconciliation's
            Assert.Equal(
                control,
                Of(month)
                    .Ageing.Where(row => row["subledger"] == subledger && row["currency"] == currency)
                    .Aggregate((Int128)0, (sum, row) => sum + row.Minor("total_minor"))
            );
        }
    }

    [Theory]
    [MemberData(nameof(Months))]
    public void Bank_EveryAccount_ReconcilesWithItemsInTransit(int month)
    {
        var accounts = Of(month).BankAccounts.ToList();
        // The customs guarantee has statements since February, the card since March.
        Assert.Equal(Math.Min(month + 2, 5), accounts.Count);
        foreach (var account in accounts)
        {
            Int128 Minor(string member) => SampleMonth.Minor(account, $"{member}_minor");
            Assert.Equal(
                Minor("book"),
                Minor("statement")
                    + Minor("after_statement")
                    + Minor("deposits_in_transit")
                    - Minor("outstanding_checks")
            );
            Assert.Equal(0, Minor("unrecorded_receipts") + Minor("unrecorded_charges"));
        }

        foreach (var currency in SampleChart.Currencies)
        {
            var inCurrency = accounts.Where(account => SampleMonth.Text(account, "currency") == currency);
            Assert.Equal(
                Of(month).ClosingOf(currency, SampleChart.ControlsOf("BANK")),
                inCurrency.Aggregate((Int128)0, (sum, account) => sum + SampleMonth.Minor(account, "book_minor"))
            );
        }

        var checking = accounts.Single(account =>
            SampleMonth.Text(account, "account").Contains("checking", StringComparison.Ordinal)
        );
        Assert.True(
            SampleMonth.Minor(checking, "deposits_in_transit_minor") > 0
                && SampleMonth.Minor(checking, "outstanding_checks_minor") > 0,
            "something is under way at every month's end"
        );
    }

    [Theory]
    [MemberData(nameof(Months))]
    public void Card_SinceMarch_IsReconciledAtItsCycleAndBookedByTheRules(int month)
    {
        var cards = Of(month)
            .BankAccounts.Where(account =>
                SampleMonth.Text(account, "account").Contains("card", StringComparison.Ordinal)
            )
            .ToList();
        var byRules = Of(month)
            .Journal.Count(entry => SampleMonth.Text(entry, "id").StartsWith("CAT-", StringComparison.Ordinal));
        Assert.Equal(month < 3 ? (0, 0) : (1, 4), (cards.Count, byRules));
        Assert.Equal(0, Of(month).ClosingOf("USD", ["6950"]));
        Assert.All(
            cards,
            card =>
            {
                Assert.Equal($"2026-{month:00}-25", SampleMonth.Text(card, "statement_date"));
                Assert.NotEqual(0, SampleMonth.Minor(card, "after_statement_minor"));
                Assert.Equal(
                    Of(month).ClosingOf("USD", ["2050"]),
                    SampleMonth.Minor(card, "statement_minor")
                        + SampleMonth.Minor(card, "after_statement_minor")
                        - SampleMonth.Minor(card, "outstanding_checks_minor")
                );
            }
        );
    }

    [Fact]
    public void December_EveryCurrency_ClosesTheYearIntoRetainedEarnings()
    {
        foreach (var currency in SampleChart.Currencies)
        {
            Assert.All(
                Of(12)
                    .TrialBalance.Where(row =>
                        row["currency"] == currency && SampleChart.Results.Contains(row["account"])
                    ),
                row => Assert.Equal(0, row.Minor("closing_minor"))
            );
            var earned = NetIncome(12, currency, "year_to_date_minor");
            Assert.True(earned > 0);
            Assert.Equal(
                earned,
                Of(1)
                    .RollForward.Single(row => row["account"] == "3200" && row["currency"] == currency)
                    .Minor("opening_minor") - Of(12).ClosingOf(currency, ["3200"])
            );
        }
    }

    [Fact]
    public void Year_AsAWhole_IsABelievableOne()
    {
        Assert.InRange(year.Months.Values.Sum(month => month.Journal.Count), 2000, 2400);
        Assert.All(
            year.Months.Values,
            month =>
                Assert.All(
                    (string[])
                        ["current_minor", "days_1_30_minor", "days_31_60_minor", "days_61_90_minor", "over_90_minor"],
                    bucket =>
                        Assert.Contains(
                            month.Ageing,
                            row => row["subledger"] == "AR" && row["currency"] == "USD" && row.Minor(bucket) > 0
                        )
                )
        );
        var (revenue, cost) = (Sections("revenue"), Sections("cost_of_goods_sold"));
        Assert.InRange((double)(revenue - cost) / (double)revenue, 0.30, 0.40);
        Assert.InRange((double)NetIncome(12, "USD", "year_to_date_minor") / (double)revenue, 0.01, 0.08);
    }

    private SampleMonth Of(int month) => year.Months[new PeriodCode(2026, month)];

    private Int128 NetIncome(int month, string currency, string column) =>
        SampleMonth.Figure(Of(month).IncomeStatement, currency, "net_income", column);

    private Int128 Sections(string section) =>
        Of(12)
            .IncomeStatement.Where(row => row["currency"] == "USD" && row["section"] == section)
            .Aggregate((Int128)0, (sum, row) => sum + row.Minor("year_to_date_minor"));

    private static Int128 Net(JsonObject item)
    {
        var amount = (Int128)((JsonNumber)item["amount_minor"]!).Value;
        return SampleMonth.Text(item, "side") == "debit" ? amount : -amount;
    }
}

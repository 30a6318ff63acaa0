using System.Security.Cryptography;
using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Certificates;

public sealed class CloseHashTests
{
    private static readonly PeriodId Period = PeriodId.Of(Some.Tenant, Some.January);

    [Fact]
    public void Of_ATrialBalance_IsTheSha256OfTheJsonThatFormatsShow()
    {
        // Written by hand, and hashed by the platform: no code of ours but the identifiers.
        var json =
            $$"""
                {"balance_row_count":3,"period_id":"{{Period}}","tenant_id":"acme",
                """
            + """
                "total_credits_minor":"9007199254741098","total_debits_minor":"9007199254741098",
                """
            + """
                "total_journal_count":2}
                """;
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            Hash(Journal()).ToString()
        );
    }

    [Fact]
    public void Of_AnEditThatKeepsCountsAndTotals_IsTheSame_WhichLedgerHashIsNot()
    {
        var edited = Journal() with { Description = "edited" };
        Assert.Equal(Hash(Journal()), Hash(edited));
        Assert.NotEqual(Some.Fold(Journal()).Leaves.Root(), Some.Fold(edited).Leaves.Root());
    }

    [Fact]
    public void Of_AnotherCountTotalTenantOrPeriod_IsAnother()
    {
        var trialBalance = TrialBalance.Of(BalanceList.Empty, Some.Fold(Journal()).Activity);
        Digest[] all =
        [
            CloseHash.Of(Some.Tenant, Period, trialBalance, 1),
            CloseHash.Of(Some.Tenant, Period, trialBalance, 2),
            CloseHash.Of(TenantId.Parse("other").Value, Period, trialBalance, 1),
            CloseHash.Of(Some.Tenant, PeriodId.Of(Some.Tenant, Some.January.Next), trialBalance, 1),
            CloseHash.Of(
                Some.Tenant,
                Period,
                TrialBalance.Of(Some.Balances(("9", Some.Usd, 1)), Some.Fold(Journal()).Activity),
                1
            ),
            CloseHash.Of(
                Some.Tenant,
                Period,
                TrialBalance.Of(
                    BalanceList.Empty,
                    Some.Fold(Journal(), Some.Entry("E2", Some.Line("1", 1), Some.Line("2", -1))).Activity
                ),
                1
            ),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    private static Entry Journal() =>
        Some.Entry(
            "E",
            Some.Line("1", Limits.SafeInteger),
            Some.Line("2", -Limits.SafeInteger),
            Some.Line("2", 100, Some.Eur),
            Some.Line("2", -100, Some.Eur),
            Some.Line("1", 7),
            Some.Line("1", -7)
        );

    private static Digest Hash(Entry entry) =>
        CloseHash.Of(Some.Tenant, Period, TrialBalance.Of(BalanceList.Empty, Some.Fold(entry).Activity), 2);
}

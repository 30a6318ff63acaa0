using Bookseal.Books.Exceptions;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>
/// February of the sample shows every problem that is planted in it and no other, and what mends it mends all.
/// </summary>
[Collection(SampleYearGroup.Name)]
public sealed class SampleFebruaryTests(SampleYear year)
{
    private static readonly string[] Blocking =
    [
        "STATEMENT_GAP Hanse Kontorbank DE-0932 EUR -540000",
        "bank_unrecorded Narrows Trust checking 4417 USD -3875",
        "bank_unrecorded Narrows Trust checking 4417 USD 11240",
        "bank_variance Narrows Trust checking 4417 USD 412750",
        "sl_variance 1200 USD -548320",
        "sl_variance 2000 EUR 72000",
        "statement_missing Narrows Trust savings 8830 USD 11712",
        "statement_unbalanced Hanse Kontorbank DE-0932 EUR -540000",
        "statement_unbalanced Narrows Trust checking 4417 USD -412750",
    ];

    private static readonly string[] Warnings =
    [
        "entity_variance CUST-004 USD -548320",
        "entity_variance VEND-006 EUR 72000",
        "no_bank_statement Hanse Kontorbank customs DE-1147 EUR ",
        "stale_outstanding Narrows Trust checking 4417 USD -118460",
        "suspense_balance 2100 USD -318745",
        "suspense_balance 6990 USD -184635",
        "uncategorised_balance 6950 USD 48627",
    ];

    [Fact]
    public void January_AsImported_IsReady()
    {
        Assert.True(year.January.CanProceed);
        Assert.All(year.January.Exceptions, exception => Assert.Equal("fx_not_revalued", exception.Category));
    }

    [Fact]
    public void February_AsImported_IsBlockedByEveryPlantedProblemAndNoOther()
    {
        Assert.False(year.February.CanProceed);
        Assert.Equal(Blocking, year.February.Blocking.Select(Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void February_AsImported_WarnsOfWhatNeedsALook() =>
        Assert.Equal(
            Warnings,
            year.February.Warnings.Where(warning => warning.Category is not ("open_item" or "fx_not_revalued"))
                .Select(Text)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void February_AsImported_ListsTheOpenItemsBehindEveryVariance()
    {
        var open = year.February.Warnings.Where(warning => warning.Category == "open_item").ToList();
        Assert.Contains(open, item => item is { Entity: "VEND-006", AmountMinor: { } amount } && amount == -419860);
        Assert.Equal(
            ["AP EUR", "AR USD"],
            open.Select(item => $"{item.Subledger} {item.Currency}").Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void February_Mended_IsReadyAndKeepsWhatOnlyTimeMends()
    {
        Assert.True(year.MendedFebruary.CanProceed);
        Assert.Equal(
            ["LATE_ITEM", "fx_not_revalued", "stale_outstanding"],
            year.MendedFebruary.Warnings.Select(warning => warning.Category).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(year.MendedFebruary.Suspense, balance => Assert.Equal(0, balance.BalanceMinor));
    }

    [Theory]
    [InlineData("bookseal.json")]
    [InlineData("accounts.csv")]
    [InlineData("opening_balances.csv")]
    public void MendedDirectory_MasterData_IsTheSampleS(string file) =>
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(SampleCompany.Folder, file)),
            File.ReadAllBytes(Path.Combine(SampleCompany.MendedFolder, file))
        );

    private static string Text(CloseException exception) =>
        $"{exception.Category} {exception.Entity ?? exception.Account?.ToString()} {exception.Currency} "
        + $"{exception.AmountMinor}";
}

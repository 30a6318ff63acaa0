using Bookseal.Books.Accounts;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>assets.csv: the fixed assets, all of them.</summary>
internal static class AssetsReader
{
    public static IReadOnlyList<Asset> Read(byte[] bytes, ChartOfAccounts chart, KnownUnits units, TableSet tables)
    {
        var faults = tables.Faults;
        var (assets, cells) = (new List<Asset>(), new ScheduleCells(BooksFiles.Assets, faults));
        foreach (var row in tables.Rows(ScheduleForms.Assets, bytes))
        {
            if (!cells.HasRoom())
                return assets;
            var known = faults.Faults.Count;
            var asset = Asset(row, cells, units, faults);
            if (faults.Faults.Count == known)
                cells.Check(row, asset.Check(), asset.CheckAccounts(chart));
            assets.Add(asset);
        }

        return assets;
    }

    private static Asset Asset(CsvRow row, ScheduleCells cells, KnownUnits units, ImportFaults faults)
    {
        var currency = RowParsing.Unit(row, units, faults);
        return new(
            cells.Id(row),
            cells.Account(row, "account"),
            cells.Account(row, "accumulated"),
            cells.Account(row, "expense"),
            currency,
            RowParsing.SignedAmount(row, "cost", currency, faults),
            RowParsing.SignedAmount(row, "residual", currency, faults),
            cells.Date(row, "in_service"),
            cells.Months(row, "life_months"),
            row.Take("method", ScheduleTerms.ParseMethod, faults),
            row.Take("convention", ScheduleTerms.ParseConvention, faults)
        )
        {
            Disposal = RowParsing.Optional(row, "disposal", DateHint.Parse, faults),
            Rate = RowParsing.Optional(row, "rate", YearlyRate.ParsePercent, faults),
            Description = cells.Description(row),
            OpeningMinor = cells.OpeningMinor(row, currency),
        };
    }
}

using Bookseal.Books.Accounts;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>prepaids.csv: what is paid ahead, all of it.</summary>
internal static class PrepaidsReader
{
    public static IReadOnlyList<Prepaid> Read(byte[] bytes, ChartOfAccounts chart, KnownUnits units, TableSet tables)
    {
        var faults = tables.Faults;
        var (prepaids, cells) = (new List<Prepaid>(), new ScheduleCells(BooksFiles.Prepaids, faults));
        foreach (var row in tables.Rows(ScheduleForms.Prepaids, bytes))
        {
            if (!cells.HasRoom())
                return prepaids;
            var known = faults.Faults.Count;
            var prepaid = Prepaid(row, cells, units, faults);
            if (row["end"].Length == 0 == (row["months"].Length == 0))
                faults.Add(row.Where("end"), "SCHEDULE_DATES", "give the end or the months, one of them");
            if (faults.Faults.Count == known)
                prepaid = WithEnd(row, prepaid, cells, faults);
            if (faults.Faults.Count == known)
                cells.Check(row, prepaid.Check(), prepaid.CheckAccounts(chart));
            prepaids.Add(prepaid);
        }

        return prepaids;
    }

    private static Prepaid Prepaid(CsvRow row, ScheduleCells cells, KnownUnits units, ImportFaults faults)
    {
        var currency = RowParsing.Unit(row, units, faults);
        var start = cells.Date(row, "start");
        return new(
            cells.Id(row),
            cells.Account(row, "account"),
            cells.Account(row, "expense"),
            currency,
            RowParsing.SignedAmount(row, "amount", currency, faults),
            start,
            RowParsing.Optional(row, "end", DateHint.Parse, faults) ?? start,
            row.Take("convention", ScheduleTerms.ParseConvention, faults)
        )
        {
            Description = cells.Description(row),
            OpeningMinor = cells.OpeningMinor(row, currency),
        };
    }

    /// <summary>Only a start that may be is counted on from: the calendar ends somewhere.</summary>
    private static Prepaid WithEnd(CsvRow row, Prepaid prepaid, ScheduleCells cells, ImportFaults faults)
    {
        if (row["months"].Length == 0 || prepaid.Check() is not null)
            return prepaid;
        var months = cells.Months(row, "months");
        return prepaid with { End = Books.Schedules.Prepaid.EndOf(prepaid.Start, months, prepaid.Convention) };
    }
}

using System.Globalization;
using Bookseal.Books.Accounts;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// What assets.csv and prepaids.csv have in common: ids that stand once, and rows that are checked whole.
/// </summary>
internal sealed class ScheduleCells(string file, ImportFaults faults)
{
    public const string Opening = "opening_accumulated";

    private readonly Dictionary<string, ScheduleId> _ids = new(StringComparer.Ordinal);

    public ScheduleId Id(CsvRow row)
    {
        var id = row.Take("id", ScheduleId.Parse, faults);
        if (id == default || _ids.TryAdd(Lookalikes.Skeleton($"{id}"), id))
            return id;
        var known = _ids[Lookalikes.Skeleton($"{id}")];
        faults.Add(
            row.Where("id"),
            known == id ? "SCHEDULE_DUPLICATE" : "SCHEDULE_TWIN",
            known == id
                ? $"{id} stands twice"
                : $"{id} looks like {known}, which is another; give one of them another id"
        );
        return id;
    }

    public bool HasRoom()
    {
        if (_ids.Count < Limits.Schedules)
            return true;
        faults.Add($"{file}:1:1", "SCHEDULES_TOO_MANY", $"{file} has more than {Limits.Schedules} rows");
        return false;
    }

    public AccountCode Account(CsvRow row, string column) => row.Take(column, AccountCode.Parse, faults);

    public DateOnly Date(CsvRow row, string column) => row.Take(column, DateHint.Parse, faults);

    public long? OpeningMinor(CsvRow row, Currency currency) =>
        row.Optional(Opening) is null ? null : RowParsing.SignedAmount(row, Opening, currency, faults);

    /// <summary>It becomes that of an entry each month.</summary>
    public string Description(CsvRow row)
    {
        var text = row["description"];
        if (text.Length > Limits.ScheduleTextCharacters)
            faults.Add(
                row.Where("description"),
                "SCHEDULE_TEXT_TOO_LONG",
                $"a description has at most {Limits.ScheduleTextCharacters} characters"
            );
        return text;
    }

    /// <summary>A count of months in plain digits.</summary>
    public int Months(CsvRow row, string column)
    {
        if (
            int.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var months)
            && months is >= 1 and <= Limits.ScheduleMonths
        )
            return months;
        faults.Add(
            row.Where(column),
            "SCHEDULE_LIFE_INVALID",
            $"write 1 to {Limits.ScheduleMonths} months, not {new JsonString(row[column])}"
        );
        return 1;
    }

    /// <summary>
    /// What a row of good cells says may still not be, or not go with the chart: the fault of its column.
    /// </summary>
    public void Check(CsvRow row, (string Column, Fault Fault)? ofNumbers, (string Column, Fault Fault)? ofAccounts)
    {
        foreach (var found in new[] { ofNumbers, ofAccounts })
            if (found is var (column, fault))
                faults.Add(fault with { Where = row.Where(column) });
    }
}

using Bookseal.Books.Ledger;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Output;

/// <summary>Assets and prepaids of a month, and what was posted of them.</summary>
internal static class ScheduleTable
{
    private static readonly string[] Figures =
    [
        "Cost",
        "Month",
        "Accumulated",
        "Book value",
        "Posted",
        "Catch-up",
        "Due",
    ];

    public static void Write(IAnsiConsole console, ScheduleStatement statement)
    {
        foreach (var schedule in statement.LeftOut)
            console.WriteLine(
                $"{schedule.Id} is left out: the close of {statement.Period} has a chart without its accounts."
            );
        if (statement.Lines.Count + statement.LeftOut.Count == 0)
            console.WriteLine($"No assets and no prepaids; assets.csv and prepaids.csv bring them in.");
        foreach (var total in statement.Totals)
        {
            var lines = statement.Of(total.Kind).Where(line => line.Schedule.Currency == total.Currency);
            var table = HealthView.NewTable(["Id", "", .. Figures]);
            foreach (var line in lines)
                table.AddRow([
                    $"{line.Schedule.Id}".EscapeMarkup(),
                    line.Schedule.Description.EscapeMarkup(),
                    .. Amounts(line).Select(amount => Money.Display(amount, total.Currency)),
                ]);
            table.AddRow([
                "",
                "[bold]Total[/]",
                .. Amounts(total).Select(amount => Money.Display(amount, total.Currency)),
            ]);
            console.MarkupLine($"[bold]{Title(total.Kind)} {statement.Period}, {total.Currency}[/]");
            console.Write(table);
        }
    }

    public static void Write(IAnsiConsole console, PeriodCode period, IReadOnlyList<Entry> posted)
    {
        if (posted.Count == 0)
            console.WriteLine($"Nothing is due in {period}.");
        foreach (var entry in posted)
            console.WriteLine($"  {entry.Id}  {EntryAmounts.Text(entry)}  {entry.Description}");
        if (posted.Count > 0)
            console.WriteLine($"Posted {posted.Count} entries to {period}.");
    }

    private static string Title(ScheduleKind kind) =>
        kind switch
        {
            ScheduleKind.Depreciation => "Depreciation",
            ScheduleKind.Amortisation => "Prepaid expenses",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private static IEnumerable<Int128> Amounts(ScheduleLine line) =>
        [
            line.CostMinor,
            line.MonthMinor,
            line.AccumulatedMinor,
            line.BookValueMinor,
            line.PostedMinor,
            line.CatchUpMinor,
            line.DueMinor,
        ];

    private static IEnumerable<Int128> Amounts(ScheduleTotal total) =>
        [
            total.CostMinor,
            total.MonthMinor,
            total.AccumulatedMinor,
            total.BookValueMinor,
            total.PostedMinor,
            total.DueMinor + total.PostedMinor - total.MonthMinor,
            total.DueMinor,
        ];
}

using Bookseal.Closing.Costs;
using Spectre.Console;

namespace Bookseal.Cli.Output;

/// <summary>Says what an import of costs did, or would do.</summary>
internal static class CostImportReport
{
    private const int Shown = 20;

    public static void Write(IAnsiConsole output, CostImportOutcome outcome)
    {
        if (outcome.IsDryRun)
            output.WriteLine("Dry run: nothing is written. An import would do this:");
        var invoices = outcome.Invoices > 0 ? $" and {outcome.Invoices} invoice lines" : "";
        output.WriteLine(
            outcome.IsKnown
                ? $"{outcome.Tenant}: these {outcome.Records} cost records{invoices} are known; nothing was added"
                : $"{outcome.Tenant}: {outcome.Records} cost records{invoices} added, "
                    + $"{outcome.Preliminary} of them preliminary"
        );
        output.WriteLine($"  batch {string.Join(", ", outcome.Batches)}");
        foreach (var total in outcome.Totals.Take(Shown))
            output.WriteLine($"  {total.Provider}: billed {total.Billed} {total.Currency}");
        if (outcome.Totals.Count > Shown)
            output.WriteLine($"  and {outcome.Totals.Count - Shown} more (--json lists them all)");
        output.WriteLine(
            $"  taken into {string.Join(", ", outcome.Periods.Select(count => $"{count.Period} ({count.Lines})"))}"
        );
        if (outcome.Late > 0)
            output.WriteLine(
                $"{outcome.Late} of them are of closed months: the first open one takes them in, with their own "
                    + "charge day kept"
            );
        foreach (var notice in outcome.IsKnown ? [] : outcome.Notices)
            output.WriteLine($"{notice.Code}: {notice.Message}");
        if (outcome.Ignored.Count > 0)
            output.WriteLine($"Not read: columns {string.Join(", ", outcome.Ignored)}");
    }
}

using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.SignOffs;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Output;

/// <summary>What a certifier is asked to sign, as a person reads it.</summary>
internal static class SignOffView
{
    private const int WarningsShown = 5;
    private const int EntriesShown = 10;
    private static readonly (string Report, string Format)[] Drafts =
    [
        ("income-statement", "pdf"),
        ("balance-sheet", "pdf"),
        ("trial-balance", "csv"),
        ("general-ledger", "csv"),
    ];

    public static void Write(IAnsiConsole console, CloseRun run, SignOffSheet sheet)
    {
        console.MarkupLine($"[bold]What is certified with {run.Period}[/]");
        foreach (var income in sheet.NetIncome)
            console.WriteLine(
                $"  net income    {Display(income.PeriodMinor, income.Currency)} this period, "
                    + $"{Display(income.YearToDateMinor, income.Currency)} this fiscal year"
            );
        foreach (var assets in sheet.TotalAssets)
            console.WriteLine($"  total assets  {Display(assets.AmountMinor, assets.Currency)}");
        console.WriteLine($"  adjustments   {Describe(sheet.Adjustments)} posted during the close");
        if (sheet.Review is { } review)
            console.MarkupLine($"  reviewed      {Describe(review).EscapeMarkup()}");
        console.WriteLine($"  late items    {Describe(sheet.LateItems)}");
        foreach (var task in LeftOutTask.Of(run))
            console.MarkupLine($"  left out      {Describe(task).EscapeMarkup()}");
        foreach (var waiver in sheet.Waivers)
            console.MarkupLine(
                $"  [yellow]waived        {waiver.Subledger} differs by "
                    + $"{Display(waiver.AmountMinor, waiver.Currency)}: {waiver.Reason.EscapeMarkup()} ({waiver.By})[/]"
            );
        WriteWarnings(console, sheet);
        console.WriteLine("  drafts        to read before, with the --data or --store of this command:");
        foreach (var (report, format) in Drafts)
            // Not wrapped by the console: whoever copies the command needs it in one piece.
            console.Profile.Out.Writer.WriteLine(
                $"    bookseal report {report} --tenant {run.Tenant} --period {run.Period} --format {format} "
                    + $"--out {run.Tenant}-{run.Period}-{report}.{format}"
            );
    }

    private static void WriteWarnings(IAnsiConsole console, SignOffSheet sheet)
    {
        if (sheet.Warnings.Count == 0)
            console.WriteLine("  warnings      none");
        foreach (var review in sheet.Warnings)
        {
            var colour = review.Answer is null ? "yellow" : "green";
            console.MarkupLine($"  warnings      [{colour}]{review.Describe().EscapeMarkup()}[/]");
            foreach (var warning in review.Group.Warnings.Take(WarningsShown))
                console.MarkupLine($"                [grey]{HealthView.Describe(warning).EscapeMarkup()}[/]");
            if (review.Group.Count > WarningsShown)
                console.MarkupLine(
                    $"                [grey]and {review.Group.Count - WarningsShown} more; "
                        + "bookseal health lists them[/]"
                );
        }
    }

    private static string Describe(LeftOutTask task) =>
        $"{task.Task} {task.Name}: {task.Why}{(task.By is { } by ? $" ({by})" : "")}";

    private static string Describe(ManagementReview review) =>
        review.AdjustmentsAfter is not { Count: > 0 } after
            ? $"by {review.By}, nothing adjusted since"
            : $"by {review.By}, adjusted since: {string.Join(", ", after.Take(EntriesShown).Select(one => one.Entry))}"
                + (after.Count > EntriesShown ? $" and {after.Count - EntriesShown} more" : "");

    private static string Describe(PostedEntries entries)
    {
        var effect =
            entries.NetIncome.Count == 0
                ? "no effect on net income"
                : "net income "
                    + string.Join(
                        ", ",
                        entries.NetIncome.Select(amount => Display(amount.AmountMinor, amount.Currency))
                    );
        return entries.Count == 0 ? "none" : $"{entries.Count} ({effect})";
    }

    private static string Display(Int128 minor, Currency currency) => $"{Money.Display(minor, currency)} {currency}";
}

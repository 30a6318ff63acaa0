using System.Globalization;
using Bookseal.Books.Categories;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Categories;

namespace Bookseal.Cli.Output;

/// <summary>The queue of uncategorised lines, and what people decided on it.</summary>
internal static class CategoryTable
{
    public static void Write(IAnsiConsole console, PeriodCode period, CategoryReport report)
    {
        if (report.IsTooMany)
            console.WriteLine(
                "Too many uncategorised entries to list them; categorise them in the source, or by rules."
            );
        foreach (var known in report.Known)
            console.WriteLine(
                $"  {known.Entry.Id}, {known.Entry.Description}: known by rule "
                    + $"{string.Join(", ", known.Lines.Select(pair => Number(pair.Rule)).Distinct())}, booked at close"
            );
        foreach (var (line, suggestions) in report.Queue)
            console.WriteLine($"  {Describe(line)}{Suggested(suggestions)}");
        if (report.Queued > report.Queue.Count)
            console.WriteLine($"  {Number(report.Queued)} such lines in all");
        console.WriteLine(
            report.Queued == 0
                ? $"Nothing of {period} waits for a person."
                : "'bookseal categories book ENTRY --account A' moves one, 'categories book --accept' all suggested."
        );
    }

    public static JsonObject ToJson(PeriodCode period, CategoryReport report) =>
        report.ToJson().With("period", period.ToString());

    public static void Write(IAnsiConsole console, PeriodCode period, CategoryBooking booking, bool isPreview)
    {
        foreach (var known in booking.Known)
            console.WriteLine($"Known already: {Describe(known)} is in {known.Account}.");
        foreach (var decision in booking.Booked)
            console.WriteLine($"  {Describe(decision)} → {decision.Account}");
        var count = booking.Booked.Count;
        if (count == 0 && booking.Known.Count == 0)
            console.WriteLine($"Nothing of {period} has a suggestion that leaves no doubt.");
        else if (count > 0)
            console.WriteLine(
                isPreview
                    ? $"{Number(count)} line(s) of {period} would be booked; without --dry-run they are."
                    : $"Booked {Number(count)} line(s) of {period}."
            );
    }

    public static JsonObject ToJson(PeriodCode period, CategoryBooking booking, bool isPreview) =>
        JsonObject.Of(
            ("booked", new JsonArray(booking.Booked.Select(ToJson))),
            ("dry_run", isPreview),
            ("known", new JsonArray(booking.Known.Select(ToJson))),
            ("period", period.ToString())
        );

    private static JsonObject ToJson(CategoryDecision decision) =>
        JsonObject.Of(
            ("account", decision.Account.ToString()),
            ("amount_minor", decision.Line.NetMinor),
            ("currency", decision.Line.Currency.ToString()),
            ("entry", decision.Of.Entry.Id.ToString()),
            ("from_account", decision.Line.Account.ToString()),
            ("line", decision.Number)
        );

    private static string Describe(QueuedLine queued) =>
        $"{queued.Entry.Id}, {Dates.Text(queued.Entry.Date)}, {queued.Line.Account} {Amount(queued.Line)}, "
        + $"{queued.Entry.Description} ({queued.Reason.Text().Replace('_', ' ')})";

    private static string Describe(CategoryDecision decision) =>
        $"{decision.Of.Entry.Id} line {Number(decision.Number)}, {decision.Line.Account} {Amount(decision.Line)}, "
        + decision.Of.Entry.Description;

    private static string Suggested(IReadOnlyList<CategorySuggestion> suggestions) =>
        suggestions.Count == 0 ? "" : $" → {string.Join(" or ", suggestions.Select(Why))}?";

    private static string Why(CategorySuggestion suggestion) =>
        $"{suggestion.Account} ({string.Join(", ", suggestion.Entries)})";

    private static string Amount(EntryLine line) => $"{Money.Display(line.NetMinor, line.Currency)} {line.Currency}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using Bookseal.Books.Banking;
using Bookseal.Books.Values;
using Bookseal.Closing.Matching;

namespace Bookseal.Cli.Output;

/// <summary>What is matched by proposal, what is not matched at all, and what people have decided.</summary>
internal static class MatchOutput
{
    private const int MostShown = 50;

    public static void Write(Terminal terminal, MatchView view)
    {
        if (terminal.IsJson)
        {
            Terminal.WriteJson(ToJson(view));
            return;
        }

        var console = terminal.Out;
        console.MarkupLine($"[bold]Bank matching  {view.Period}[/]");
        WritePairs(console, "Proposals [grey](bookseal match --accept ID...)[/]", view.Bank.Proposals);
        var proposed = view.Bank.Proposals.SelectMany(pair => pair.Items).Cast<object>();
        proposed = proposed.Concat(view.Bank.Proposals.SelectMany(pair => pair.Transactions));
        var explained = proposed.ToHashSet(ReferenceEqualityComparer.Instance);
        WriteLines(
            console,
            "On the statement and not matched",
            view.Bank.Unrecorded.Where(line => !explained.Contains(line)).Select(MatchableLine.Of)
        );
        WriteLines(
            console,
            "In the books and not matched",
            view.Bank.Outstanding.Where(line => !explained.Contains(line)).Select(MatchableLine.Of)
        );
        WritePairs(console, "Errors of the bank", view.Bank.Errors);
        WritePairs(
            console,
            "Decided [grey](bookseal match --undo ID...)[/]",
            view.Bank.Pairs?.Where(pair => pair.By is not null) ?? []
        );
        if (view.IsSealed)
            WarnOfSeal(terminal, view);
    }

    public static void Write(Terminal terminal, MatchOutcome outcome)
    {
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of(
                    ("matched", Ids(outcome.Matched)),
                    ("period", outcome.View.Period.ToString()),
                    ("undone", Ids(outcome.Undone))
                )
            );
        else if (outcome.Matched.Count + outcome.Undone.Count == 0)
            terminal.Out.WriteLine($"Nothing to do: all of it is so in {outcome.View.Period}.");
        else
            terminal.Out.WriteLine(
                $"{outcome.View.Period}: {outcome.Matched.Count} matched, {outcome.Undone.Count} undone"
                    + $"{Listed(outcome.Matched.Concat(outcome.Undone))}."
            );
        if (outcome.View.IsSealed)
            WarnOfSeal(terminal, outcome.View);
    }

    private static void WarnOfSeal(Terminal terminal, MatchView view) =>
        terminal.Progress.MarkupLine(
            $"[yellow bold]BANK_SEALED[/] the close of {view.Period} has taken its bank statements in: what is decided "
                + "now is not in it; cancel the close and close again if it should be"
        );

    private static void WritePairs(IAnsiConsole console, string title, IEnumerable<BankPair> pairs)
    {
        var all = pairs.ToList();
        if (all.Count == 0)
            return;
        var table = HealthView.NewTable("", "Account", "Bank", "Books");
        foreach (var pair in all.Take(MostShown))
            table.AddRow(
                $"{pair.Id}",
                pair.Account.EscapeMarkup(),
                string.Join('\n', pair.Transactions.Select(MatchableLine.Of).Select(Text)).EscapeMarkup(),
                string.Join('\n', pair.Items.Select(MatchableLine.Of).Select(Text)).EscapeMarkup()
            );
        Section(console, title, table, all.Count);
    }

    private static void WriteLines(IAnsiConsole console, string title, IEnumerable<MatchableLine> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        var table = HealthView.NewTable("", "Account", "Line");
        foreach (var line in all.Take(MostShown))
            table.AddRow(line.Id, line.Account.EscapeMarkup(), $"{Text(line)}  {line.Description}".EscapeMarkup());
        Section(console, title, table, all.Count);
    }

    private static void Section(IAnsiConsole console, string title, Table table, int count)
    {
        console.MarkupLine($"\n[bold]{title}[/]");
        console.Write(table);
        if (count > MostShown)
            console.MarkupLine($"[grey]and {count - MostShown} more; --json has them all[/]");
    }

    private static JsonObject ToJson(MatchView view) =>
        JsonObject.Of(
            ("bank_errors", new JsonArray(view.Bank.Errors.Select(pair => pair.ToJson()))),
            ("outstanding", Lines(view.Bank.Outstanding.Select(MatchableLine.Of))),
            ("pairs", new JsonArray((view.Bank.Pairs ?? []).Select(pair => pair.ToJson()))),
            ("period", view.Period.ToString()),
            ("proposals", new JsonArray(view.Bank.Proposals.Select(pair => pair.ToJson()))),
            ("unrecorded", Lines(view.Bank.Unrecorded.Select(MatchableLine.Of)))
        );

    private static JsonArray Lines(IEnumerable<MatchableLine> lines) => new(lines.Select(line => line.ToJson()));

    private static JsonArray Ids(IEnumerable<MatchId> matches) =>
        JsonArray.OfTexts(matches.Select(match => match.ToString()));

    private static string Listed(IEnumerable<MatchId> matches)
    {
        var all = matches.ToList();
        return all.Count > MostShown ? "" : $": {string.Join(", ", all)}";
    }

    private static string Text(MatchableLine line) =>
        $"{line.Reference} of {Dates.Text(line.Date)}, {Money.Display(line.AmountMinor, line.Currency)}";
}

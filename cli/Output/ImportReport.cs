using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Import.BooksDirectory;
using Spectre.Console;

namespace Bookseal.Cli.Output;

/// <summary>Says what an import did, or would do.</summary>
internal static class ImportReport
{
    private const int Shown = 20;

    public static void Write(IAnsiConsole output, ImportOutcome outcome)
    {
        if (outcome.IsDryRun)
            output.WriteLine("Dry run: nothing is written. An import would do this:");
        output.WriteLine(
            $"{outcome.Tenant}: {outcome.EntriesAdded} entries and {outcome.SubledgerItems} subledger items "
                + $"{(outcome.BankRows > 0 ? $"and {outcome.BankRows} bank rows " : "")}"
                + $"added, {outcome.EntriesKnown} entries known"
        );
        if (outcome.IsDryRun)
            foreach (var (period, amounts) in outcome.Amounts.OrderBy(pair => pair.Key))
                output.WriteLine($"  added in {period}: {outcome.Entries[period]}, {ImportOutcome.TextOf(amounts)}");
        WriteChanges(output, "edited in their source, and replaced", outcome.Changed);
        WritePairs(output, outcome.Pairs);
        WriteChanges(output, "gone from their source, and taken back", outcome.Gone);
        if (outcome.LateItems > 0)
            output.WriteLine(
                $"{outcome.LateItems} of them are of closed months: they stand in the first open one, with "
                    + "their own date kept"
            );
        if (outcome.Schedules is { } schedules)
            output.WriteLine($"{schedules.Assets} assets and {schedules.Prepaids} prepaids, changed:");
        foreach (var change in outcome.Schedules?.Changes.Take(Shown) ?? [])
            output.WriteLine($"  {change}");
        if (outcome.Rules is { } rules)
            output.WriteLine($"{rules.Rules} rules of categorisation, changed:");
        foreach (var change in outcome.Rules?.Changes.Take(Shown) ?? [])
            output.WriteLine($"  {change}");
        if (outcome.Sources is { } sources)
            output.WriteLine($"{sources.Ids.Count} sources, changed: {string.Join(", ", sources.Changed)}");
        if (outcome.Costs is { } costs)
            output.WriteLine($"{costs.Providers} providers of costs, changed: {string.Join(", ", costs.Changed)}");
        if (outcome.OpeningBalances > 0)
            output.WriteLine($"{outcome.OpeningBalances} opening balances as of {BooksFiles.Profile}'s books_start");
        WriteNotices(output, outcome);
        if (outcome.EntriesAdded > 0 && !outcome.IsDryRun)
            output.WriteLine($"Next: bookseal health --tenant {outcome.Tenant} --period {outcome.Entries.Keys.Min()}");
    }

    /// <summary>How files were read that are not in their plain form, and what else a person should know.</summary>
    public static void WriteNotices(IAnsiConsole output, ImportOutcome? outcome)
    {
        foreach (var reading in outcome?.Tables ?? [])
            output.WriteLine(reading.Text);
        foreach (var notice in outcome?.Notices ?? [])
            output.WriteLine($"{notice.Code}: {notice.Message}");
    }

    public static void Write(IAnsiConsole output, UndoneImport undone)
    {
        if (undone.WasKnown)
            output.WriteLine($"The last import of {undone.Period} is taken back already.");
        WriteChanges(output, "of the last import taken back", undone.Changes);
        if (undone.ItemsLeft > 0)
            output.WriteLine(
                $"{undone.ItemsLeft} subledger items and bank rows of that import stay. Imported again they are known; "
                    + "one that was wrong is corrected by a row of the difference, a statement by issuing it again."
            );
    }

    private static void WritePairs(IAnsiConsole output, IReadOnlyList<EntryPair> pairs)
    {
        if (pairs.Count == 0)
            return;
        output.WriteLine($"{pairs.Count} that look like edited entries, and are replaced with --pair:");
        foreach (var pair in pairs.Take(Shown))
            output.WriteLine($"  {TextOf(pair.Was)} is now {TextOf(pair.Now)}");
    }

    /// <summary>An entry on one line: id, date, words, amounts.</summary>
    public static string TextOf(Entry entry) =>
        $"{entry.Id} of {Dates.Text(entry.Date)}, {new JsonString(entry.Description)}, {EntryAmounts.Text(entry)}";

    private static void WriteChanges(IAnsiConsole output, string what, IReadOnlyList<ImportChange> changes)
    {
        if (changes.Count == 0)
            return;
        output.WriteLine($"{changes.Count} entries {what}:");
        foreach (var change in changes.Take(Shown))
            output.WriteLine($"  {change.Entry} {Where(change)}: {Amounts(change)}");
        if (changes.Count > Shown)
            output.WriteLine($"  and {changes.Count - Shown} more (--json lists them all)");
    }

    private static string Where(ImportChange change) =>
        change.From is { } from ? $"from {from} to {change.Period}" : $"in {change.Period}";

    private static string Amounts(ImportChange change)
    {
        var was = change.Was is null ? "nothing" : EntryAmounts.Text(change.Was);
        if (change.Now is null)
            return was;
        if (change.Kind == EntryEdit.Amended)
            return $"{was}, words alone";
        var now = EntryAmounts.Text(change.Now);
        return was == now ? $"{was}, dated {Dates.Text(change.Now.Date)}" : $"{was} is now {now}";
    }
}

using Bookseal.Books.Ledger;
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
        WriteChanges(output, "gone from their source, and taken back", outcome.Gone);
        if (outcome.LateItems > 0)
            output.WriteLine(
                $"{outcome.LateItems} of them are of closed months: they stand in the first open one, with "
                    + "their own date kept"
            );
        if (outcome.OpeningBalances > 0)
            output.WriteLine($"{outcome.OpeningBalances} opening balances as of {BooksFiles.Profile}'s books_start");
        foreach (var notice in outcome.Notices)
            output.WriteLine($"{notice.Code}: {notice.Message}");
        if (outcome.EntriesAdded > 0 && !outcome.IsDryRun)
            output.WriteLine($"Next: bookseal health --tenant {outcome.Tenant} --period {outcome.Entries.Keys.Min()}");
    }

    public static void Write(IAnsiConsole output, UndoneImport undone)
    {
        if (undone.WasKnown)
            output.WriteLine($"The last import of {undone.Period} is taken back already.");
        WriteChanges(output, "of the last import taken back", undone.Changes);
        if (undone.Changes.Count > 0)
            output.WriteLine(
                "Subledger items and bank rows stay: correct the files and import them again, or post what is missing."
            );
    }

    private static void WriteChanges(IAnsiConsole output, string what, IReadOnlyList<ImportChange> changes)
    {
        if (changes.Count == 0)
            return;
        output.WriteLine($"{changes.Count} entries {what}:");
        foreach (var change in changes.Take(Shown))
            output.WriteLine($"  {change.Entry} in {change.Period}: {Amounts(change)}");
        if (changes.Count > Shown)
            output.WriteLine($"  and {changes.Count - Shown} more (--json lists them all)");
    }

    private static string Amounts(ImportChange change)
    {
        var was = change.Was is null ? "nothing" : EntryAmounts.Text(change.Was);
        if (change.Now is null)
            return was;
        return change.Kind == EntryEdit.Amended
            ? $"{was}, words alone"
            : $"{was} is now {EntryAmounts.Text(change.Now)}";
    }
}

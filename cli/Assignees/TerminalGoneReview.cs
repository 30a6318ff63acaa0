using Bookseal.Books.Ledger;
using Bookseal.Cli.Output;
using Bookseal.Closing.Imports;

namespace Bookseal.Cli.Assignees;

/// <summary>Shows the person at the keyboard what went from the source, and asks what became of it.</summary>
/// <param name="settled">What the command line says already is not asked.</param>
internal sealed class TerminalGoneReview(IAnsiConsole console, SettledReview settled) : IGoneReview
{
    private const int Shown = 20;

    public async Task<bool> TakesPairsAsync(IReadOnlyList<EntryPair> pairs, CancellationToken cancel)
    {
        if (settled.TakesPairs)
            return true;
        console.WriteLine($"{pairs.Count} entries went from their source, and look like new ones that were edited:");
        Show(
            pairs,
            pair => $"{ImportReport.TextOf(pair.Was)}{Environment.NewLine}    is now {ImportReport.TextOf(pair.Now)}"
        );
        return await AskAsync("Take them as edits (the old entry is taken back, the new one replaces it)?", cancel);
    }

    public async Task<bool> TakesBackAsync(IReadOnlyList<Entry> gone, CancellationToken cancel)
    {
        if (settled.TakesBack)
            return true;
        console.WriteLine($"{gone.Count} entries were imported before, and are not in their source any more:");
        Show(gone, ImportReport.TextOf);
        return await AskAsync("Take them back?", cancel);
    }

    private void Show<T>(IReadOnlyList<T> items, Func<T, string> text)
    {
        foreach (var item in items.Take(Shown))
            console.WriteLine($"  {text(item)}");
        if (items.Count > Shown)
            console.WriteLine($"  and {items.Count - Shown} more (--dry-run --json lists them all)");
    }

    private Task<bool> AskAsync(string question, CancellationToken cancel) =>
        new ConfirmationPrompt(question.EscapeMarkup()) { DefaultValue = false }.ShowAsync(console, cancel);
}

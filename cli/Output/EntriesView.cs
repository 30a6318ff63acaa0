using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Entries;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Output;

/// <summary>What a search of the journals found: each entry with where it stands and what became of it.</summary>
internal static class EntriesView
{
    private const int NameColumns = 28;

    /// <summary>Plain lines: what a script greps is not wrapped.</summary>
    public static void Write(TextWriter writer, EntriesFound found, MasterData master)
    {
        foreach (var entry in found.Shown)
        foreach (var line in Lines(entry, master))
            writer.WriteLine(VisibleText.Of(line));
        foreach (var line in Summary(found))
            writer.WriteLine(line);
    }

    /// <summary>Of the months that were read, those whose lines a proof has certified.</summary>
    public static IEnumerable<string> ClosedText(IReadOnlyList<PeriodCode> closed) =>
        closed.Count == 0
            ? []
            :
            [
                $"Closed: {string.Join(", ", closed)}. Read from the journals that their proofs certify;",
                "'bookseal audit verify' compares the two.",
            ];

    private static IEnumerable<string> Summary(EntriesFound found)
    {
        if (found.Count == 0)
            yield return "No entry fits.";
        else
            yield return found.Count == found.Shown.Count
                ? Invariant($"{found.Count} entries")
                : Invariant($"{found.Shown.Count} of {found.Count} entries; --limit shows more");
        if (found.Unreadable > 0)
            yield return Invariant($"{found.Unreadable} lines cannot be read; 'bookseal health' lists them");
        foreach (var line in ClosedText(found.Closed))
            yield return line;
    }

    private static IEnumerable<string> Lines(FoundEntry found, MasterData master)
    {
        var entry = found.Entry;
        yield return $"{Dates.Text(entry.Date)}  {entry.Id}  {entry.Kind.Text()}  {EntryAmounts.Text(entry)}";
        if (entry.Description.Length > 0)
            yield return $"    {entry.Description}";
        foreach (var line in entry.Lines)
            yield return Account(line, master);
        yield return $"    {found.Period}, line {found.Line.ToString(CultureInfo.InvariantCulture)}, by {By(entry)}";
        if (What(found) is { Length: > 0 } what)
            yield return $"    {what}";
    }

    private static string Account(EntryLine line, MasterData master)
    {
        var name = $"{line.Account} {master.Chart.Find(line.Account)?.Name}";
        name = name.Length > NameColumns ? name[..NameColumns] : name.PadRight(NameColumns);
        var place = string.Join(' ', new[] { line.Entity, line.Reference, line.Job }.Where(text => text is not null));
        var side = line.NetMinor >= 0 ? "Dr" : "Cr";
        var amount = Money.Display(Int128.Abs(line.NetMinor), line.Currency);
        return $"    {name} {side} {amount, 14} {line.Currency}  {place}".TrimEnd();
    }

    private static string By(Entry entry)
    {
        var source = new[]
        {
            entry.Origin?.CreatedBy is { } creator ? $"created by {creator}" : null,
            entry.Origin?.ApprovedBy is { } approver ? $"approved by {approver}" : null,
        };
        return string.Join(", ", source.OfType<string>().Prepend(entry.PostedBy.ToString()));
    }

    /// <summary>What the entry is about another, and what others did to it.</summary>
    private static string What(FoundEntry found)
    {
        var entry = found.Entry;
        var own = new[]
        {
            entry.Corrects is { } corrected ? $"corrects {corrected}" : null,
            entry is { Reverses: { } reversed, Edit: null } ? $"reverses {reversed}" : null,
            entry is { Reverses: { } taken, Edit: { } edit }
                ? $"takes back {taken}, which was {Words(edit)} in its source"
                : null,
            entry is { Replaces: { } replaced, Edit: null } ? $"stands in the place of {replaced}" : null,
            entry.OriginalDate is { } original ? $"late, of {Dates.Text(original)}" : null,
            entry.AutoReverse ? "reversed in the next month" : null,
            entry.Task is { } task ? $"posted in the close, task {task.ToString(CultureInfo.InvariantCulture)}" : null,
        };
        var ties = found.Ties.Select(tie =>
            $"{tie.Kind.Text().Replace('_', ' ')} {tie.By}"
            + (tie.Edit is { } why ? $" ({Words(why)} in its source)" : "")
            + (tie.Period == found.Period ? "" : $" in {tie.Period}")
        );
        return string.Join("; ", own.OfType<string>().Concat(ties));
    }

    private static string Words(EntryEdit edit) =>
        edit switch
        {
            EntryEdit.Replaced => "changed",
            EntryEdit.Amended => "amended in words",
            EntryEdit.Gone => "no longer",
            EntryEdit.Undone => "imported and undone",
            _ => throw new ArgumentOutOfRangeException(nameof(edit)),
        };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

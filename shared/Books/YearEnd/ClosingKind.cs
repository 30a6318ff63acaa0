using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.YearEnd;

/// <summary>
/// Entries of kind <c>closing</c> are Bookseal's own. The income statement leaves them out, so one that came from
/// outside would hide what it books, and one that was taken back would show a closed year's result again.
/// </summary>
public static class ClosingKind
{
    /// <summary>What the ids of Bookseal's own closing entries begin with: <c>closing-2026-12-1</c>.</summary>
    public const string IdPrefix = "closing-";

    public static Fault? Refuse(IEnumerable<Entry> entries) =>
        entries.FirstOrDefault(entry => entry.Kind == EntryKind.Closing) is { } closing
            ? new Fault(
                Refusal.KindNotAllowed,
                $"entry {closing.Id} of {Dates.Text(closing.Date)} is of kind closing: Bookseal posts the closing "
                    + "entries itself at the year's end. An everyday entry is of kind standard, one that adjusts the "
                    + "month of kind adjusting"
            )
            : null;

    /// <param name="id">What is to be reversed.</param>
    /// <param name="closing">The closing entry that it is, or takes back.</param>
    public static Fault NotReversed(EntryId id, Entry closing) =>
        new(
            Refusal.KindNotAllowed,
            (id == closing.Id ? $"{id} is a closing entry" : $"{id} takes back the closing entry {closing.Id}")
                + $" of {Dates.Text(closing.Date)}; such entries are not reversed: reopen the period instead "
                + "('bookseal reopen'), and its next close posts the difference"
        );
}

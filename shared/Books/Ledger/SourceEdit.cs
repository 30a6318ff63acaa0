using System.Globalization;
using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// What an edit in the source does to the books before the close: the entry that stands is taken back, and another one
/// stands in its place. Nothing that was posted is ever changed.
/// </summary>
public static class SourceEdit
{
    private const string Suffix = "-R";

    /// <summary><c>ID~n</c>: the n-th entry in the place of this one.</summary>
    public static EntryId IdOf(EntryId original, int number) => Numbered(original, number, "");

    /// <summary><c>ID~n-R</c>: what takes back the entry in whose place <c>ID~n</c> stands.</summary>
    public static EntryId TakeBackIdOf(EntryId original, int number) => Numbered(original, number, Suffix);

    /// <summary>Which edit of its original an entry belongs to; 0 if to none.</summary>
    public static int NumberOf(Entry entry)
    {
        if (entry.Replaces is not { } original)
            return 0;
        var id = entry.Id.ToString();
        var digits = id[(id.LastIndexOf('~') + 1)..];
        digits = entry.Edit is null ? digits : digits[..Math.Max(0, digits.Length - Suffix.Length)];
        return
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && entry.Id == (entry.Edit is null ? IdOf(original, number) : TakeBackIdOf(original, number))
            ? number
            : 0;
    }

    /// <summary>
    /// Whether it stands in the place of an entry of another id, which went from a source without ids of its own: it
    /// keeps the id that its source gives it.
    /// </summary>
    public static bool IsPaired(Entry entry) =>
        entry.Replaces is not null && entry.Edit is null && NumberOf(entry) == 0;

    /// <summary>The id that the source gives an entry.</summary>
    public static EntryId OriginalOf(Entry entry) =>
        entry.Replaces is { } original && !IsPaired(entry) ? original : entry.Id;

    /// <summary>The source's entry as it stands in the place of what was posted first.</summary>
    public static Entry Replacement(Entry given, int number) =>
        given with
        {
            Id = IdOf(given.Id, number),
            Replaces = given.Id,
        };

    /// <summary>
    /// Takes back the entry that stands. It is of the same kind, so that nothing is left of that in any column.
    /// </summary>
    /// <param name="standing">The original, or what was put in its place last.</param>
    public static Entry TakeBack(Entry standing, EntryEdit edit, int number, PersonId postedBy)
    {
        var original = OriginalOf(standing);
        return Reversal.Of(standing, standing.Date, postedBy) with
        {
            Id = TakeBackIdOf(original, number),
            Kind = standing.Kind,
            Edit = edit,
            Replaces = original,
        };
    }

    /// <summary>
    /// Words alone: what moves amounts, dates or open items is the same in both. Whose a line is matters where it names
    /// a subledger.
    /// </summary>
    public static EntryEdit KindOf(Entry standing, Entry given)
    {
        var isText =
            standing.Date == given.Date
            && standing.Kind == given.Kind
            && standing.Corrects == given.Corrects
            && standing.Reverses == given.Reverses
            && standing.AutoReverse == given.AutoReverse
            && standing.OriginalDate == given.OriginalDate
            && standing.Lines.Select(Moving).SequenceEqual(given.Lines.Select(Moving));
        return isText ? EntryEdit.Amended : EntryEdit.Replaced;
    }

    private static EntryLine Moving(EntryLine line) =>
        line.Subledger is null ? line with { Entity = null, Reference = null, Job = null } : line with { Job = null };

    private static EntryId Numbered(EntryId original, int number, string suffix)
    {
        var tail = string.Create(CultureInfo.InvariantCulture, $"~{number}{suffix}");
        var id = EntryId.Parse(original + tail);
        // The original's id may have no room left.
        return id.IsOk ? id.Value : EntryId.Parse(Digest.Of(Encoding.UTF8.GetBytes(original.ToString())) + tail).Value;
    }
}

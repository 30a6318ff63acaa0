using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>What an import does to an entry that was posted before.</summary>
/// <param name="Was">What stood; null if nothing did any more.</param>
/// <param name="Now">What stands in its place; null if it went.</param>
public sealed record ImportChange(PeriodCode Period, EntryKey Entry, EntryEdit Kind, Entry? Was, Entry? Now)
{
    /// <summary>The month that it was moved out of; null where it stays in its own.</summary>
    public PeriodCode? From { get; init; }

    internal static ImportChange Of(PlannedEdit edit) =>
        new(edit.Period, edit.Original, edit.Kind, edit.Standing, edit.Replacement) { From = edit.From };

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("entry", Entry.Id.ToString()),
            ("scope", Entry.Scope?.ToString()),
            ("period", Period.ToString()),
            ("moved_from", From?.ToString()),
            ("edit", Kind.Text()),
            ("was", Was is null ? null : EntryAmounts.Text(Was)),
            ("now", Now is null ? null : EntryAmounts.Text(Now))
        );
}

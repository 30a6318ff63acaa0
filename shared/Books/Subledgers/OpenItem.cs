using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>What a reference and everything that applies to it leave unsettled, debit positive.</summary>
public sealed record OpenItem(
    SubledgerName Subledger,
    Currency Currency,
    string Entity,
    string Reference,
    DateOnly Since,
    Int128 AmountMinor
)
{
    /// <summary>When it is due; without a due date, the day since when it is open.</summary>
    public DateOnly Due { get; init; } = Since;

    /// <summary>The same bill, by entity, reference and amount, stands here at least twice.</summary>
    public bool IsBilledTwice { get; init; }

    /// <summary>As it stands in open_items.json, under its subledger's name.</summary>
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("amount_minor", AmountMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", Currency.ToString()),
            ("due_date", Dates.Text(Due)),
            ("entity", Entity),
            ("reference", Reference),
            ("since", Dates.Text(Since))
        );
}

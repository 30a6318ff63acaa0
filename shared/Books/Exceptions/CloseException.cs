using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Books.Exceptions;

/// <summary>One thing that someone has to look into: an investigation item as data.</summary>
/// <param name="Category">
/// Stable, e.g. <c>sl_variance</c>, <c>open_item</c>, <c>unbalanced_entry</c>, <c>suspense_balance</c>.
/// </param>
/// <param name="AmountMinor">Minor units of the currency; null where no amount is involved.</param>
public sealed record CloseException(string Category, string Description, bool IsBlocking)
{
    public SubledgerName? Subledger { get; init; }

    public string? Entity { get; init; }

    public AccountCode? Account { get; init; }

    public Int128? AmountMinor { get; init; }

    public Currency? Currency { get; init; }

    /// <summary>Who let it stand; null of everything that nobody has to.</summary>
    public PersonId? WaivedBy { get; init; }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account?.ToString()),
            ("amount_minor", AmountMinor?.ToString(CultureInfo.InvariantCulture)),
            ("category", Category),
            ("currency", Currency?.ToString()),
            ("description", Description),
            ("entity", Entity),
            ("severity", IsBlocking ? "blocking" : "warning"),
            ("subledger", Subledger?.ToString()),
            ("waived_by", WaivedBy?.ToString())
        );
}

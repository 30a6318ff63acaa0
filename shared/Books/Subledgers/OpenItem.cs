using System.Globalization;
using Bookseal.Books.Ledger;
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

    /// <summary>The control account; null where a file keeps the subledger, which names none.</summary>
    public AccountCode? Account { get; init; }

    /// <summary>As it stands in open_items.json, under its subledger's name.</summary>
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account?.ToString()),
            ("amount_minor", AmountMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", Currency.ToString()),
            ("due_date", Dates.Text(Due)),
            ("entity", Entity),
            ("reference", Reference),
            ("since", Dates.Text(Since))
        );

    public static Result<OpenItem> FromJson(SubledgerName subledger, JsonObject source)
    {
        var fields = new Fields(source, "OPEN_ITEMS_INVALID");
        var account = fields.OptionalText("account", AccountCode.Parse);
        var amount = fields.Text("amount_minor", Balance.ParseTotal);
        var currency = fields.Text("currency", Currency.Parse);
        var due = fields.Text("due_date", Dates.Parse);
        var entity = fields.Text("entity");
        var reference = fields.Text("reference");
        var since = fields.Text("since", Dates.Parse);
        return fields.Finish(() =>
            new OpenItem(subledger, currency, entity, reference, since, amount) { Account = account, Due = due }
        );
    }
}

using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>What an approver lets stand in one close, and what became of it in the next.</summary>
internal static class WaiverEvents
{
    public static RunEvent? Read(string type, PersonId by, Fields data) =>
        type switch
        {
            VarianceWaived.TypeName => new VarianceWaived(
                by,
                data.Text("subledger", SubledgerName.Parse),
                data.Text("currency", Currency.Parse),
                data.Text("amount_minor", Balance.ParseTotal),
                data.Text("reason")
            ),
            WaiverResolved.TypeName => new WaiverResolved(
                by,
                data.Text("subledger", SubledgerName.Parse),
                data.Text("currency", Currency.Parse),
                data.Text("words")
            ),
            _ => null,
        };
}

/// <summary>An approver lets a subledger differ from its control accounts by this much, in this close.</summary>
/// <param name="AmountMinor">Subledger less general ledger; another difference is not waived.</param>
public sealed record VarianceWaived(
    PersonId By,
    SubledgerName Subledger,
    Currency Currency,
    Int128 AmountMinor,
    string Reason
) : RunEvent(By)
{
    public const string TypeName = "variance_waived/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("amount_minor", AmountMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", Currency.ToString()),
            ("reason", Reason),
            ("subledger", Subledger.ToString())
        );
}

/// <summary>Another person says what became of a waiver of the close before.</summary>
public sealed record WaiverResolved(PersonId By, SubledgerName Subledger, Currency Currency, string Words)
    : RunEvent(By)
{
    public const string TypeName = "waiver_resolved/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(("currency", Currency.ToString()), ("subledger", Subledger.ToString()), ("words", Words));
}

/// <summary>A waiver as it stands in a certificate.</summary>
/// <param name="AmountMinor"><inheritdoc cref="VarianceWaived" path="/param[@name='AmountMinor']"/></param>
public sealed record Waiver(
    SubledgerName Subledger,
    Currency Currency,
    Int128 AmountMinor,
    PersonId By,
    DateTimeOffset At,
    string Reason
)
{
    public bool IsOf(SubledgerName subledger, Currency currency) => (Subledger, Currency) == (subledger, currency);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("amount_minor", AmountMinor.ToString(CultureInfo.InvariantCulture)),
            ("at", Dates.Text(At)),
            ("by", By.ToString()),
            ("currency", Currency.ToString()),
            ("reason", Reason),
            ("subledger", Subledger.ToString())
        );

    public static Result<Waiver> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "CERTIFICATE_INVALID");
        var subledger = fields.Text("subledger", SubledgerName.Parse);
        var currency = fields.Text("currency", Currency.Parse);
        var amount = fields.Text("amount_minor", Balance.ParseTotal);
        var by = fields.Text("by", PersonId.Parse);
        var at = fields.Text("at", Dates.ParseInstant);
        var reason = fields.Text("reason");
        return fields.Finish(() => new Waiver(subledger, currency, amount, by, at, reason));
    }
}

/// <summary>What became of one, by whose word.</summary>
public sealed record ResolvedWaiver(
    SubledgerName Subledger,
    Currency Currency,
    PersonId By,
    DateTimeOffset At,
    string Words
)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("at", Dates.Text(At)),
            ("by", By.ToString()),
            ("currency", Currency.ToString()),
            ("subledger", Subledger.ToString()),
            ("words", Words)
        );
}

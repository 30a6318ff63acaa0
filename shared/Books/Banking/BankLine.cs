using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// The lines of bank.ndjson, in RFC 8785 form: statements, transactions and what people decided about them, told apart
/// by <c>type</c>.
/// </summary>
public static class BankLine
{
    public const string Match = "match";
    public const string Unmatch = "unmatch";
    internal const string Code = "BANK_LINE_INVALID";
    public const string Card = "card";

    public static byte[] Encode(BankStatement statement) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("account", statement.Account),
                ("closing_minor", statement.ClosingMinor),
                ("currency", statement.Currency.ToString()),
                ("from", Dates.Text(statement.From)),
                ("kind", statement.IsCard ? Card : null),
                ("opening_minor", statement.OpeningMinor),
                ("to", Dates.Text(statement.To)),
                ("type", "statement")
            )
        );

    public static byte[] Encode(BankTransaction transaction) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("account", transaction.Account),
                ("amount_minor", transaction.AmountMinor),
                ("currency", transaction.Currency.ToString()),
                ("date", Dates.Text(transaction.Date)),
                ("description", transaction.Description),
                ("reference", transaction.Reference),
                ("type", "transaction")
            )
        );

    /// <summary>What a line says that it is; empty where it does not say.</summary>
    public static string TypeOf(JsonObject line) => (line["type"] as JsonString)?.Value ?? "";

    /// <param name="readsKinds">Rules 2 know no kinds of statement: there, naming one is a fault.</param>
    public static Result<BankStatement> ReadStatement(JsonObject line, bool readsKinds = true)
    {
        var fields = new Fields(line, Code);
        var account = fields.Text("account");
        var closing = fields.Integer("closing_minor");
        var currency = fields.Text("currency", Currency.Parse);
        var from = fields.Text("from", Dates.Parse);
        var kind = readsKinds ? fields.OptionalText("kind") : null;
        var opening = fields.Integer("opening_minor");
        var to = fields.Text("to", Dates.Parse);
        fields.Text("type");
        if (to < from)
            fields.Fail("a statement does not end before it begins");
        if (kind is not (null or Card))
            fields.Fail("'kind' is card, or not there");
        return fields.Finish(() =>
            new BankStatement(account, currency, from, to, opening, closing) { IsCard = kind is not null }
        );
    }

    public static Result<BankTransaction> ReadTransaction(JsonObject line)
    {
        var fields = new Fields(line, Code);
        var account = fields.Text("account");
        var amount = fields.Integer("amount_minor");
        var currency = fields.Text("currency", Currency.Parse);
        var date = fields.Text("date", Dates.Parse);
        var description = fields.Text("description");
        var reference = fields.Text("reference");
        if (fields.Text("type") != "transaction")
            fields.Fail("'type' is statement or transaction");
        return fields.Finish(() => new BankTransaction(account, currency, date, reference, amount, description));
    }
}

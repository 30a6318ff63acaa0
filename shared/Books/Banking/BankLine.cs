using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// The lines of bank.ndjson, in RFC 8785 form: statements and transactions, told apart by <c>type</c>.
/// </summary>
public static class BankLine
{
    private const string Code = "BANK_LINE_INVALID";

    public static byte[] Encode(BankStatement statement) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("account", statement.Account),
                ("closing_minor", statement.ClosingMinor),
                ("currency", statement.Currency.ToString()),
                ("from", Dates.Text(statement.From)),
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

    public static bool IsStatement(JsonObject line) => line["type"] is JsonString { Value: "statement" };

    public static Result<BankStatement> ReadStatement(JsonObject line)
    {
        var fields = new Fields(line, Code);
        var account = fields.Text("account");
        var closing = fields.Integer("closing_minor");
        var currency = fields.Text("currency", Currency.Parse);
        var from = fields.Text("from", Dates.Parse);
        var opening = fields.Integer("opening_minor");
        var to = fields.Text("to", Dates.Parse);
        fields.Text("type");
        if (to < from)
            fields.Fail("a statement does not end before it begins");
        return fields.Finish(() => new BankStatement(account, currency, from, to, opening, closing));
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

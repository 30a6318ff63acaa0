using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// What a person decided about lines of a bank account: that they belong together, or that the bank made an error. A
/// line of bank.ndjson of type <c>match</c>.
/// </summary>
/// <param name="Date">From this day on it counts: not before its lines, or the period it was made for.</param>
/// <param name="Items">The SHA-256 of each item's line; equal lines are named once for each.</param>
/// <param name="Revision">The how-manieth line about this match it is, counting those that undo it.</param>
public sealed record BankDecision(
    string Account,
    Currency Currency,
    DateOnly Date,
    MatchedBy How,
    IReadOnlyList<Digest> Items,
    IReadOnlyList<Digest> Transactions,
    PersonId By,
    int Revision
)
{
    public MatchId Id { get; } = MatchId.Of(Account, Currency, Items, Transactions);

    public byte[] Encode() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("account", Account),
                ("by", By.ToString()),
                ("currency", Currency.ToString()),
                ("date", Dates.Text(Date)),
                ("how", How.Text()),
                ("items", MatchId.InOrder(Items)),
                ("revision", Revision),
                ("transactions", MatchId.InOrder(Transactions)),
                ("type", BankLine.Match)
            )
        );

    public static Result<BankDecision> Read(JsonObject line)
    {
        var fields = new Fields(line, BankLine.Code);
        var account = fields.Text("account");
        var by = fields.Text("by", PersonId.Parse);
        var currency = fields.Text("currency", Currency.Parse);
        var date = fields.Text("date", Dates.Parse);
        var how = fields.Text("how", MatchedByText.ParseDecided);
        var items = fields.Texts("items", Digest.Parse);
        var revision = fields.SmallInteger("revision");
        var transactions = fields.Texts("transactions", Digest.Parse);
        fields.Text("type");
        if (items.Count + transactions.Count == 0)
            fields.Fail("a match names lines");
        if (!IsInOrder(items) || !IsInOrder(transactions))
            fields.Fail("the lines of a match stand in order");
        return fields.Finish(() => new BankDecision(account, currency, date, how, items, transactions, by, revision));
    }

    private static bool IsInOrder(IReadOnlyList<Digest> lines) =>
        lines.Zip(lines.Skip(1)).All(pair => pair.First <= pair.Second);
}

/// <summary>A person takes a decision back: a line of type <c>unmatch</c>.</summary>
/// <param name="Match">The id of the match, in full.</param>
public sealed record BankUndo(MatchId Match, PersonId By, int Revision)
{
    /// <summary>The first day of the period that it was made for; null in lines of older programs.</summary>
    public DateOnly? Date { get; init; }

    public byte[] Encode() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("by", By.ToString()),
                ("date", Date is { } date ? Dates.Text(date) : null),
                ("match", Match.Digest.ToString()),
                ("revision", Revision),
                ("type", BankLine.Unmatch)
            )
        );

    public static Result<BankUndo> Read(JsonObject line)
    {
        var fields = new Fields(line, BankLine.Code);
        var by = fields.Text("by", PersonId.Parse);
        var date = fields.OptionalText("date", Dates.Parse);
        var match = fields.Text("match", Digest.Parse);
        var revision = fields.SmallInteger("revision");
        fields.Text("type");
        return fields.Finish(() => new BankUndo(new(match), by, revision) { Date = date });
    }
}

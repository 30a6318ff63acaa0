using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>How lines of the books and of the bank came to be matched.</summary>
public enum MatchedBy
{
    Reference,
    AmountAndDate,
    Accepted,
    ByHand,

    /// <summary>What the bank did wrong: the difference is the bank's to correct.</summary>
    BankError,
}

/// <summary>Book items and bank transactions that belong together, or are proposed to.</summary>
/// <param name="Id">Of these lines, whoever finds them: what people accept and undo it by.</param>
/// <param name="Date">From which day on it holds: that of its latest line, or of the decision.</param>
/// <param name="By">Who decided it; null for what the rules pair.</param>
public sealed record BankPair(
    string Account,
    Currency Currency,
    MatchId Id,
    MatchedBy How,
    DateOnly Date,
    PersonId? By,
    IReadOnlyList<SubledgerItem> Items,
    IReadOnlyList<BankTransaction> Transactions
)
{
    /// <summary>What the items are over the transactions; not zero in a bank's error only.</summary>
    public Int128 DifferenceMinor =>
        Items.Aggregate((Int128)0, (sum, item) => sum + item.NetMinor)
        - Transactions.Aggregate((Int128)0, (sum, transaction) => sum + transaction.AmountMinor);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account),
            ("by", By?.ToString()),
            ("currency", Currency.ToString()),
            ("how", How.Text()),
            ("id", Id.ToString()),
            ("items", new JsonArray(Items.Select(item => Line(item.NetMinor, item.Date, item.Reference)))),
            (
                "transactions",
                new JsonArray(
                    Transactions.Select(transaction =>
                        Line(transaction.AmountMinor, transaction.Date, transaction.Reference)
                    )
                )
            )
        );

    private static JsonObject Line(long minor, DateOnly date, string reference) =>
        JsonObject.Of(("amount_minor", minor), ("date", Dates.Text(date)), ("reference", reference));
}

public static class MatchedByText
{
    private static readonly string[] Names = ["reference", "amount_and_date", "accepted", "by_hand", "bank_error"];

    public static string Text(this MatchedBy how) => Names[(int)how];

    /// <summary>What a person can decide.</summary>
    public static Result<MatchedBy> ParseDecided(string text) =>
        Array.IndexOf(Names, text) is var place && place >= (int)MatchedBy.Accepted
            ? (MatchedBy)place
            : new Fault("MATCH_HOW_INVALID", "a match is accepted, by_hand or bank_error");
}

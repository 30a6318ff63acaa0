using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>All lines of a bank account that a person could match, those that are matched already too.</summary>
internal sealed record BankAccountLines(
    string Account,
    Currency Currency,
    IReadOnlyList<SubledgerItem> Items,
    IReadOnlyList<BankTransaction> Transactions
);

/// <summary>An item or a bank transaction as people name it: by its reference, or by the digest of its line.</summary>
public sealed record MatchableLine(
    string Account,
    Currency Currency,
    Digest Line,
    DateOnly Date,
    string Reference,
    long AmountMinor,
    string Description
)
{
    /// <summary>The first digits of the line's digest.</summary>
    public string Id => Line.ToString()[..MatchId.Digits];

    public bool IsNamed(string name) => Reference == name || MatchId.IsPrefix(name, Line);

    public static MatchableLine Of(SubledgerItem item) =>
        new(
            item.Entity,
            item.Currency,
            Digest.Of(item.Encode()),
            item.Date,
            item.Reference,
            item.NetMinor,
            item.Description
        );

    public static MatchableLine Of(BankTransaction transaction) =>
        new(
            transaction.Account,
            transaction.Currency,
            Digest.Of(BankLine.Encode(transaction)),
            transaction.Date,
            transaction.Reference,
            transaction.AmountMinor,
            transaction.Description
        );

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account),
            ("amount_minor", AmountMinor),
            ("currency", Currency.ToString()),
            ("date", Dates.Text(Date)),
            ("description", Description),
            ("id", Id),
            ("reference", Reference)
        );
}

using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>A statement as a bank's file has it, with the transactions that stand on it.</summary>
/// <param name="Where">Where faults point: to its closing balance, if it has one.</param>
/// <param name="Balances">Null where the file states none: then its transactions are all that it says.</param>
/// <param name="Transactions">Dated from its first day to its last.</param>
public sealed record DeliveredStatement(
    string Where,
    string Account,
    Currency Currency,
    DateOnly From,
    DateOnly To,
    (long OpeningMinor, long ClosingMinor)? Balances,
    IReadOnlyList<BankTransaction> Transactions
)
{
    public bool IsCard { get; init; }

    public BankStatement? Statement =>
        Balances is var (opening, closing)
            ? new(Account, Currency, From, To, opening, closing) { IsCard = IsCard }
            : null;
}

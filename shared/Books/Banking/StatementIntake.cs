using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// What the statements of a bank's file add to those that are there. A delivery that comes again, overlaps an earlier
/// one or goes on within a day adds what is new of it; what then would not add up is refused, as it could never be
/// taken out again.
/// </summary>
public static class StatementIntake
{
    public const string Differs = "BANK_STATEMENT_DIFFERS";

    /// <summary>
    /// The lines that have to be in bank.ndjson, statements first: of equal ones as many as there shall be in all.
    /// </summary>
    /// <param name="known">All that is there, up to the end of time.</param>
    public static Result<IReadOnlyList<byte[]>> Plan(BankFold known, IEnumerable<DeliveredStatement> delivered)
    {
        var accounts = new SortedDictionary<string, AccountIntake>(StringComparer.Ordinal);
        foreach (var statement in delivered)
        {
            var key = $"{statement.Account}\n{statement.Currency}";
            if (!accounts.TryGetValue(key, out var account))
                accounts.Add(key, account = AccountIntake.Of(known, statement.Account, statement.Currency));
            if (account.Take(statement) is { } fault)
                return fault with { Where = statement.Where };
        }

        return accounts
            .Values.SelectMany(account => account.Statements)
            .Select(BankLine.Encode)
            .Concat(accounts.Values.SelectMany(account => account.Transactions).Select(BankLine.Encode))
            .ToList();
    }
}

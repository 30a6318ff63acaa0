using Bookseal.Books.Accounts;
using Bookseal.Books.Values;

namespace Bookseal.Import.Hledger;

/// <summary>
/// The chart as it grows while a journal is read: accounts.csv first, and what is not in it is typed by its top-level
/// name, as hledger does.
/// </summary>
internal sealed class NamedAccounts(ChartOfAccounts defined)
{
    private readonly Dictionary<AccountCode, Account> _accounts = defined.Accounts.ToDictionary(account =>
        account.Code
    );
    private readonly HashSet<AccountCode> _untyped = [];

    /// <summary>
    /// Null once the account is known, or known to be without a type; a fault the first time that it has none.
    /// </summary>
    public Fault? Learn(AccountCode code)
    {
        if (_accounts.ContainsKey(code))
            return null;
        if (TypeOf(code) is { } type)
        {
            Add(code, type);
            return null;
        }

        return _untyped.Add(code)
            ? new Fault(
                "ACCOUNT_TYPE_UNKNOWN",
                $"{code} is under none of Assets, Liabilities, Equity, Income, Revenues, Expenses; give it a line in "
                    + "accounts.csv: code,name,type,tags"
            )
            : null;
    }

    /// <summary>
    /// An account that the profile calls the retained earnings is one of equity, whatever its name; what accounts.csv
    /// or the name says otherwise is left, for the reader to refuse.
    /// </summary>
    public void LearnRetainedEarnings(AccountCode code)
    {
        if (_accounts.ContainsKey(code))
            return;
        if (TypeOf(code) is { } type)
            Add(code, type);
        else
            _accounts.Add(code, new Account(code, "Retained earnings", AccountType.Equity, []));
    }

    public bool IsResult(AccountCode code) => _accounts.GetValueOrDefault(code)?.IsResult == true;

    public ChartOfAccounts ToChart() => ChartOfAccounts.Of(_accounts.Values).Value;

    private void Add(AccountCode code, AccountType type)
    {
        var name = $"{code}";
        _accounts.Add(
            code,
            new Account(code, name[(name.LastIndexOf(':') + 1)..] is { Length: > 0 } last ? last : name, type, [])
        );
    }

    private static AccountType? TypeOf(AccountCode code) =>
        $"{code}".Split(':')[0].ToUpperInvariant() switch
        {
            "ASSET" or "ASSETS" => AccountType.Asset,
            "LIABILITY" or "LIABILITIES" => AccountType.Liability,
            "EQUITY" => AccountType.Equity,
            "INCOME" or "REVENUE" or "REVENUES" => AccountType.Revenue,
            "EXPENSE" or "EXPENSES" => AccountType.Expense,
            _ => null,
        };
}

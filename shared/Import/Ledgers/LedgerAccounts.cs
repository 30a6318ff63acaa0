using Bookseal.Books.Accounts;
using Bookseal.Books.Values;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// The chart as it grows while a journal is read: accounts.csv first, then what is known, and what is in neither is
/// typed as its program tells.
/// </summary>
internal sealed class LedgerAccounts(ChartOfAccounts defined, ChartOfAccounts known, AccountTyping typing)
{
    private readonly Dictionary<AccountCode, Account> _accounts = known
        .Accounts.Concat(defined.Accounts)
        .GroupBy(account => account.Code)
        .ToDictionary(group => group.Key, group => group.Last());
    private readonly HashSet<AccountCode> _untyped = [];

    /// <summary>Of DATEV: how many digits accounts have that are no person's.</summary>
    public int Digits { get; init; }

    public Account? Find(AccountCode code) => _accounts.GetValueOrDefault(code);

    public ChartOfAccounts ToChart() => ChartOfAccounts.Of(_accounts.Values).Value;

    /// <summary>Null once the account is known; a fault the first time that nothing tells its type.</summary>
    public Fault? Learn(AccountCode code, string name, string said)
    {
        if (_accounts.ContainsKey(code))
            return null;
        if (TypeOf($"{code}", said) is var (type, tags))
        {
            _accounts.Add(code, new(code, name.Length > 0 ? name : $"{code}", type, tags));
            return null;
        }

        return _untyped.Add(code)
            ? new Fault(
                "ACCOUNT_TYPE_UNKNOWN",
                $"nothing tells what kind of account {code} is; give it a line in accounts.csv (code,name,type,tags): "
                    + $"{code},{(name.Length > 0 ? name : "NAME")},expense, or asset, liability, equity, revenue"
            )
            : null;
    }

    /// <summary>What the profile calls the retained earnings is of equity, unless something else says.</summary>
    public void LearnRetainedEarnings(AccountCode code)
    {
        if (!_accounts.ContainsKey(code))
            _accounts.Add(code, new(code, "Retained earnings", AccountType.Equity, []));
    }

    private (AccountType Type, string[] Tags)? TypeOf(string code, string said) =>
        typing switch
        {
            AccountTyping.French => FrenchChart.TypeOf(code),
            AccountTyping.Unasked => (AccountType.Asset, []),
            AccountTyping.TopName => Plain(code.Split(':')[0]),
            AccountTyping.Datev => DatevReader.IsCarrying(code, Digits) ? (AccountType.Equity, []) : PersonOf(code),
            _ => Plain(said),
        };

    private (AccountType Type, string[] Tags)? PersonOf(string code) =>
        code.Length != Digits + 1 || !code.All(char.IsAsciiDigit)
            ? null
            : (code[0] < '7' ? AccountType.Asset : AccountType.Liability, ["current"]);

    /// <summary>The words of several programs, Xero's among them.</summary>
    private static (AccountType Type, string[] Tags)? Plain(string said) =>
        said.ToUpperInvariant() switch
        {
            "BANK" => (AccountType.Asset, ["cash", "current"]),
            "CURRENT" or "PREPAYMENT" or "INVENTORY" => (AccountType.Asset, ["current"]),
            "ASSET" or "ASSETS" or "FIXED" or "NONCURRENT" => (AccountType.Asset, []),
            "CURRLIAB" or "PAYG" or "SUPERANNUATION" => (AccountType.Liability, ["current"]),
            "LIABILITY" or "LIABILITIES" or "TERMLIAB" => (AccountType.Liability, []),
            "EQUITY" => (AccountType.Equity, []),
            "INCOME" or "REVENUE" or "REVENUES" or "SALES" or "OTHERINCOME" => (AccountType.Revenue, []),
            "DIRECTCOSTS" => (AccountType.Expense, ["cogs"]),
            "EXPENSE" or "EXPENSES" or "OVERHEADS" or "DEPRECIATN" or "WAGESEXPENSE" => (AccountType.Expense, []),
            _ => null,
        };
}

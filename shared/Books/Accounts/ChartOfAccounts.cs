using Bookseal.Books.Values;

namespace Bookseal.Books.Accounts;

/// <summary>The accounts that entries may name, in order of their codes.</summary>
public sealed class ChartOfAccounts
{
    private readonly SortedDictionary<AccountCode, Account> _accounts;

    private ChartOfAccounts(SortedDictionary<AccountCode, Account> accounts) => _accounts = accounts;

    public IReadOnlyCollection<Account> Accounts => _accounts.Values;

    public Account? Find(AccountCode code) => _accounts.GetValueOrDefault(code);

    /// <summary>The subledgers that some account controls, in order, each with its control accounts.</summary>
    public IReadOnlyList<(SubledgerName Subledger, IReadOnlyList<AccountCode> ControlAccounts)> Subledgers =>
        [
            .. _accounts
                .Values.SelectMany(account =>
                    account.Controls.Select(subledger => (Subledger: subledger, account.Code))
                )
                .GroupBy(pair => pair.Subledger, pair => pair.Code)
                .OrderBy(group => group.Key)
                .Select(group => (group.Key, (IReadOnlyList<AccountCode>)[.. group.Order()])),
        ];

    /// <summary>The subledgers of bank accounts: those that control an account of cash.</summary>
    public IReadOnlySet<SubledgerName> BankSubledgers =>
        _accounts.Values.Where(account => account.IsCash).SelectMany(account => account.Controls).ToHashSet();

    /// <summary>A code that stands twice is <c>ACCOUNT_DUPLICATE</c>.</summary>
    public static Result<ChartOfAccounts> Of(IEnumerable<Account> accounts)
    {
        var byCode = new SortedDictionary<AccountCode, Account>();
        foreach (var account in accounts)
            if (!byCode.TryAdd(account.Code, account))
                return new Fault("ACCOUNT_DUPLICATE", $"account {account.Code} stands twice");
        return new ChartOfAccounts(byCode);
    }

    /// <summary>accounts.json: the canonical form of an array in order of the codes.</summary>
    public byte[] ToBytes() => CanonicalJson.ToBytes(_accounts.Values.Select(account => account.ToJson()));

    public static Result<ChartOfAccounts> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText.ParseList(bytes, "ACCOUNTS_INVALID", Account.FromJson).Then(Of);
}

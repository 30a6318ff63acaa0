using Bookseal.Books.Accounts;
using Bookseal.Books.Values;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

internal static class AccountsReader
{
    public static ChartOfAccounts Read(byte[] bytes, TableSet tables)
    {
        var faults = tables.Faults;
        var accounts = new Dictionary<AccountCode, Account>();
        var spellings = new Dictionary<string, AccountCode>(StringComparer.Ordinal);
        foreach (var row in tables.Rows(DirectoryForms.Accounts, bytes))
        {
            var code = row.Take("code", AccountCode.Parse, faults);
            var type = row.Take("type", Account.ParseType, faults);
            var tags = row["tags"]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(tag => faults.Take(Account.ParseTag(tag), row.Where("tags")))
                .OfType<string>() // a fault has none
                .ToList();
            if (row["name"].Length == 0)
                faults.Add(row.Where("name"), "NAME_MISSING", "the account has no name");
            if (!accounts.TryAdd(code, new Account(code, row["name"], type, tags)) && code != default)
                faults.Add(row.Where("code"), "ACCOUNT_DUPLICATE", $"account {code} stands twice");
            else if (!spellings.TryAdd(Lookalikes.Skeleton($"{code}"), code) && code != default)
                faults.Add(
                    row.Where("code"),
                    "ACCOUNT_TWIN",
                    $"account {code} looks like {spellings[Lookalikes.Skeleton($"{code}")]}, which is another; "
                        + "give one of them another code"
                );
        }

        return ChartOfAccounts.Of(accounts.Values).Value;
    }
}

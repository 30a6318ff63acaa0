using Bookseal.Books.Accounts;
using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>Which accounts a schedule may post to. What a subledger controls has its own items.</summary>
internal static class ScheduleAccounts
{
    private const string Unfit = "SCHEDULE_ACCOUNT_INVALID";

    public static Fault? CheckAsset(ChartOfAccounts chart, AccountCode code) =>
        Find(chart, code).TryGet(out var account, out var unknown) ? CheckAsset(account) : unknown;

    /// <summary>A contra account; or the asset's own, which is then written down directly.</summary>
    public static Fault? CheckAccumulated(ChartOfAccounts chart, AccountCode asset, AccountCode code)
    {
        if (!Find(chart, code).TryGet(out var account, out var unknown))
            return unknown;
        return CheckAsset(account)
            ?? (
                code == asset || account.Tags.Contains("contra")
                    ? null
                    : new(
                        Unfit,
                        $"account {code} is not tagged contra: depreciation adds up on a contra account, or on the "
                            + $"asset's own ({asset})"
                    )
            );
    }

    public static Fault? CheckExpense(ChartOfAccounts chart, AccountCode code)
    {
        if (!Find(chart, code).TryGet(out var account, out var unknown))
            return unknown;
        return account.Type == AccountType.Expense
            ? null
            : new(Unfit, $"account {code} is of type {account.TypeText}, where an expense is needed");
    }

    public static Fault? CheckAsset(Account account)
    {
        if (account.Type != AccountType.Asset)
            return new(Unfit, $"account {account.Code} is of type {account.TypeText}, where an asset is needed");
        return account.IsCash || account.Controls.Any()
            ? new(Unfit, $"account {account.Code} is proved by a bank or a subledger; a schedule cannot post to it")
            : null;
    }

    private static Result<Account> Find(ChartOfAccounts chart, AccountCode code) =>
        chart.Find(code) is { } account ? account : new Fault("ACCOUNT_UNKNOWN", $"account {code} is not in the chart");
}

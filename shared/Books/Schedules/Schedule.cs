using Bookseal.Books.Accounts;
using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>Whether something is depreciated (assets.csv) or amortised (prepaids.csv).</summary>
public enum ScheduleKind
{
    Depreciation,
    Amortisation,
}

public static class ScheduleKinds
{
    public static IReadOnlyList<ScheduleKind> All { get; } = Enum.GetValues<ScheduleKind>();

    public static string Text(this ScheduleKind kind) =>
        kind switch
        {
            ScheduleKind.Depreciation => "depreciation",
            ScheduleKind.Amortisation => "amortisation",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>How the ids of its entries begin.</summary>
    public static string Prefix(this ScheduleKind kind) =>
        kind switch
        {
            ScheduleKind.Depreciation => "DEP-",
            ScheduleKind.Amortisation => "AMO-",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}

/// <summary>
/// An asset or a prepaid as what it has in common: an amount that goes, month by month, from a balance-sheet account
/// to an expense.
/// </summary>
/// <param name="BalanceAccount">
/// What each month's amount is credited to: accumulated depreciation, or the prepaid.
/// </param>
/// <param name="CostMinor">What it began with.</param>
/// <param name="OpeningMinor">What the opening balances have of it, where the company said so.</param>
public sealed record Schedule(
    ScheduleKind Kind,
    ScheduleId Id,
    AccountCode BalanceAccount,
    AccountCode Expense,
    Currency Currency,
    long CostMinor,
    long? OpeningMinor,
    string Description,
    MonthlyAmounts Months
)
{
    /// <summary>Of an asset whose depreciation adds up elsewhere: where its cost stands; null otherwise.</summary>
    public AccountCode? CostAccount { get; init; }

    /// <summary>Of an asset: before this day its cost is no asset in use. A prepaid is one once it is paid.</summary>
    public DateOnly? InService { get; init; }

    /// <summary>From this day on it is gone, with its cost and what it had accumulated; null where it stays.</summary>
    public DateOnly? Disposal { get; init; }

    public static Schedule Of(Asset asset) =>
        new(
            ScheduleKind.Depreciation,
            asset.Id,
            asset.Accumulated,
            asset.Expense,
            asset.Currency,
            asset.CostMinor,
            asset.OpeningMinor,
            asset.Description,
            DepreciationSchedule.Of(asset)
        )
        {
            CostAccount = asset.Account == asset.Accumulated ? null : asset.Account,
            InService = asset.InService,
            Disposal = asset.Disposal,
        };

    public static Schedule Of(Prepaid prepaid) =>
        new(
            ScheduleKind.Amortisation,
            prepaid.Id,
            prepaid.Account,
            prepaid.Expense,
            prepaid.Currency,
            prepaid.AmountMinor,
            prepaid.OpeningMinor,
            prepaid.Description,
            AmortisationSchedule.Of(prepaid)
        );

    public bool IsIn(ChartOfAccounts chart) =>
        chart.Find(BalanceAccount) is not null && chart.Find(Expense) is not null;

    /// <summary>
    /// Whether the schedule may have had this balance-sheet account before a change: a contra account of an asset's
    /// depreciation, another asset account of a prepaid.
    /// </summary>
    public bool MayHaveHad(Account? account) =>
        account is not null
        && ScheduleAccounts.CheckAsset(account) is null
        && account.Tags.Contains("contra") == (Kind == ScheduleKind.Depreciation);
}

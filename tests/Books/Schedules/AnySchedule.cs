using Bookseal.Books.Accounts;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Schedules;

/// <summary>Assets and prepaids of every form.</summary>
internal static class AnySchedule
{
    private static readonly AccountCode Cost = AccountCode.Parse("1500").Value;
    private static readonly AccountCode Contra = AccountCode.Parse("1590").Value;
    private static readonly AccountCode Expense = AccountCode.Parse("6700").Value;
    private static readonly Currency Usd = Currency.Parse("USD").Value;

    public static Gen<Asset> Assets { get; } =
        from cost in Amounts
        from residual in Gen.Choose(0, 40)
        from start in Days
        from life in Gen.Frequency((4, Gen.Choose(1, 84)), (1, Gen.Choose(1, 600)))
        from isDeclining in Gen.Elements(true, false)
        from rate in Gen.Frequency((3, Gen.Choose(10_000, 600_000)), (1, Gen.Choose(1, YearlyRate.MostPartsPerMillion)))
        from convention in Conventions
        from disposedAfter in Gen.Frequency((2, Gen.Constant(-1)), (1, Gen.Choose(0, 4_000)))
        select new Asset(
            Id("A"),
            Cost,
            Contra,
            Expense,
            Usd,
            cost,
            cost / 100 * residual,
            start,
            life,
            isDeclining ? DepreciationMethod.DecliningBalance : DepreciationMethod.StraightLine,
            convention
        )
        {
            Rate = isDeclining ? new YearlyRate(rate) : null,
            Disposal = disposedAfter < 0 ? null : start.AddDays(disposedAfter),
        };

    public static Gen<Prepaid> Prepaids { get; } =
        from amount in Amounts
        from start in Days
        from days in Gen.Frequency((1, Gen.Choose(0, 40)), (3, Gen.Choose(0, 1_500)))
        from convention in Conventions
        select new Prepaid(Id("P"), Cost, Expense, Usd, amount, start, start.AddDays(days), convention);

    public static ChartOfAccounts Chart { get; } =
        ChartOfAccounts
            .Of([
                Account("1010", AccountType.Asset, "cash"),
                Account("1400", AccountType.Asset, "current"),
                Account("1410", AccountType.Asset, "current"),
                Account("1500", AccountType.Asset),
                Account("1590", AccountType.Asset, "contra"),
                Account("1595", AccountType.Asset, "contra"),
                Account("2000", AccountType.Liability, "control:AP"),
                Account("6120", AccountType.Expense),
                Account("6700", AccountType.Expense),
                Account("6710", AccountType.Expense),
            ])
            .Value;

    public static ScheduleId Id(string text) => ScheduleId.Parse(text).Value;

    public static Asset Straight(long costMinor, long residualMinor, DateOnly inService, int lifeMonths) =>
        new(
            Id("VAN"),
            Cost,
            Contra,
            Expense,
            Usd,
            costMinor,
            residualMinor,
            inService,
            lifeMonths,
            DepreciationMethod.StraightLine,
            DayConvention.FullMonth
        );

    private static Gen<long> Amounts =>
        Gen.Frequency(
            (1, Gen.Choose(1, 300).Select(amount => (long)amount)),
            (3, Gen.Choose(1, int.MaxValue).Select(amount => (long)amount)),
            (1, Gen.Choose(1, 4_000_000).Select(amount => amount * 2_000_003_001L % Limits.SafeInteger + 1))
        );

    private static Gen<DateOnly> Days => Gen.Choose(0, 25_000).Select(day => new DateOnly(1990, 1, 1).AddDays(day));

    private static Gen<DayConvention> Conventions => Gen.Elements(DayConvention.FullMonth, DayConvention.ProRata);

    private static Account Account(string code, AccountType type, params string[] tags) =>
        new(AccountCode.Parse(code).Value, code, type, tags);
}

using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests;

/// <summary>Values that tests need and do not care about, in the fewest words.</summary>
internal static class Some
{
    public static TenantId Tenant { get; } = TenantId.Parse("acme").Value;

    public static PeriodCode January { get; } = new(2026, 1);

    public static DateOnly Day { get; } = new(2026, 1, 15);

    public static DateTimeOffset Now { get; } = new(2026, 2, 3, 9, 0, 0, TimeSpan.Zero);

    public static Currency Usd { get; } = Currency.Parse("USD").Value;

    public static Currency Eur { get; } = Currency.Parse("EUR").Value;

    public static PersonId Poster { get; } = Person("nora");

    public static Policy Advisory { get; } = new(false, 0);

    /// <summary>A company with calendar years.</summary>
    public static ClosePolicy Company(DateOnly booksStart) =>
        new(Tenant, "Acme", Usd, booksStart, new FiscalCalendar(12), Account("3200"), Policy.Default);

    public static PersonId Person(string id) => PersonId.Parse(id).Value;

    public static AccountCode Account(string code) => AccountCode.Parse(code).Value;

    public static EntryId EntryId(string id) => Books.Values.EntryId.Parse(id).Value;

    public static SubledgerName Subledger(string name) => SubledgerName.Parse(name).Value;

    public static Digest Digest(string text) => Evidence.Digest.Of(Encoding.UTF8.GetBytes(text));

    /// <summary>A line of an entry: a positive amount is a debit, a negative one a credit.</summary>
    public static EntryLine Line(string account, long netMinor, Currency? currency = null) =>
        new(Account(account), currency ?? Usd, Math.Max(0, netMinor), Math.Max(0, -netMinor));

    public static Entry Entry(string id, params EntryLine[] lines) =>
        new(EntryId(id), Day, EntryKind.Standard, "a description", Poster, lines);

    public static ChartOfAccounts Chart(params (string Code, AccountType Type, string Tags)[] accounts) =>
        ChartOfAccounts
            .Of(
                accounts.Select(account => new Account(
                    Account(account.Code),
                    $"name of {account.Code}",
                    account.Type,
                    account.Tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                ))
            )
            .Value;

    public static BalanceList Balances(params (string Account, Currency Currency, long Minor)[] balances) =>
        BalanceList.Of(
            balances.Select(balance => new Balance(Account(balance.Account), balance.Currency, balance.Minor))
        );

    public static PeriodFold Fold(params Entry[] entries) => FoldLines(entries.Select(EntryCodec.Encode));

    public static PeriodFold FoldLines(IEnumerable<byte[]> lines, long firstIndex = 0)
    {
        var fold = new PeriodFold(firstIndex);
        foreach (var line in lines)
            fold.Add(line);
        return fold;
    }
}

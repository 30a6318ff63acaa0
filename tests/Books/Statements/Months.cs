using Bookseal.Books.Ledger;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Statements;

/// <summary>Generators of months whose openings and entries balance in each of three currencies.</summary>
internal static class Months
{
    private static readonly string[] Codes = [.. Month.Chart.Accounts.Select(account => account.Code.ToString())];
    private static readonly Currency[] Currencies = [Some.Usd, Some.Eur, Currency.Parse("JPY").Value];

    private static readonly Gen<IReadOnlyList<EntryLine>> Balanced =
        from lines in (
            from account in Gen.Elements(Codes)
            from currency in Gen.Elements(Currencies)
            from net in Gen.OneOf(
                Gen.Choose(-500, 500).Select(small => (long)small),
                Gen.Choose(-1_000_000, 1_000_000).Select(large => large * 1_000_000L)
            )
            select Some.Line(account, net, currency)
        ).NonEmptyListOf()
        from against in Gen.Elements(Codes)
        select Complete(lines, against);

    private static readonly Gen<BalanceList> Balances = Balanced
        .ArrayOf()
        .Select(entries =>
            BalanceList.Of(
                entries
                    .SelectMany(lines => lines)
                    .Select(line => new Balance(line.Account, line.Currency, line.NetMinor))
            )
        );

    private static readonly Gen<Entry> Entry =
        from lines in Balanced
        from day in Gen.Choose(0, 30)
        from kind in Gen.Elements(Enum.GetValues<EntryKind>())
        select new Entry(Some.EntryId("E"), Some.January.FirstDay.AddDays(day), kind, "d", Some.Poster, lines);

    /// <summary>What a period did to accounts of results; others are what a result never holds.</summary>
    private static readonly Gen<BalanceList?> Result = Gen.OneOf(
        Gen.Constant((BalanceList?)null),
        Balances.Select(balances =>
            (BalanceList?)
                BalanceList.Of(balances.Balances.Where(balance => Month.Chart.Find(balance.Account)!.IsResult))
        )
    );

    private static readonly Gen<SubledgerItem> Item =
        from subledger in Gen.Elements("AR", "AP")
        from entity in Gen.Elements("ann", "bob", "=cmd")
        from reference in Gen.Elements("R1", "R2", "R3")
        from appliesTo in Gen.Elements(null, null, "R1", "R2")
        from days in Gen.Choose(-120, 40)
        from term in Gen.Elements<int?>(null, 0, 30, 60)
        from isDebit in Gen.Elements(true, false)
        from amount in Gen.Choose(0, 900)
        from currency in Gen.Elements(Currencies)
        let date = Some.January.LastDay.AddDays(days)
        select new SubledgerItem(
            Some.Subledger(subledger),
            entity,
            reference,
            date,
            term is { } due ? date.AddDays(due) : null,
            isDebit,
            amount,
            currency,
            appliesTo,
            ""
        );

    public static Gen<Month> Any { get; } =
        from openings in Balances
        from entries in Entry.ArrayOf()
        from prior in Result
        from items in Item.ArrayOf()
        select new Month(openings, entries, prior) { Items = items };

    /// <summary>Without closing entries.</summary>
    public static Gen<Month> Ordinary { get; } =
        Any.Select(month =>
            month with
            {
                Entries = [.. month.Entries.Where(entry => entry.Kind != EntryKind.Closing)],
            }
        );

    private static IReadOnlyList<EntryLine> Complete(IReadOnlyCollection<EntryLine> lines, string against) =>
        [
            .. lines,
            .. lines
                .GroupBy(line => line.Currency)
                .Select(group => Some.Line(against, -group.Sum(line => line.NetMinor), group.Key)),
        ];
}
